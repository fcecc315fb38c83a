"""書類の添付 within the wizard: what is needed, what is there, one more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hosho.domain.application_pages import PURPOSES, Page, kinds_of, pages_for
from hosho.domain.kinds import GuaranteeKind
from hosho.domain.refusals import Refusal
from hosho.guarantees.actions.attach import attach
from hosho.guarantees.queries.applications import attachments_of, open_comments, purpose_label
from hosho.lib.clock import now
from hosho.lib.uploads import LARGEST_BYTES, MOST_PAGES
from hosho.portals.contractor.apply.walk import next_url, place_of
from hosho.portals.guards import actor_of
from hosho.ui.forms import Form

if TYPE_CHECKING:
    from hosho.guarantees.models import Application


class AttachmentForm(Form):
    """One file and what it is."""

    purpose = forms.ChoiceField(label="書類の種類", widget=forms.RadioSelect, choices=list(PURPOSES.items()))
    file = forms.FileField(
        label="ファイル",
        allow_empty_file=True,
        help_text=f"PDF・JPEG・PNGのどれか。1つ{LARGEST_BYTES // 1_000_000}MB、{MOST_PAGES}ページまで。",
    )


def attachments_page(request: HttpRequest, application: Application) -> HttpResponse:
    """Called by the wizard, which has let the person in. 添付する stays here, 次へ goes on."""
    if request.method == "POST" and "onward" in request.POST:
        return redirect(next_url(application, Page.ATTACHMENTS, request))
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            attach(
                application,
                purpose=form.cleaned_data["purpose"],
                name=sent.name,
                data=sent.read(LARGEST_BYTES + 1),
                by=actor_of(request),
                at=now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect(_here(application, request))
    return _show(request, application, form)


def _here(application: Application, request: HttpRequest) -> str:
    here = reverse("contractor:apply_page", args=[application.pk, Page.ATTACHMENTS.value])
    return here + ("?back=check" if request.POST.get("back") == "check" else "")


def _show(request: HttpRequest, application: Application, form: Form) -> HttpResponse:
    papers = [(paper, purpose_label(paper.purpose)) for paper in attachments_of(application)]
    place = place_of(application, Page.ATTACHMENTS, request)
    context: dict[str, Any] = {
        "application": application,
        "place": place,
        "form": form,
        "papers": papers,
        "needed": needed_papers(application),
        "comments": [each for each in open_comments(application) if each.page is Page.ATTACHMENTS],
        "last": pages_for(application.answers)[-1] is Page.ATTACHMENTS,
    }
    return render(request, "contractor/apply/attachments.html", context, status=422 if form.errors else 200)


def needed_papers(application: Application) -> list[tuple[str, bool]]:
    """The papers the surety will ask for, and whether each is there. Missing ones may follow later."""
    wanted = ["contract_document"]
    if GuaranteeKind.INTERIM_ADVANCE_PAYMENT in kinds_of(application.answers):
        wanted.append("certification_document")
    there = set(attachments_of(application).values_list("purpose", flat=True))
    return [(PURPOSES[purpose], purpose in there) for purpose in wanted]
