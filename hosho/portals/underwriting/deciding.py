"""The decision: return, accept or ask for approval, approve, send back, decline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hosho.domain.application_pages import paths_of
from hosho.domain.fees import FeeCaseError
from hosho.domain.refusals import Refusal
from hosho.guarantees import pricing
from hosho.guarantees.actions.accept import accept
from hosho.guarantees.actions.approve import approve
from hosho.guarantees.actions.decline import decline
from hosho.guarantees.actions.propose import propose
from hosho.guarantees.actions.return_application import return_application
from hosho.guarantees.actions.send_back import send_back
from hosho.guarantees.checking import Mark, checks
from hosho.guarantees.queries import desk
from hosho.guarantees.queries.exposure import why_second_person
from hosho.lib.clock import now, today_in_japan
from hosho.parties.roles import Role
from hosho.portals.guards import actor_of
from hosho.portals.underwriting.forms import AcceptForm, ReasonForm, ReturnForm, RevisionForm
from hosho.portals.underwriting.pages import acting, form_page, labelled


@acting(Role.CLERK, Role.UNDERWRITER)
def return_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """差戻し: comments, each at a field."""
    actor = actor_of(request)
    found = desk.application(actor, application_id)
    form = ReturnForm(
        request.POST or None, initial={"revision": found.revision}, paths=paths_of(found.answers)
    )

    def act() -> str:
        return_application(
            found, by=actor, at=now(), comments=form.comments(), revision=form.cleaned_data["revision"]
        )
        return _url(application_id)

    return form_page(request, form, act, template="underwriting/return.html", context={"application": found})


@acting(Role.UNDERWRITER)
def accept_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """引受け with the fee that will be stated; where one person is not enough, the request for approval."""
    actor = actor_of(request)
    found = desk.application(actor, application_id)
    form = AcceptForm(request.POST or None, initial={"revision": found.revision})
    because = why_second_person(found)

    def act() -> str:
        deed: Callable[..., object] = propose if because or request.POST.get("deed") == "propose" else accept
        deed(
            found, by=actor, at=now(), note=form.cleaned_data["note"], revision=form.cleaned_data["revision"]
        )
        return _url(application_id)

    context = {"application": found, "because": because, **_preview(found)}
    return form_page(request, form, act, template="underwriting/accept.html", context=context)


@acting(Role.APPROVER)
def approve_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """承認 by a second person, with the proposal before their eyes."""
    actor = actor_of(request)
    found = desk.application(actor, application_id)
    form = RevisionForm(request.POST or None, initial={"revision": found.revision})

    def act() -> str:
        approve(found, by=actor, at=now(), revision=form.cleaned_data["revision"])
        return _url(application_id)

    return form_page(
        request,
        form,
        act,
        template="underwriting/approve.html",
        context={**_proposal(found), **_preview(found)},
    )


@acting(Role.APPROVER)
def send_back_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """審査への差戻し, with the reason."""
    return _with_reason(request, application_id, send_back, "underwriting/send_back.html")


@acting(Role.UNDERWRITER, Role.APPROVER)
def decline_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """謝絶, with the reason the contractor will read."""
    return _with_reason(request, application_id, decline, "underwriting/decline.html")


def _with_reason(
    request: HttpRequest, application_id: UUID, deed: Callable[..., object], template: str
) -> HttpResponse:
    actor = actor_of(request)
    found = desk.application(actor, application_id)
    form = ReasonForm(request.POST or None, initial={"revision": found.revision})

    def act() -> str:
        given = form.cleaned_data
        deed(found, by=actor, at=now(), reason=given["reason"], revision=given["revision"])
        return _url(application_id)

    return form_page(request, form, act, template=template, context={"application": found})


def _preview(application: Any) -> dict[str, Any]:
    """The fee that would be stated today, the checks that are not good, and when it would fall due."""
    today = today_in_japan(now())
    context: dict[str, Any] = {
        "open_checks": [check for check in checks(application, at=now()) if check.mark is not Mark.GOOD],
        "due_on": pricing.due_day(today),
        "covered": application.contractor.pays_collectively(today),
        "amount": pricing.guaranteed_yen(application.answers),
    }
    try:
        quotes = pricing.quotes_for(application.answers, on=today)
    except (Refusal, FeeCaseError) as problem:
        return context | {"no_fee": getattr(problem, "sentence", str(problem))}
    return context | {"quotes": labelled(quotes), "total": pricing.total_yen(quotes)}


def _proposal(application: Any) -> dict[str, Any]:
    waiting = application.decisions.filter(outcome="ACCEPT", approved_at=None, rejected_at=None)
    return {"application": application, "proposal": waiting.select_related("by").last()}


def _url(application_id: UUID) -> str:
    return reverse("underwriting:application", args=[application_id])
