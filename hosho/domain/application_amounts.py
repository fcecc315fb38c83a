"""Amounts of an application: what is proposed, and what the orderer's published limits do not allow. Pure rules.

A published limit refuses; general practice and unpublished limits only inform (rulebook.limits).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from hosho.domain.application_pages import Answers, Page, category_of, kinds_of
from hosho.domain.kinds import GuaranteeKind
from hosho.domain.period import Period, check_cover
from hosho.domain.refusals import AmountBeyondLimit, EntryRefused, PeriodNotCovered, PeriodRefused, Refusal
from hosho.domain.rulebook import Limits, OrdererRules, limits
from hosho.lib.days import format_day_era
from hosho.lib.yen import format_yen

# A proposal from general practice is rounded to what people write; it is only a proposal.
_ROUND = 10_000


@dataclass(frozen=True)
class Proposal:
    """An amount to start from and everything said about it; `amount_yen` None where nothing can be proposed."""

    amount_yen: int | None
    sentences: tuple[str, ...]


def limits_of(kind: GuaranteeKind, answers: Answers, rules: OrdererRules | None) -> Limits | None:
    """The orderer's limits on the day of the contract; None for an orderer that is not listed."""
    contract = answers.get(Page.CONTRACT) or {}
    if rules is None or not contract.get("date"):
        return None
    return limits(rules, kind, category_of(answers), date.fromisoformat(contract["date"]))


def propose(kind: GuaranteeKind, answers: Answers, rules: OrdererRules | None) -> Proposal:
    """What to fill in before the contractor says anything, with limits, rounding and source in sentences."""
    price = (answers.get(Page.CONTRACT) or {}).get("price_yen") or 0
    found = limits_of(_limited_as(kind), answers, rules)
    if found is None:
        return Proposal(
            None, ("この発注者の限度は、手元の資料にありません。発注者に確かめて入力してください。",)
        )
    if found.is_published:
        ceiling = found.max_amount(price, earlier_advance_yen=_earlier(kind, answers))
        least = _least(found, price)
        words = (*found.explain(), *(sentence for sentence in ceiling.sentences if " ＝ " in sentence))
        return Proposal(ceiling.amount_yen or least, tuple(dict.fromkeys(words)))
    usual, told = _usual(found, price), found.explain()
    if usual is None:
        return Proposal(None, told)
    word = category_of(answers).words.price
    started = f"はじめの金額には、{word}{format_yen(price)}から計算した{format_yen(usual)}を入れてあります。契約に合わせて直してください。"
    return Proposal(usual, (*told, started))


def _limited_as(kind: GuaranteeKind) -> GuaranteeKind:
    """A reservation reserves a contract guarantee, so the same amounts are usual."""
    return GuaranteeKind.CONTRACT if kind is GuaranteeKind.CONTRACT_RESERVATION else kind


def _least(found: Limits, price: int) -> int | None:
    percents = [Fraction(rule.at_least_percent) for rule in found.published if rule.at_least_percent]
    return -int(-price * max(percents) // 100) if percents else None


def _usual(found: Limits, price: int) -> int | None:
    """General practice applied to the price: at most so much, cut; at least so much, raised."""
    for rule in found.hints:
        if rule.percent:
            return int(price * Fraction(rule.percent) / 100) // _ROUND * _ROUND or None
        if rule.at_least_percent:
            return -int(-price * Fraction(rule.at_least_percent) // 100) or None
    return None


def _earlier(kind: GuaranteeKind, answers: Answers) -> int:
    if kind is not GuaranteeKind.INTERIM_ADVANCE_PAYMENT:
        return 0
    return int(_asked(kind, answers).get("earlier_advance_yen") or 0)


def _asked(kind: GuaranteeKind, answers: Answers) -> dict[str, Any]:
    return (answers.get(Page.AMOUNTS) or {}).get(kind.value) or {}


def amount_refusals(answers: Answers, rules: OrdererRules | None) -> Iterator[Refusal]:
    """Why the amounts and periods asked for cannot stand. `field` is `KIND.name`."""
    for kind in kinds_of(answers):
        yield from _beyond_price(kind, answers)
        yield from _beyond_limits(kind, answers, rules)
        if kind is GuaranteeKind.CONTRACT:
            yield from _period(answers)


def _beyond_price(kind: GuaranteeKind, answers: Answers) -> Iterator[Refusal]:
    price = (answers.get(Page.CONTRACT) or {}).get("price_yen")
    amount, field = _asked(kind, answers)["amount_yen"], f"{kind}.amount_yen"
    if amount <= 0:
        yield EntryRefused(reason="金額は、1円以上で入力してください。", field=field)
    elif price and amount + _earlier(kind, answers) > price:
        word = category_of(answers).words.price
        earlier = _earlier(kind, answers)
        told = "受け取った前払金との合計" if earlier else f"{kind.label}の金額"
        yield EntryRefused(
            reason=f"{told}（{format_yen(amount + earlier)}）が、{word}（{format_yen(price)}）を超えています。"
            "金額を直してください。",
            field=field,
        )


def _beyond_limits(kind: GuaranteeKind, answers: Answers, rules: OrdererRules | None) -> Iterator[Refusal]:
    contract = answers.get(Page.CONTRACT) or {}
    price, found = contract.get("price_yen"), limits_of(kind, answers, rules)
    if found is None or not price:
        return
    amount, earlier, field = (
        _asked(kind, answers)["amount_yen"],
        _earlier(kind, answers),
        f"{kind}.amount_yen",
    )
    ceiling = found.max_amount(price, earlier_advance_yen=earlier)
    if ceiling.amount_yen is not None and amount > ceiling.amount_yen:
        working = next((f"{sentence}。" for sentence in ceiling.sentences if " ＝ " in sentence), "")
        limit = format_yen(ceiling.amount_yen)
        yield AmountBeyondLimit(what=f"{kind.label}の金額", limit=limit, working=working, field=field)
        amount = ceiling.amount_yen
    days = _period_days(contract)
    for problem in found.problems(
        price_yen=price, amount_yen=amount, period_days=days, earlier_advance_yen=earlier
    ):
        yield EntryRefused(reason=problem, field=field)


def _period_days(contract: dict[str, Any]) -> int | None:
    if not contract.get("period_from") or not contract.get("period_to"):
        return None
    return (date.fromisoformat(contract["period_to"]) - date.fromisoformat(contract["period_from"])).days + 1


def _period(answers: Answers) -> Iterator[Refusal]:
    asked, contract = _asked(GuaranteeKind.CONTRACT, answers), answers.get(Page.CONTRACT) or {}
    first, last = date.fromisoformat(asked["period_from"]), date.fromisoformat(asked["period_to"])
    if last < first:
        yield PeriodRefused(
            earlier="保証期間の初日",
            earlier_day=format_day_era(first),
            later="保証期間の末日",
            later_day=format_day_era(last),
            field="CONTRACT.period_to",
        )
    elif contract.get("period_to"):
        try:
            check_cover(Period(first, last), until=date.fromisoformat(contract["period_to"]))
        except PeriodNotCovered as refusal:
            refusal.field = "CONTRACT.period_to"
            yield refusal
