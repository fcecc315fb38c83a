"""Quoting a fee: slice by slice, rounded once at the end, with the working to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

from hosho.domain.fees.tariffs import Product, Rounding, Tariff, load_tariffs, tariff_on
from hosho.domain.kinds import ContractCategory, GuaranteeKind
from hosho.domain.refusals import TariffMissing
from hosho.lib.days import format_day
from hosho.lib.yen import format_man, format_yen


class FeeCaseError(ValueError):
    """A fee case that cannot be read; says which fact."""


@dataclass(frozen=True)
class FeeCase:
    """What is guaranteed: the amount in yen, and the day the guarantee contract is concluded (it picks the tariff).

    `period` (first and last day guaranteed) is kept for tariffs that charge by time; the shipped one does not.
    """

    kind: GuaranteeKind
    amount_yen: int
    contract_category: ContractCategory
    period: tuple[date, date] | None
    concluded_on: date

    def __post_init__(self) -> None:
        if self.amount_yen <= 0:
            raise FeeCaseError("amount_yen: 保証金額は1円以上の整数で指定してください")

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> FeeCase:
        """Read the JSON form (docs/formats/tariff.md). Raises FeeCaseError."""
        unknown = set(facts) - {
            "kind",
            "amount_yen",
            "contract_category",
            "period_from",
            "period_to",
            "concluded_on",
        }
        if unknown:
            raise FeeCaseError(f"{min(unknown)}: 知らない項目です")
        amount = facts.get("amount_yen")
        if isinstance(amount, bool) or not isinstance(amount, int):
            raise FeeCaseError(f"amount_yen: 円単位の整数で書いてください（{amount!r}）")
        try:
            kind = GuaranteeKind(str(facts.get("kind")))
        except ValueError:
            raise FeeCaseError(
                f"kind: {facts.get('kind')!r} は選べません（{'、'.join(GuaranteeKind)}）"
            ) from None
        try:
            category = ContractCategory(facts.get("contract_category", ContractCategory.WORKS))
        except ValueError:
            wrong = facts.get("contract_category")
            raise FeeCaseError(
                f"contract_category: {wrong!r} は選べません（{'、'.join(ContractCategory)}）"
            ) from None
        first, last = (_day(facts, key, needed=False) for key in ("period_from", "period_to"))
        concluded = _day(facts, "concluded_on", needed=True)
        assert concluded is not None
        return cls(kind, amount, category, (first, last) if first and last else None, concluded)


def _day(facts: Mapping[str, Any], key: str, *, needed: bool) -> date | None:
    value = facts.get(key)
    if value is None and not needed:
        return None
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise FeeCaseError(f"{key}: 日付は 2025-12-01 の形で書いてください（{value!r}）") from None


@dataclass(frozen=True)
class WorkingLine:
    """One line of the working as it is printed. `amount_yen` is exact and may have a fraction before rounding."""

    text: str
    amount_yen: Fraction


@dataclass(frozen=True)
class FeeQuote:
    """The fee in yen to be paid (tax included where it is taxed), and everything the fee statement prints."""

    amount_yen: int
    tax_yen: int
    tariff_version: str
    approved_terms: str
    sample: bool
    source: str
    lines: tuple[WorkingLine, ...]

    @property
    def mark(self) -> str:
        """見本 where any price of the tariff is invented; stands on every document that shows the fee."""
        return "見本" if self.sample else ""

    def as_dict(self) -> dict[str, Any]:
        return {
            "amount_yen": self.amount_yen,
            "tax_yen": self.tax_yen,
            "tariff_version": self.tariff_version,
            "approved_terms": self.approved_terms,
            "sample": self.sample,
            "source": self.source,
            "lines": [line.text for line in self.lines],
        }


def quote(case: FeeCase, *, tariffs: tuple[Tariff, ...] | None = None) -> FeeQuote:
    """The fee for a case under the tariff in force on the day of conclusion. Raises TariffMissing."""
    tariff = tariff_on(load_tariffs() if tariffs is None else tariffs, case.concluded_on)
    product = tariff.product(case.kind, case.contract_category) if tariff else None
    if tariff is None or product is None:
        raise TariffMissing(day=format_day(case.concluded_on), kind=case.kind.label)
    lines = _tier_lines(product, case.amount_yen)
    total = sum((line.amount_yen for line in lines), Fraction(0))
    if len(lines) > 1:
        lines.append(WorkingLine(f"合計 {_yen(total)}", total))
    fee = _rounded(product, total, lines)
    if fee < product.minimum_yen:
        fee = product.minimum_yen
        lines.append(WorkingLine(f"最低保証料 {format_yen(fee)} を適用", Fraction(fee)))
    tax = _tax(product, fee, lines)
    return FeeQuote(
        fee + tax, tax, tariff.version, tariff.approved_terms, tariff.sample, product.source, tuple(lines)
    )


def _tier_lines(product: Product, amount: int) -> list[WorkingLine]:
    lines, reached = [], 0
    for tier in product.tiers:
        if amount <= reached:
            break
        top = amount if tier.up_to_yen is None else min(amount, tier.up_to_yen)
        part = top - reached
        fee = part * Fraction(tier.percent) / 100
        words = _slice_words(reached, tier.up_to_yen, single=len(product.tiers) == 1)
        lines.append(WorkingLine(f"{words} {format_yen(part)} × {tier.percent}％ = {_yen(fee)}", fee))
        reached = top
    return lines


def _slice_words(above: int, up_to: int | None, *, single: bool) -> str:
    if single:
        return "保証金額"
    if up_to is None:
        return f"{format_man(above)}を超える部分"
    return (
        f"{format_man(above)}を超え{format_man(up_to)}までの部分"
        if above
        else f"{format_man(up_to)}までの部分"
    )


def _rounded(product: Product, total: Fraction, lines: list[WorkingLine]) -> int:
    unit, units = product.rounding_unit_yen, total / product.rounding_unit_yen
    whole = {
        Rounding.DOWN: floor(units),
        Rounding.UP: ceil(units),
        Rounding.HALF_UP: floor(units + Fraction(1, 2)),
    }
    fee = whole[product.rounding] * unit
    if fee != total:
        lines.append(
            WorkingLine(f"{unit:,}円未満を{product.rounding.label} {format_yen(fee)}", Fraction(fee))
        )
    return fee


def _tax(product: Product, fee: int, lines: list[WorkingLine]) -> int:
    if product.tax_percent is None:
        lines.append(WorkingLine("消費税は非課税", Fraction(0)))
        return 0
    tax = floor(fee * Fraction(product.tax_percent) / 100)
    lines.append(
        WorkingLine(f"消費税 {format_yen(fee)} × {product.tax_percent}％ = {format_yen(tax)}", Fraction(tax))
    )
    return tax


def _yen(amount: Fraction) -> str:
    """Exact yen; a fraction of a yen is shown with its decimals."""
    if amount.denominator == 1:
        return format_yen(int(amount))
    millionths = floor(amount * 1_000_000)
    decimals = f"{millionths % 1_000_000:06d}".rstrip("0")
    return f"{millionths // 1_000_000:,}.{decimals}円"
