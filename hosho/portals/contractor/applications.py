"""申込の一覧 and one application: state, history, messages, corrections, withdrawing, copying, the contractor's copy."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hosho.certificates.glyphs import GlyphsMissing
from hosho.certificates.render import Renderer
from hosho.domain.application_pages import Page
from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import Refusal
from hosho.guarantees.actions.copy_application import copy_application
from hosho.guarantees.actions.discard_draft import discard_draft
from hosho.guarantees.actions.mark_messages_read import mark_messages_read
from hosho.guarantees.actions.send_message import send_message
from hosho.guarantees.actions.start_application import start_application
from hosho.guarantees.actions.withdraw import withdraw
from hosho.guarantees.queries import applications as queries
from hosho.lib.clock import now
from hosho.portals.contractor.apply.check import check_rows_of
from hosho.portals.contractor.apply.walk import ACTING, acting, reading, revision_of, url_of
from hosho.portals.contractor.downloads import as_download
from hosho.portals.guards import actor_of
from hosho.ui import fields, once
from hosho.ui.forms import Form

if TYPE_CHECKING:
    from hosho.guarantees.models import Application

APPLICATIONS_A_PAGE = 20
STATES = [(each.value, each.label) for each in ApplicationState]


class MessageForm(Form):
    """A line to the desk."""

    text = fields.CleanTextField(label="メッセージ", lines=4, most=2000)


class WithdrawForm(Form):
    """Why, if somebody wants to say."""

    reason = fields.CleanTextField(label="取り下げる理由", lines=3, most=500, required=False)


@acting
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """保証申込: a new draft."""
    if done := once.led_to(request):
        return redirect(done)
    application = start_application(by=actor_of(request), at=now())
    return redirect(once.remember(request, url_of(application, Page.ORDERER)))


@reading
def listing(request: HttpRequest) -> HttpResponse:
    """The company's applications, by state and words."""
    state, words = request.GET.get("state", ""), request.GET.get("q", "").replace("\x00", "").strip()
    found = queries.applications_of(actor_of(request), state=state, words=words)
    page = Paginator(found, APPLICATIONS_A_PAGE).get_page(request.GET.get("page"))
    lines = [(each, ApplicationState(each.state), queries.kinds_label(each)) for each in page]
    context = {
        "lines": lines,
        "page": page,
        "state": state,
        "words": words,
        "states": STATES,
        "filtered": bool(state or words),
    }
    return render(request, "contractor/applications/list.html", context)


@reading
def detail(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One application."""
    application = queries.application_of(actor_of(request), application_id)
    shown = _detail(request, application, MessageForm())
    if actor_of(request).may(*ACTING):
        # after the page was made: on it the new lines still say 未読
        mark_messages_read(application, by=actor_of(request), at=now())
    return shown


def _detail(request: HttpRequest, application: Application, form: MessageForm) -> HttpResponse:
    verbs = queries.verbs_for(actor_of(request), application)
    context = {
        "application": application,
        "state": ApplicationState(application.state),
        "kinds": queries.kinds_label(application),
        "rows": [replace(row, change_url="") for row in check_rows_of(application)],
        "history": queries.history(application),
        "conversation": queries.conversation(application),
        "comments": queries.open_comments(application),
        "papers": [
            (paper, queries.purpose_label(paper.purpose)) for paper in queries.attachments_of(application)
        ],
        "guarantees": queries.issued_guarantees(application),
        "verbs": verbs,
        "may_withdraw": "withdraw" in verbs and application.state != ApplicationState.DRAFT.value,
        "acts": actor_of(request).may(*ACTING),
        "form": form,
    }
    return render(request, "contractor/applications/detail.html", context, status=422 if form.errors else 200)


@acting
@require_POST
def message(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One message to the desk."""
    if done := once.led_to(request):
        return redirect(done)
    application = queries.application_of(actor_of(request), application_id)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            send_message(application, text=form.cleaned_data["text"], by=actor_of(request), at=now())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            url = reverse("contractor:application", args=[application.pk]) + "#conversation"
            return redirect(once.remember(request, url))
    return _detail(request, application, form)


@acting
def correct(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """M6: what the desk asks to correct, each with the way to its field; then check and send again."""
    application = queries.application_of(actor_of(request), application_id)
    if application.state != ApplicationState.RETURNED.value:
        return redirect("contractor:application", application.pk)
    comments = [
        (each, f"{url_of(application, each.page)}#id_{each.field}" if each.page else "")
        for each in queries.open_comments(application)
    ]
    context = {"application": application, "comments": comments}
    return render(request, "contractor/applications/correct.html", context)


@acting
def withdraw_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """An interruption before the application is taken back."""
    if request.method == "POST" and (done := once.led_to(request)):
        return redirect(done)
    application = queries.application_of(actor_of(request), application_id)
    form = WithdrawForm(request.POST or None)
    detail_url = reverse("contractor:application", args=[application.pk])
    if "withdraw" not in queries.verbs_for(actor_of(request), application):
        return redirect(detail_url)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(
                application,
                reason=form.cleaned_data["reason"],
                revision=revision_of(request),
                by=actor_of(request),
                at=now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect(once.remember(request, detail_url))
    context = {"application": application, "form": form, "detail_url": detail_url}
    status = 422 if form.errors else 200
    return render(request, "contractor/applications/withdraw.html", context, status=status)


@acting
@require_POST
def copy(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """A new draft with the answers of this one."""
    if done := once.led_to(request):
        return redirect(done)
    application = queries.application_of(actor_of(request), application_id)
    made = copy_application(application, by=actor_of(request), at=now())
    return redirect(once.remember(request, reverse("contractor:apply", args=[made.pk])))


@acting
def discard(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """An interruption before a draft is thrown away."""
    if request.method == "POST" and (done := once.led_to(request)):
        return redirect(done)
    application = queries.application_of(actor_of(request), application_id)
    if application.state != ApplicationState.DRAFT.value:
        return redirect("contractor:application", application.pk)
    if request.method == "POST":
        discard_draft(application, by=actor_of(request), at=now())
        return redirect(once.remember(request, reverse("contractor:home")))
    return render(request, "contractor/applications/discard.html", {"application": application})


@reading
def copy_pdf(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """保証申込書（控）. A character no font has is shown as 〓 and said so, because a copy must not fail for it."""
    application = queries.application_of(actor_of(request), application_id)
    paper = queries.application_copy_paper(application)
    try:
        pdf = _renderer().application_copy(paper)
    except GlyphsMissing as error:
        absent = [each.character for each in error.missing]
        note = "印字できない文字を〓で示しています。申込の内容は、入力されたとおりに記録しています。"
        rows = [{**row, "value": _masked(row["value"], absent)} for row in paper["rows"]]
        paper["rows"] = [*rows, {"group": "文字について", "label": "注", "value": note}]
        pdf = _renderer().application_copy(paper)
    name = f"保証申込書（控）{application.receipt_number}.pdf"
    return as_download(pdf, name=name, media_type="application/pdf")


def _masked(text: str, absent: list[str]) -> str:
    for character in sorted(absent, key=len, reverse=True):
        text = text.replace(character, "〓")
    return text


@lru_cache(maxsize=1)
def _renderer() -> Renderer:
    return Renderer()
