"""Check your answers, hand in, and the page that says it arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hosho.domain.application_pages import Page, pages_for
from hosho.domain.application_rows import answer_rows
from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import Refusal
from hosho.guarantees.actions.resubmit import resubmit
from hosho.guarantees.actions.submit import submit
from hosho.guarantees.editing import standing_in_the_way
from hosho.guarantees.queries.applications import (
    application_of,
    attachments_of,
    open_comments,
    purpose_label,
)
from hosho.lib.clock import now
from hosho.portals.contractor.apply.attachments import needed_papers
from hosho.portals.contractor.apply.walk import acting, editable, reading, revision_of, url_of
from hosho.portals.guards import actor_of
from hosho.ui import once
from hosho.ui.forms import Form
from hosho.ui.rows import CheckRow, Task

if TYPE_CHECKING:
    from hosho.guarantees.models import Application


@acting
def overview(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The pages of an application as a task list: come back, and go on anywhere."""
    application = editable(request, application_id)
    if isinstance(application, HttpResponse):
        return application
    if application.state == ApplicationState.RETURNED.value:
        return redirect("contractor:correct", application.pk)
    tasks = tasks_of(application)
    ready = not standing_in_the_way(application.answers)
    check_url = reverse("contractor:check", args=[application.pk])
    last = Task("入力内容を確認して申し込む", check_url, "todo" if ready else "blocked")
    if not ready:
        last = Task(last.title, "", "blocked", "すべての入力が終わると進めます。")
    context = {"application": application, "tasks": [*tasks, last], "go_on": _go_on(tasks, check_url)}
    return render(request, "contractor/apply/overview.html", context)


def tasks_of(application: Application) -> list[Task]:
    """One line a page: entered, begun, open, or to be corrected."""
    wrong = {page for page, _ in standing_in_the_way(application.answers)}
    papers = attachments_of(application).exists()
    found = []
    for page in pages_for(application.answers):
        if page is Page.ATTACHMENTS:
            state = "done" if papers else "todo"
            hint = "" if papers else "あとから添付することもできます。"
        elif page not in application.answers:
            state, hint = "todo", ""
        else:
            state, hint = ("partly", "直すところがあります。") if page in wrong else ("done", "")
        found.append(Task(page.label, url_of(application, page), state, hint))
    return found


def _go_on(tasks: list[Task], check_url: str) -> str:
    return next((task.url for task in tasks if task.state != "done"), check_url)


@acting
def check(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """All answers with 変更 links; the last button hands the application in."""
    if request.method == "POST" and (done := once.led_to(request)):
        return redirect(done)
    application = application_of(actor_of(request), application_id)
    if request.method == "POST":
        return _hand_in(request, application)
    found = editable(request, application_id)
    return found if isinstance(found, HttpResponse) else _show(request, application, Form())


def _hand_in(request: HttpRequest, application: Application) -> HttpResponse:
    form = Form(request.POST)
    form.is_valid()
    returned = application.state == ApplicationState.RETURNED.value
    deed = resubmit if returned or application.receipt_number else submit
    try:
        application = deed(
            application,
            revision=revision_of(request),
            once_token=request.POST.get("once", ""),
            by=actor_of(request),
            at=now(),
        )
    except Refusal as refusal:
        refusal.field = None
        if application.state not in (ApplicationState.DRAFT.value, ApplicationState.RETURNED.value):
            raise
        form.add_refusal(refusal)
        return _show(request, application, form)
    return redirect(once.remember(request, reverse("contractor:received", args=[application.pk])))


def _show(request: HttpRequest, application: Application, form: Form) -> HttpResponse:
    wrong = [
        (page.label, refusal.sentence, _change_url(application, page, refusal.field))
        for page, refusal in standing_in_the_way(application.answers)
    ]
    context = {
        "application": application,
        "form": form,
        "rows": check_rows_of(application),
        "wrong": list(dict.fromkeys(wrong)),
        "papers_missing": [label for label, there in needed_papers(application) if not there],
        "total": len(pages_for(application.answers)) + 1,
        "returned": application.state == ApplicationState.RETURNED.value,
        "unanswered": [each for each in open_comments(application) if not each.changed],
    }
    return render(request, "contractor/apply/check.html", context, status=422 if form.errors else 200)


def check_rows_of(application: Application) -> list[CheckRow]:
    """Every answer as the check page shows it; papers as one line."""
    found = []
    rows = answer_rows(application.answers)
    for page in pages_for(application.answers):
        if page is Page.ATTACHMENTS:
            names = [
                f"{paper.name}（{purpose_label(paper.purpose)}）" for paper in attachments_of(application)
            ]
            url = _change_url(application, page, None)
            found.append(CheckRow(page.label, "添付した書類", "\n".join(names), url))
        for row in rows:
            if row.page is page:
                url = _change_url(application, page, row.path.partition(".")[2])
                found.append(CheckRow(row.group, row.label, row.value, url, row.note))
    return found


def _change_url(application: Application, page: Page, field: str | None) -> str:
    return f"{url_of(application, page)}?back=check" + (f"#id_{field}" if field else "")


@reading
def received(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """受付番号 and what happens next; may be opened again at any time."""
    application = application_of(actor_of(request), application_id)
    if application.receipt_number is None:
        return redirect("contractor:apply", application.pk)
    return render(request, "contractor/apply/received.html", {"application": application})
