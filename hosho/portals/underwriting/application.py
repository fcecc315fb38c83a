"""One application: on the left what is asked, on the right what our checks say and what can be done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hosho.domain.application_pages import PURPOSES, label_of
from hosho.domain.lifecycle import APPLICATION_STEPS, ApplicationState, possible_verbs
from hosho.guarantees import pricing
from hosho.guarantees.actions.answer_message import answer_message
from hosho.guarantees.actions.examine import examine
from hosho.guarantees.actions.mark_messages_read import mark_messages_read
from hosho.guarantees.actions.take_application import take_application
from hosho.guarantees.checking import Mark, checks
from hosho.guarantees.queries import answers, desk
from hosho.lib.clock import now
from hosho.parties.actor import Actor
from hosho.parties.roles import Role
from hosho.portals.guards import actor_of
from hosho.portals.underwriting.forms import MessageForm
from hosho.portals.underwriting.pages import (
    DECIDERS,
    acting,
    do_once,
    form_page,
    only_get,
    only_post,
    reading,
)

WRITERS = (*DECIDERS, Role.CASHIER)
_VERB_LABELS = {row.verb: row.label for row in APPLICATION_STEPS}
_SAID_ON = "underwriting/application.html"


def page_of(actor: Actor, application: Any) -> dict[str, Any]:
    """Everything the page shows of one application."""
    former = desk.former_answers(application)
    found = checks(application, at=now())
    return {
        "application": application,
        "state": ApplicationState(application.state),
        "groups": answers.groups(application.answers, former),
        "corrected": former is not None,
        "papers": [
            (PURPOSES.get(paper.purpose, paper.purpose), paper)
            for paper in application.attachments.filter(removed_at=None).order_by("at")
        ],
        "checks": found,
        "bad": sum(check.mark is Mark.BAD for check in found),
        "amount": pricing.guaranteed_yen(application.answers),
        "verbs": possible_verbs(ApplicationState(application.state), {role.value for role in actor.roles}),
        "lines": application.messages.select_related("by"),
        "comments": [
            (label_of(comment.field, application.answers), comment)
            for comment in application.comments.select_related("by")
        ],
        "decisions": application.decisions.select_related("by", "approved_by"),
        "history": [(_VERB_LABELS.get(step.verb, step.verb), step) for step in application.steps.all()],
        "colleagues": desk.colleagues(actor),
        "may_take": actor.may(*DECIDERS),
        "may_assign": actor.may(*DECIDERS, Role.ADMINISTRATOR),
        "may_write": actor.may(*WRITERS),
        "fee": getattr(application, "fee", None),
        "guarantees": application.guarantees.all(),
    }


@reading
@only_get
def application_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The whole application."""
    actor = actor_of(request)
    found = desk.application(actor, application_id)
    shown = render(request, _SAID_ON, {**page_of(actor, found), "form": MessageForm()})
    if actor.may(*WRITERS):
        # after the page was made: on it the new lines still say 未読
        mark_messages_read(found, by=actor, at=now())
    return shown


@acting(*DECIDERS, Role.ADMINISTRATOR)
@only_post
def take(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Take it in hand, or give it to the colleague chosen."""
    actor = actor_of(request)
    found = desk.application(actor, application_id)
    held_by, to = _number(request.POST.get("held_by", "")), _number(request.POST.get("to", ""))
    return do_once(
        request,
        lambda: take_application(found, by=actor, at=now(), held_by=held_by, to=to),
        _url(application_id),
    )


@acting(Role.CLERK, Role.UNDERWRITER)
@only_post
def begin(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Begin the examination."""
    actor = actor_of(request)
    found = desk.application(actor, application_id)
    revision = _number(request.POST.get("revision", ""))
    return do_once(
        request, lambda: examine(found, by=actor, at=now(), revision=revision), _url(application_id)
    )


@acting(*WRITERS)
@only_post
def answer(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Write to the contractor."""
    actor = actor_of(request)
    found = desk.application(actor, application_id)
    form = MessageForm(request.POST)

    def act() -> str:
        answer_message(found, by=actor, at=now(), text=form.cleaned_data["text"])
        return f"{_url(application_id)}#messages"

    return form_page(request, form, act, template=_SAID_ON, context=page_of(actor, found))


def _url(application_id: UUID) -> str:
    return reverse("underwriting:application", args=[application_id])


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 19 else None
