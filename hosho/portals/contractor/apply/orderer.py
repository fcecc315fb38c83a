"""発注者: search, pick, see what it accepts; one that is not listed is written down freely."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hosho.domain.application_pages import Page
from hosho.domain.refusals import Refusal
from hosho.domain.rulebook import OrdererRules, UnknownOrderer, search
from hosho.guarantees.actions.save_page import save_page
from hosho.guarantees.orderers import rulebook
from hosho.guarantees.queries.applications import open_comments
from hosho.lib.clock import now
from hosho.portals.contractor.apply.forms import PageForm, PrintedTextField
from hosho.portals.contractor.apply.orderer_words import (
    accepted_sentences,
    proposed_addressee,
    proposed_department,
)
from hosho.portals.contractor.apply.walk import next_url, place_of, revision_of
from hosho.portals.guards import actor_of
from hosho.ui import fields, once
from hosho.ui.forms import Form

if TYPE_CHECKING:
    from hosho.guarantees.models import Application

HITS = 20


class SearchForm(Form):
    """The words to search the directory with."""

    q = fields.CleanTextField(
        label="発注者の名前", required=False, width="l", help_text="名前の一部でも探せます。例：佐伯"
    )


class OrdererForm(PageForm):
    """Department and addressee of a listed orderer; of one that is not listed its name too."""

    page = Page.ORDERER
    name = PrintedTextField(most=100, room=100, help_text="例：見本県見本市")
    department = PrintedTextField(required=False, most=100, width="l")
    addressee = PrintedTextField(
        most=100,
        width="l",
        help_text="契約書の発注者の欄に書かれているとおりに入力してください。例：佐伯市長",
    )

    def __init__(
        self, application: Application, data: Mapping[str, Any] | None = None, *, rules: OrdererRules | None
    ) -> None:
        self.rules = rules
        super().__init__(application, data)

    def stored(self) -> dict[str, Any]:
        given, rules = super().stored(), self.rules
        if rules is None:
            return given if not given.get("code") else {}
        if given.get("code") == rules.id:
            return given
        return {"department": proposed_department(rules), "addressee": proposed_addressee(rules)}

    def build(self) -> None:
        if self.rules is not None:
            del self.fields["name"]
        self.fields["department"].help_text = "わからなければ、空欄のままで進めます。"

    def entries(self) -> dict[str, Any]:
        listed = {"code": self.rules.id, "name": self.rules.name} if self.rules else {"code": ""}
        return {**listed, **super().entries()}


def orderer_page(request: HttpRequest, application: Application) -> HttpResponse:
    """Called by the wizard, which has let the person in."""
    if request.method == "POST":
        return _save(request, application)
    asked = request.GET
    stored = (application.answers.get(Page.ORDERER) or {}) if "q" not in asked else {}
    if "other" in asked or (stored and not stored.get("code") and "code" not in asked):
        return _show(request, application, OrdererForm(application, rules=None))
    code = asked.get("code") or stored.get("code")
    rules = _listed(code) if code else None
    if rules is not None:
        return _show(request, application, OrdererForm(application, rules=rules))
    return _search(request, application)


def _save(request: HttpRequest, application: Application) -> HttpResponse:
    if done := once.led_to(request):
        return redirect(done)
    code = request.POST.get("code", "")
    rules = _listed(code) if code else None
    form = OrdererForm(application, request.POST, rules=rules)
    if form.is_valid():
        try:
            application = save_page(
                application,
                page=Page.ORDERER,
                entries=form.entries(),
                revision=revision_of(request),
                by=actor_of(request),
                at=now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect(once.remember(request, next_url(application, Page.ORDERER, request)))
    return _show(request, application, form)


def _listed(code: str) -> OrdererRules | None:
    try:
        return rulebook().find(code)
    except UnknownOrderer:
        return None


def _search(request: HttpRequest, application: Application) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    hits = search(rulebook(), words, limit=HITS) if words else []
    context = {
        "application": application,
        "place": place_of(application, Page.ORDERER, request),
        "search": SearchForm(initial={"q": words}),
        "words": words,
        "hits": hits,
        "full": len(hits) == HITS,
    }
    return render(request, "contractor/apply/orderer_search.html", context)


def _show(request: HttpRequest, application: Application, form: OrdererForm) -> HttpResponse:
    context = {
        "application": application,
        "place": place_of(application, Page.ORDERER, request),
        "form": form,
        "rules": form.rules,
        "accepted": accepted_sentences(form.rules) if form.rules else [],
        "comments": [each for each in open_comments(application) if each.page is Page.ORDERER],
    }
    return render(request, "contractor/apply/orderer.html", context, status=422 if form.errors else 200)
