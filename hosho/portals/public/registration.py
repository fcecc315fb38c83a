"""ID登録: a company asks for an お客様ID. One question group a page, a check page, a receipt. The draft is in the session."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string

from hosho.domain.refusals import NotFound
from hosho.lib.clock import now
from hosho.parties.actions.apply_for_id import apply_for_id
from hosho.parties.actor import Actor
from hosho.parties.roles import Side
from hosho.portals.guards import open_to_anyone
from hosho.portals.public.registration_forms import (
    CompanyForm,
    ConsentForm,
    OfficeForm,
    RepresentativeForm,
    StepForm,
    UsersForm,
    check_rows,
    initial_of,
)
from hosho.ui.rows import CheckRow

DRAFT = "registration"
RECEIPT = "registration receipt"
STEPS: dict[str, tuple[str, type[StepForm]]] = {
    "company": ("会社", CompanyForm),
    "representative": ("代表者", RepresentativeForm),
    "office": ("本店の所在地と連絡先", OfficeForm),
    "users": ("利用する方", UsersForm),
    "consent": ("規約への同意", ConsentForm),
}
VISITOR = Actor(side=Side.SYSTEM, name="登録を申し込む方")
WHY_OPEN = "a company that has no ID yet asks for one"


@open_to_anyone(WHY_OPEN)
def start(request: HttpRequest) -> HttpResponse:
    """What it takes, before anything is asked."""
    begun = bool(request.session.get(DRAFT))
    return render(request, "public/registration/start.html", {"begun": begun})


@open_to_anyone(WHY_OPEN)
def step(request: HttpRequest, step: str) -> HttpResponse:
    """One page of questions; what is right is kept, and the next page follows (or the check page, when it came from there)."""
    if step not in STEPS:
        raise NotFound
    draft: dict[str, Any] = request.session.get(DRAFT, {})
    title, form_class = STEPS[step]
    posted = request.POST if request.method == "POST" else None
    form = form_class(posted, initial=initial_of(step, draft))
    if posted is not None and form.is_valid():
        request.session[DRAFT] = {"token": get_random_string(32), **draft, step: form.answers()}
        return redirect(_after(step, request))
    names = list(STEPS)
    place = names.index(step)
    back = reverse("public:register") if place == 0 else _url(names[place - 1])
    context = {
        "form": form,
        "title": title,
        "place": place + 1,
        "count": len(STEPS) + 1,
        "back": reverse("public:register_check") if "back" in request.GET else back,
        "query": "?back=check" if "back" in request.GET else "",
    }
    template = f"public/registration/{step if step in ('users', 'consent') else 'step'}.html"
    return render(request, template, context, status=422 if form.errors else 200)


@open_to_anyone(WHY_OPEN)
def check(request: HttpRequest) -> HttpResponse:
    """Everything once more; sending it is one deed, however often it is pressed."""
    draft: dict[str, Any] = request.session.get(DRAFT, {})
    missing = next((name for name in STEPS if name not in draft), None)
    if missing:
        return redirect("public:register_done" if RECEIPT in request.session and not draft else _url(missing))
    if request.method == "POST":
        return _send(request, draft)
    rows: list[CheckRow] = check_rows(draft, lambda name: f"{_url(name)}?back=check")
    context = {"rows": rows, "place": len(STEPS) + 1, "count": len(STEPS) + 1, "back": _url("consent")}
    return render(request, "public/registration/check.html", context)


def _send(request: HttpRequest, draft: dict[str, Any]) -> HttpResponse:
    answers = {name: draft[name] for name in STEPS}
    application = apply_for_id(answers, by=VISITOR, at=now(), once_token=draft["token"])
    request.session[RECEIPT] = {
        "number": application.receipt_number,
        "company": answers["company"]["name"],
        "email": answers["users"][0]["email"],
    }
    del request.session[DRAFT]
    return redirect("public:register_done")


@open_to_anyone(WHY_OPEN)
def done(request: HttpRequest) -> HttpResponse:
    """The receipt, for this browser session."""
    receipt = request.session.get(RECEIPT)
    if receipt is None:
        return redirect("public:register")
    return render(request, "public/registration/done.html", {"receipt": receipt})


def _after(step: str, request: HttpRequest) -> str:
    names = list(STEPS)
    if "back" in request.GET or step == names[-1]:
        return reverse("public:register_check")
    return _url(names[names.index(step) + 1])


def _url(step: str) -> str:
    return reverse("public:register_step", args=[step])
