"""Quotes for an application: the fee of every kind applied for, with its working, in the shape `Fee.quotes` keeps."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from hosho.domain.application_pages import category_of, kinds_of
from hosho.domain.fees import FeeCase, quote
from hosho.domain.kinds import GuaranteeKind
from hosho.lib.business_days import NATIONAL_CALENDAR

Answers = dict[str, Any]


def amount_of(answers: Answers, kind: GuaranteeKind) -> int:
    """The guaranteed amount asked for one kind, in yen; 0 where it is not stated."""
    asked = (answers.get("amounts") or {}).get(kind.value) or {}
    return int(asked.get("amount_yen") or 0)


def guaranteed_yen(answers: Answers) -> int:
    """All kinds of an application together, in yen."""
    return sum(amount_of(answers, kind) for kind in kinds_of(answers))


def quotes_for(answers: Answers, *, on: date) -> list[dict[str, Any]]:
    """One quote a kind under the tariff in force on a day. Raises TariffMissing, or FeeCaseError without an amount.

    Each: `{"kind", "amount_yen", "fee_yen", "tax_yen", "tariff_version", "approved_terms", "source", "sample", "taxed",
    "lines": [{"text", "amount_yen"}]}`; all yen are whole, the exact figures stand in the texts.
    """
    return [_quote(answers, kind, on) for kind in kinds_of(answers)]


def total_yen(quotes: list[dict[str, Any]]) -> int:
    """What is to be paid for all quotes together."""
    return sum(each["fee_yen"] for each in quotes)


def due_day(on: date) -> date:
    """The last day to pay a fee stated on a day: so many business days later as the surety's policy says."""
    return NATIONAL_CALENDAR.add(on, settings.SURETY["policy"]["fee_due_days"])


def _quote(answers: Answers, kind: GuaranteeKind, on: date) -> dict[str, Any]:
    amount = amount_of(answers, kind)
    made = quote(FeeCase(kind, amount, category_of(answers), None, on))
    return {
        "kind": kind.value,
        "amount_yen": amount,
        "fee_yen": made.amount_yen,
        "tax_yen": made.tax_yen,
        "tariff_version": made.tariff_version,
        "approved_terms": made.approved_terms,
        "source": made.source,
        "sample": made.sample,
        "taxed": made.tax_yen > 0,
        "lines": [{"text": line.text, "amount_yen": int(line.amount_yen)} for line in made.lines],
    }
