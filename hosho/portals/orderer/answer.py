"""O5: 確認しました or 確認できません, said by whoever holds the key."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hosho.domain.certificate import title
from hosho.domain.kinds import version_label
from hosho.domain.refusals import Refusal
from hosho.lib.clock import now
from hosho.portals.guards import open_to_anyone
from hosho.portals.orderer.certificate import load
from hosho.portals.orderer.forms import AnswerForm
from hosho.portals.orderer.viewing import CLERK, Viewing, needs_viewing
from hosho.register import queries
from hosho.register.actions.state_answer import state_answer
from hosho.register.queries import View


@open_to_anyone("opened with number and key; the signed viewing cookie says which guarantee")
@require_http_methods(["GET", "HEAD", "POST"])
@needs_viewing
def answer(request: HttpRequest, viewing: Viewing) -> HttpResponse:
    """Ask for the answer, keep it, and show what was answered before."""
    view = load(viewing)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _state(request, viewing, view, form)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("orderer:answered")
    page = {**_page(viewing, view), "form": form}
    return render(request, "orderer/answer.html", page, status=422 if form.errors else 200)


@open_to_anyone("opened with number and key; the signed viewing cookie says which guarantee")
@require_http_methods(["GET", "HEAD"])
@needs_viewing
def answered(request: HttpRequest, viewing: Viewing) -> HttpResponse:
    """回答の控え, to be printed."""
    page = _page(viewing, load(viewing))
    if not page["statements"]:
        return redirect("orderer:answer")
    return render(request, "orderer/answered.html", page)


def _state(request: HttpRequest, viewing: Viewing, view: View, form: AnswerForm) -> None:
    # a token of the form, bound to the look-up: the second click of a double click finds the first one's answer
    token = f"{viewing.look_up_id}:{request.POST.get('once', '')}"
    state_answer(
        viewing.guarantee_id,
        by=CLERK,
        at=now(),
        version=view.version,
        confirmed=form.cleaned_data["confirmed"] == "yes",
        department=form.cleaned_data["department"],
        name=form.cleaned_data["name"],
        reason=form.said_reason,
        once_token=hashlib.sha256(token.encode()).hexdigest(),
    )


def _page(viewing: Viewing, view: View) -> dict[str, object]:
    said = queries.statements(viewing.guarantee_id)
    return {
        "view": view,
        "title": title(view.record),
        "version": version_label(view.version),
        "at": now(),
        "statements": [(each, version_label(each.version)) for each in said],
    }
