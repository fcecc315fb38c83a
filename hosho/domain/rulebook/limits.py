"""How much may be guaranteed: published percentages, thresholds, rounding and caps, each with its sentence.

A published limit refuses; a hint (general practice) only informs. Where nothing is published the form does not
refuse and asks the contractor to check with the orderer. Amounts are yen; arithmetic is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hosho.domain.kinds import ContractCategory, GuaranteeKind
from hosho.domain.rulebook.codes import Category
from hosho.domain.rulebook.rules import LimitRule, OrdererRules
from hosho.lib.yen import format_yen


@dataclass(frozen=True)
class AmountLimit:
    """The most that may be guaranteed for one price, in yen; `amount_yen` is None where nothing is published."""

    amount_yen: int | None
    sentences: tuple[str, ...]
    binding: bool


@dataclass(frozen=True)
class Limits:
    """The limits of one orderer for one kind and category on one day. `published` is empty where none is known."""

    orderer: str
    contact: str
    kind: GuaranteeKind
    published: tuple[LimitRule, ...]
    hints: tuple[LimitRule, ...]

    @property
    def is_published(self) -> bool:
        return bool(self.published)

    def max_amount(
        self, price_yen: int, *, earlier_advance_yen: int = 0, low_price_bid: bool = False
    ) -> AmountLimit:
        """The highest amount for a contract price, with the working in sentences."""
        sentences: list[str] = []
        amounts: list[int] = []
        for limit in self.published:
            amounts += _ceilings(
                limit, price_yen, earlier_advance_yen, sentences, low_price_bid=low_price_bid
            )
        if not amounts:
            return AmountLimit(None, self._when_not_published(), binding=False)
        return AmountLimit(max(0, min(amounts)), (*sentences, *self._notes()), binding=True)

    def problems(
        self,
        *,
        price_yen: int,
        amount_yen: int,
        period_days: int | None = None,
        earlier_advance_yen: int = 0,
        low_price_bid: bool = False,
    ) -> tuple[str, ...]:
        """Why the published limits do not allow this amount; empty when they do or when nothing is published."""
        problems = [p for limit in self.published for p in _thresholds(limit, price_yen, period_days)]
        ceiling = self.max_amount(
            price_yen, earlier_advance_yen=earlier_advance_yen, low_price_bid=low_price_bid
        )
        if ceiling.amount_yen is not None and amount_yen > ceiling.amount_yen:
            problems.append(
                f"{self.orderer}の{self.kind.label}の上限は{format_yen(ceiling.amount_yen)}です。"
                f"{format_yen(amount_yen)}は上限を{format_yen(amount_yen - ceiling.amount_yen)}超えています。金額を直してください。"
            )
        problems += [p for limit in self.published for p in _least(limit, price_yen, amount_yen)]
        return tuple(problems)

    def explain(self) -> tuple[str, ...]:
        """The limits in words, for showing before an amount is entered."""
        if not self.published:
            return self._when_not_published()
        return tuple(
            dict.fromkeys([*(s for limit in self.published for s in _in_words(limit)), *self._notes()])
        )

    def _notes(self) -> list[str]:
        sources = dict.fromkeys(limit.source.shown for limit in self.published)
        notes = [note for limit in self.published for note in limit.notes]
        return [*notes, f"出典：{'、'.join(sources)}"]

    def _when_not_published(self) -> tuple[str, ...]:
        sentences = [
            f"{self.orderer}の{self.kind.label}の限度は、手元の資料にありません。{self.contact}にご確認ください。"
        ]
        for hint in self.hints:
            sentences += [
                f"参考：{note}（この発注者の定めではありません。出典：{hint.source.shown}）"
                for note in hint.notes
            ]
        return tuple(sentences)


def limits(
    orderer: OrdererRules, kind: GuaranteeKind, category: ContractCategory | Category, on: date
) -> Limits:
    """The limits that apply to a contract of this category on this day."""
    code = category if isinstance(category, Category) else _CODE_OF[category]
    published = tuple(rule for rule in orderer.limits if not rule.hint and _applies(rule, kind, code, on))
    hints = tuple(
        rule for rule in (*orderer.limits, *orderer.practice) if rule.hint and _applies(rule, kind, code, on)
    )
    return Limits(orderer.name, orderer.contact_words, kind, published, hints)


_CODE_OF = {
    ContractCategory.WORKS.value: Category.CONSTRUCTION,
    ContractCategory.CONSULTANT.value: Category.CONSULTANT,
}


def _applies(rule: LimitRule, kind: GuaranteeKind, category: Category, on: date) -> bool:
    return (
        kind in rule.kinds
        and (not rule.categories or category in rule.categories)
        and (rule.valid_from is None or on >= rule.valid_from)
        and (rule.valid_until is None or on <= rule.valid_until)
    )


def _share(price_yen: int, percent: str) -> int:
    """A percentage of a price, cut to whole yen."""
    return int(price_yen * Fraction(percent) / 100)


def _ceilings(
    limit: LimitRule, price: int, earlier: int, sentences: list[str], *, low_price_bid: bool
) -> list[int]:
    """Every ceiling one limit sets, with its working appended to `sentences`."""
    amounts = []
    percent = limit.low_price_percent if low_price_bid and limit.low_price_percent else limit.percent
    if percent is not None:
        working = f"契約金額{format_yen(price)} × {percent}％"
        amounts.append(_rounded(limit, _share(price, percent), working, sentences))
    if limit.combined_percent is not None:
        both = _share(price, limit.combined_percent)
        left = max(0, both - earlier)
        words = (
            f"前払金と合わせて{limit.combined_percent}％（{format_yen(both)}） － 前払金{format_yen(earlier)}"
        )
        amounts.append(_rounded(limit, left, words, sentences))
    if limit.cap_yen is not None:
        left = max(0, limit.cap_yen - earlier)
        amounts.append(left)
        sentences.append(f"総額の上限{format_yen(limit.cap_yen)}により、{format_yen(left)}まで")
    return amounts


def _rounded(limit: LimitRule, amount: int, working: str, sentences: list[str]) -> int:
    unit = limit.round_down_yen or 1
    cut = amount // unit * unit
    tail = f" → {format_yen(unit)}未満を切り捨てて{format_yen(cut)}" if cut != amount else ""
    sentences.append(f"{working} ＝ {format_yen(amount)}{tail}")
    return cut


def _thresholds(limit: LimitRule, price: int, period_days: int | None) -> list[str]:
    problems = []
    least, kinds = limit.min_price_yen, "・".join(kind.label for kind in GuaranteeKind if kind in limit.kinds)
    if (
        least is not None
        and not limit.price_is_design_price
        and (price <= least if limit.price_must_exceed else price < least)
    ):
        more = "を超える" if limit.price_must_exceed else "以上の"
        problems.append(
            f"{kinds}の対象は契約金額{format_yen(least)}{more}契約です。{format_yen(price)}の契約は対象になりません。"
        )
    if limit.min_period_days is not None and period_days is not None and period_days < limit.min_period_days:
        problems.append(
            f"{kinds}の対象は工期{limit.min_period_days}日以上の契約です。{period_days}日の契約は対象になりません。"
        )
    return problems


def _least(limit: LimitRule, price: int, amount: int) -> list[str]:
    if limit.at_least_percent is None:
        return []
    least = -(-price * Fraction(limit.at_least_percent) // 100)
    if amount >= least:
        return []
    return [
        f"契約金額の{limit.at_least_percent}％（{format_yen(int(least))}）以上の保証が必要です。{format_yen(amount)}では足りません。"
    ]


def _in_words(limit: LimitRule) -> list[str]:
    words = []
    if limit.percent:
        words.append(f"契約金額の{limit.percent}％以内")
    if limit.at_least_percent:
        words.append(f"契約金額の{limit.at_least_percent}％以上")
    if limit.combined_percent:
        words.append(f"前払金と中間前払金を合わせて契約金額の{limit.combined_percent}％以内")
    if limit.cap_yen:
        words.append(f"総額{format_yen(limit.cap_yen)}まで")
    if limit.round_down_yen:
        words.append(f"{format_yen(limit.round_down_yen)}未満は切り捨て")
    if limit.min_price_yen:
        price = "設計金額" if limit.price_is_design_price else "契約金額"
        words.append(
            f"対象は{price}{format_yen(limit.min_price_yen)}{'を超える' if limit.price_must_exceed else '以上の'}契約"
        )
    if limit.min_period_days:
        words.append(f"対象は工期{limit.min_period_days}日以上の契約")
    if limit.low_price_percent:
        words.append(f"低入札価格調査を経た契約では{limit.low_price_percent}％以内")
    if limit.raise_when_price_ratio:
        words.append(f"変更後の契約金額が当初の{limit.raise_when_price_ratio}倍以上になったときは増額が必要")
    return words
