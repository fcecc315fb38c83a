"""Spans of days, and the one place that knows in which order the days of a contract must stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hosho.domain.refusals import PeriodNotCovered, PeriodRefused
from hosho.lib.days import format_day, format_day_era


@dataclass(frozen=True, order=True)
class Period:
    """A span of calendar days, first and last included. A last day before the first raises ValueError."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends before it begins")

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.last - self.first).days + 1

    def contains(self, day: date) -> bool:
        return self.first <= day <= self.last

    def covers(self, other: Period) -> bool:
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last

    @property
    def shown(self) -> str:
        """`令和6年12月21日（2024年12月21日）から…まで`."""
        return f"{format_day(self.first)}から{format_day(self.last)}まで"


def fiscal_year(day: date) -> int:
    """The western year in which the Japanese fiscal year (1 April to 31 March) of a day begins."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def fiscal_year_period(year: int) -> Period:
    return Period(date(year, 4, 1), date(year + 1, 4, 1) - timedelta(days=1))


def check_order(days: Mapping[str, date | None]) -> None:
    """Refuse days that stand in the wrong order. `days` maps words to days in the order in which they must follow.

    入札日 ≤ 契約日 ≤ 工期の初日 ≤ 工期の末日: whoever asks names the days it knows; None is left out.
    Raises PeriodRefused for the first pair in the wrong order.
    """
    known = [(word, day) for word, day in days.items() if day is not None]
    for (earlier, earlier_day), (later, later_day) in pairwise(known):
        if later_day < earlier_day:
            raise PeriodRefused(
                earlier=earlier,
                earlier_day=format_day_era(earlier_day),
                later=later,
                later_day=format_day_era(later_day),
            )


def check_cover(guaranteed: Period, *, until: date) -> None:
    """Refuse a guarantee period that ends before the day it must reach. Raises PeriodNotCovered."""
    if guaranteed.last < until:
        raise PeriodNotCovered(needed=format_day_era(until))
