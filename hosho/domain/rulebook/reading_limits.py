"""Reading the `limits` part of an orderer file or of the general practice."""

from __future__ import annotations

from decimal import Decimal

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.rulebook.codes import Category
from hosho.domain.rulebook.rules import LimitRule, Source
from hosho.domain.strict_yaml import Table

_PERCENTAGES = ("percent", "at_least_percent", "combined_percent", "low_price_percent")


def read_limit(owner: str, table: Table, source: Source) -> LimitRule:
    """One limit. Raises DataFileError, also for a percentage above 100."""
    percentages = {key: table.maybe_decimal(key) for key in _PERCENTAGES}
    for key, value in percentages.items():
        if value is not None and not 0 < Decimal(value) <= 100:
            raise table.error(key, f"'{value}' is not between 0 and 100")
    limit = LimitRule(
        id=f"{owner}/{table.text('id')}",
        source=source,
        hint=table.flag("hint"),
        kinds=frozenset(table.codes("kinds", GuaranteeKind)),
        categories=frozenset(table.codes("categories", Category)),
        valid_from=table.maybe_day("valid_from"),
        valid_until=table.maybe_day("valid_until"),
        round_down_yen=table.maybe_whole("round_down_yen"),
        cap_yen=table.maybe_whole("cap_yen"),
        min_price_yen=table.maybe_whole("min_price_yen"),
        price_must_exceed=table.flag("price_must_exceed"),
        price_is_design_price=table.flag("price_is_design_price"),
        min_period_days=table.maybe_whole("min_period_days"),
        raise_when_price_ratio=table.maybe_decimal("raise_when_price_ratio"),
        notes=table.texts("notes"),
        **percentages,
    )
    if not limit.kinds:
        raise table.error("kinds", "a limit names the kinds of guarantee it limits")
    if limit.price_must_exceed and limit.min_price_yen is None:
        raise table.error("price_must_exceed", "needs min_price_yen")
    table.finish()
    return limit
