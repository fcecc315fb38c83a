"""入金明細: bank statements read in, and what becomes of each line."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hosho.domain.refusals import EntryRefused
from hosho.guarantees.actions.assign_line import assign_line
from hosho.guarantees.actions.import_bank_statement import import_bank_statement
from hosho.guarantees.queries import fees as queries
from hosho.lib.clock import now
from hosho.lib.yen import format_yen
from hosho.parties.roles import Role
from hosho.portals.guards import actor_of
from hosho.portals.underwriting.forms import AssignForm, StatementForm
from hosho.portals.underwriting.pages import form_page, only_get, reading

MOST_BYTES = 5_000_000


@reading
def statements_page(request: HttpRequest) -> HttpResponse:
    """The imported statements; the cashier reads a new one in here."""
    actor = actor_of(request)
    posted = request.method == "POST"
    if posted:
        actor.require(Role.CASHIER)
    form = StatementForm(request.POST, request.FILES) if posted else StatementForm()

    def act() -> str:
        file = form.cleaned_data["statement"]
        if file.size > MOST_BYTES:
            raise EntryRefused(
                reason="ファイルが大きすぎます。期間を分けて、5MBまでにしてください。", field="statement"
            )
        made = import_bank_statement(file.read(), by=actor, at=now(), name=file.name)
        return reverse("underwriting:statement", args=[made.pk])

    context = {"statements": queries.statements(actor), "may_act": actor.may(Role.CASHIER)}
    return form_page(request, form, act, template="underwriting/statements.html", context=context)


@reading
@only_get
def statement_page(request: HttpRequest, statement_id: int) -> HttpResponse:
    """消込表: every line of one statement and what became of it."""
    actor = actor_of(request)
    found = queries.statement(actor, statement_id)
    lines = list(queries.lines(found))
    context = {"statement": found, "lines": lines, "may_act": actor.may(Role.CASHIER)}
    return render(request, "underwriting/statement.html", context)


@reading
def line_page(request: HttpRequest, line_id: int) -> HttpResponse:
    """One line: the cashier says which fee it is for, or that it was given back."""
    actor = actor_of(request)
    line = queries.line(actor, line_id)
    if request.method == "POST":
        actor.require(Role.CASHIER)
    fees = {str(fee.pk): fee for fee in queries.candidates(actor, line)}
    choices = [
        (
            key,
            f"{fee.application.receipt_number}　{fee.application.contractor.name}　残り{format_yen(fee.open_yen)}",
        )
        for key, fee in fees.items()
    ]
    form = AssignForm(request.POST or None, candidates=choices)

    def act() -> str:
        returned = request.POST.get("deed") == "return"
        chosen = fees.get(form.cleaned_data["fee"])
        if not returned and chosen is None:
            raise EntryRefused(reason="この入金を充てる保証料を選んでください。", field="fee")
        assign_line(line, by=actor, at=now(), fee=None if returned else chosen)
        return reverse("underwriting:statement", args=[line.statement_id])

    open_line = line in queries.unassigned(actor)
    context = {"line": line, "open": open_line, "may_act": actor.may(Role.CASHIER), "has_fees": bool(fees)}
    return form_page(request, form, act, template="underwriting/line.html", context=context)
