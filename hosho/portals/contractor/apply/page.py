"""One page of the wizard: show, check, save, go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from hosho.certificates import glyphs
from hosho.domain.application_checks import electronic_refusal, page_refusals, questions
from hosho.domain.application_pages import Page, pages_for
from hosho.domain.kinds import Delivery
from hosho.domain.refusals import ConcurrentEdit, Refusal
from hosho.guarantees.actions.save_page import save_page
from hosho.guarantees.editing import decisions_of
from hosho.guarantees.orderers import rules_of
from hosho.guarantees.queries.applications import open_comments
from hosho.lib.clock import now
from hosho.portals.contractor.apply import attachments, orderer
from hosho.portals.contractor.apply.amounts import AmountsForm
from hosho.portals.contractor.apply.forms import (
    AccountForm,
    ContractForm,
    DeclarationsForm,
    DeliveryForm,
    KindsForm,
    PageForm,
    Section,
)
from hosho.portals.contractor.apply.joint_venture import JointVentureForm
from hosho.portals.contractor.apply.walk import acting, editable, next_url, place_of, revision_of
from hosho.portals.guards import actor_of
from hosho.ui import once

if TYPE_CHECKING:
    from hosho.guarantees.models import Application

FORMS: dict[Page, type[PageForm]] = {
    form.page: form
    for form in (
        KindsForm,
        ContractForm,
        AmountsForm,
        JointVentureForm,
        AccountForm,
        DeliveryForm,
        DeclarationsForm,
    )
}
SPECIAL = {Page.ORDERER: orderer.orderer_page, Page.ATTACHMENTS: attachments.attachments_page}


@acting
def page_view(request: HttpRequest, application_id: UUID, page: str) -> HttpResponse:
    """Any page of the wizard by its name."""
    application = editable(request, application_id)
    if isinstance(application, HttpResponse):
        return application
    if page not in {each.value for each in Page}:
        raise Http404
    wanted = Page(page)
    if wanted not in pages_for(application.answers):
        return redirect("contractor:apply", application.pk)
    if wanted in SPECIAL:
        return SPECIAL[wanted](request, application)
    if request.method == "POST":
        return _save(request, application, wanted)
    return _show(request, application, FORMS[wanted](application))


def _save(request: HttpRequest, application: Application, page: Page) -> HttpResponse:
    if done := once.led_to(request):
        return redirect(done)
    if page is Page.JOINT_VENTURE and JointVentureForm.asks_for_rows(request.POST):
        return _show(request, application, JointVentureForm(application, shown=request.POST))
    form = FORMS[page](application, _typed(request))
    if form.is_valid() and _fits(form, application):
        try:
            application = save_page(
                application,
                page=page,
                entries=form.entries(),
                notes=form.notes(),
                revision=revision_of(request),
                by=actor_of(request),
                at=now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect(once.remember(request, _after(request, application, page)))
    return _show(request, application, form)


def _typed(request: HttpRequest) -> QueryDict:
    """What was typed; 「書面で続ける」 is the same page with the other delivery."""
    if "paper" not in request.POST:
        return request.POST
    typed = request.POST.copy()
    typed["delivery"] = Delivery.PAPER.value
    return typed


def _fits(form: PageForm, application: Application) -> bool:
    """Add what this page contradicts on the others; True when nothing does."""
    answers = {**application.answers, form.page.value: form.entries()}
    found = page_refusals(form.page, answers, rules=rules_of(answers), decisions=decisions_of(answers))
    for refusal in found:
        form.add_refusal(refusal)
    return not found


def _after(request: HttpRequest, application: Application, page: Page) -> str:
    """The next page; after the contract first what the orderer's rules say against electronic delivery (M5)."""
    answers = application.answers
    onward = next_url(application, page, request)
    wishes_paper = (answers.get("delivery") or {}).get("delivery") == Delivery.PAPER.value
    asked = page is Page.CONTRACT and not wishes_paper and onward != reverse("contractor:home")
    if asked and electronic_refusal(answers, rules=rules_of(answers), decisions=decisions_of(answers)):
        back = "?back=check" if request.POST.get("back") == "check" else ""
        return reverse("contractor:paper", args=[application.pk]) + back
    return onward


def _show(request: HttpRequest, application: Application, form: PageForm) -> HttpResponse:
    place = place_of(application, form.page, request)
    told = {each.field: each for each in open_comments(application) if each.page is form.page}
    # Exactly the fields the desk named come first, each with its comment; a comment on no field stands above all.
    asked_first = [(bound, told[bound.name]) for bound in form if bound.name in told]
    context: dict[str, Any] = {
        "application": application,
        "form": form,
        "place": place,
        "asked_first": asked_first,
        "comments": [each for field, each in told.items() if field not in form.fields],
        "sections": _without({bound.name for bound, _ in asked_first}, form.sections()),
        "electronic": _electronic(application, form) if form.page is Page.DELIVERY else None,
        "more_rows": isinstance(form, JointVentureForm) and form.open,
    }
    return render(request, "contractor/apply/page.html", context, status=422 if form.errors else 200)


def _without(names: set[str], sections: list[Section]) -> list[Section]:
    kept = [
        Section(each.heading, [bound for bound in each.fields if bound.name not in names], each.sentences)
        for each in sections
    ]
    return [each for each in kept if each.fields]


def _electronic(application: Application, form: PageForm) -> dict[str, Any]:
    """What the orderer's rules say about the wish for electronic delivery, and names the documents cannot draw."""
    answers, company = application.answers, application.contractor
    rules, decisions = rules_of(answers), decisions_of(answers)
    refusal = electronic_refusal(answers, rules=rules, decisions=decisions)
    names = f"{company.name}{company.address}{company.representative_title}{company.representative}"
    return {
        "too_early": (not decisions and rules is not None) or Page.CONTRACT not in answers,
        "refusal": refusal,
        "questions": questions(decisions),
        "contact": rules.contact_words if rules else "",
        "unlisted": rules is None,
        "conditions": tuple(
            dict.fromkeys(reason.sentence for each in decisions.values() for reason in each.conditions)
        )
        if refusal is None
        else (),
        "missing_glyphs": [each.character for each in glyphs.missing(names)],
        "chose_electronic": bool(form.errors.get("delivery")) and refusal is not None,
    }


@acting
def paper(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """M5: why this orderer takes no electronic certificate; paper goes on with everything kept."""
    application = editable(request, application_id)
    if isinstance(application, HttpResponse):
        return application
    answers = application.answers
    refusal = electronic_refusal(answers, rules=rules_of(answers), decisions=decisions_of(answers))
    if request.method == "POST":
        entries = {**(answers.get("delivery") or {}), "delivery": Delivery.PAPER.value}
        try:
            application = save_page(
                application,
                page=Page.DELIVERY,
                entries=entries,
                revision=revision_of(request),
                by=actor_of(request),
                at=now(),
            )
        except ConcurrentEdit:
            return redirect("contractor:paper", application.pk)
        return redirect(next_url(application, Page.CONTRACT, request))
    if refusal is None:
        return redirect(next_url(application, Page.CONTRACT, request))
    context = {
        "application": application,
        "refusal": refusal,
        "orderer": answers["orderer"]["name"],
        "back": request.GET.get("back", ""),
    }
    return render(request, "contractor/apply/paper.html", context)
