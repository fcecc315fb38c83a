"""保証料: what is due, what came in, and the deeds of the cashier."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import get_random_string

from hosho.guarantees import papers
from hosho.guarantees.actions.cover_fee import cover_fee
from hosho.guarantees.actions.lapse_fee import lapse_fee
from hosho.guarantees.actions.record_payment import record_payment
from hosho.guarantees.actions.return_fee import return_fee
from hosho.guarantees.actions.return_overpayment import return_overpayment
from hosho.guarantees.queries import fees as queries
from hosho.lib.clock import now, today_in_japan
from hosho.parties.roles import Role
from hosho.portals.guards import actor_of
from hosho.portals.underwriting.forms import FeesForm, PaymentForm
from hosho.portals.underwriting.pages import (
    acting,
    as_download,
    do_once,
    form_page,
    labelled,
    only_get,
    only_post,
    reading,
)


@reading
@only_get
def fees_page(request: HttpRequest) -> HttpResponse:
    """Fees by state, and what came in too much."""
    actor = actor_of(request)
    form = FeesForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {"state": "", "typed": ""}
    after = request.GET.get("after", "")
    found = queries.fees(actor, **wanted, after=int(after) if after.isdecimal() and len(after) < 19 else 0)
    rows, more = found[: queries.PAGE], len(found) > queries.PAGE
    kept = request.GET.copy()
    kept["after"] = str(rows[-1].pk) if more else ""
    context = {
        "form": form,
        "fees": rows,
        "next": kept.urlencode() if more else "",
        "today": today_in_japan(now()),
        "overpayments": queries.overpayments(actor),
        "unassigned": queries.unassigned(actor)[:50],
        "may_act": actor.may(Role.CASHIER),
    }
    return render(request, "underwriting/fees.html", context)


@reading
def fee_page(request: HttpRequest, fee_id: int) -> HttpResponse:
    """One fee with its working and payments; the cashier records one by hand here."""
    actor = actor_of(request)
    found = queries.fee(actor, fee_id)
    may_act = actor.may(Role.CASHIER)
    form = PaymentForm(
        request.POST if request.method == "POST" and may_act else None,
        initial={
            "amount_yen": found.open_yen,
            "received_on": today_in_japan(now()),
            "payer": found.application.contractor.kana,
        },
    )

    def act() -> str:
        token = request.POST.get("once") or get_random_string(22)
        record_payment(found, by=actor, at=now(), once_token=f"{found.pk}:{token}"[:64], **form.cleaned_data)
        return _url(fee_id)

    if request.method == "POST":
        actor.require(Role.CASHIER)
    context = {
        "fee": found,
        "application": found.application,
        "payments": found.payments.select_related("by", "line"),
        "waiting": queries.is_waiting(found),
        "trouble": queries.trouble(found, at=now()),
        "stuck": queries.stuck(found),
        "quotes": labelled(found.quotes),
        "may_act": may_act,
        "over_yen": max(0, -found.open_yen),
        "overdue": queries.is_waiting(found) and today_in_japan(now()) > found.due_on,
        "collective": found.application.contractor.pays_collectively(today_in_japan(now())),
        "may_lapse": actor.may(Role.CASHIER, Role.CLERK),
    }
    return form_page(request, form, act, template="underwriting/fee.html", context=context)


@acting(Role.CASHIER)
@only_post
def cover(request: HttpRequest, fee_id: int) -> HttpResponse:
    """The collective agreement covers it."""
    actor = actor_of(request)
    found = queries.fee(actor, fee_id)
    return do_once(request, lambda: cover_fee(found, by=actor, at=now()), _url(fee_id))


@acting(Role.CASHIER, Role.CLERK)
@only_post
def lapse(request: HttpRequest, fee_id: int) -> HttpResponse:
    """Nobody paid in time."""
    actor = actor_of(request)
    found = queries.fee(actor, fee_id)
    return do_once(request, lambda: lapse_fee(found, by=actor, at=now()), _url(fee_id))


@acting(Role.CASHIER)
@only_post
def give_back(request: HttpRequest, fee_id: int) -> HttpResponse:
    """The overpayment was given back."""
    actor = actor_of(request)
    found = queries.fee(actor, fee_id)
    return do_once(request, lambda: return_overpayment(found, by=actor, at=now()), _url(fee_id))


@acting(Role.CASHIER)
@only_post
def give_all_back(request: HttpRequest, fee_id: int) -> HttpResponse:
    """The fee came too late: everything was given back, and the application ends."""
    actor = actor_of(request)
    found = queries.fee(actor, fee_id)
    return do_once(request, lambda: return_fee(found, by=actor, at=now()), _url(fee_id))


@reading
@only_get
def fee_statement(request: HttpRequest, fee_id: int) -> HttpResponse:
    """保証料計算書 as PDF."""
    found = queries.fee(actor_of(request), fee_id)
    pdf = papers.renderer().fee_statement(papers.fee_statement(found))
    name = f"保証料計算書_{found.application.receipt_number}.pdf"
    return as_download(pdf, name=name, media_type="application/pdf")


def _url(fee_id: int) -> str:
    return reverse("underwriting:fee", args=[fee_id])
