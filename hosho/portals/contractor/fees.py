"""保証料: what to pay, until when, to which account, and how it was worked out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.refusals import FeeNotStated
from hosho.guarantees import papers
from hosho.guarantees.queries import company_fees
from hosho.lib.clock import now, today_in_japan
from hosho.parties.roles import Side
from hosho.portals.guards import actor_of, guard


@guard(Side.CONTRACTOR)
def fee_list(request: HttpRequest) -> HttpResponse:
    """保証料の一覧."""
    actor = actor_of(request)
    page = {
        "to_pay": company_fees.to_pay(actor),
        "paid": company_fees.paid(actor),
        "today": today_in_japan(now()),
    }
    return render(request, "contractor/fees/list.html", page)


@guard(Side.CONTRACTOR)
def fee_notice(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """保証料のお知らせ of one application."""
    actor = actor_of(request)
    fee = company_fees.find(actor, application_id)
    at = now()
    page = {
        "fee": fee,
        "application": fee.application,
        "items": [_item(quote) for quote in fee.quotes],
        "bank_account": settings.SURETY["bank_account"],
        "surety": settings.SURETY,
        "is_open": company_fees.is_open(fee),
        "is_covered": company_fees.is_covered(fee),
        "is_overdue": company_fees.is_open(fee) and today_in_japan(at) > fee.due_on,
        "too_much_yen": max(0, -fee.open_yen),
        "at": at,
        "who": f"{actor.organisation_name}　{actor.name}",
    }
    return render(request, "contractor/fees/notice.html", page)


@guard(Side.CONTRACTOR)
def fee_statement(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """保証料計算書 as PDF."""
    fee = company_fees.find(actor_of(request), application_id)
    if not fee.quotes:
        raise FeeNotStated
    pdf = papers.renderer().fee_statement(papers.fee_statement(fee))
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"保証料計算書_{fee.application.receipt_number}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _item(quote: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": GuaranteeKind(quote["kind"]).label,
        "guaranteed_yen": quote["amount_yen"],
        "fee_yen": quote["fee_yen"],
        "tariff_version": quote["tariff_version"],
        "sample": quote.get("sample", False),
        "taxed": quote.get("taxed", False),
        "lines": papers.working_lines(quote),
    }
