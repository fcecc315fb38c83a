"""Business days: national holidays from jpholiday, the year-end closing, and whatever one organisation adds.

Whether a deadline on a closed day moves is a question of the contract, so every caller says how (`Roll`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import jpholiday

# (month, day) closed every year: the usual closing of offices, 29 December to 3 January.
YEAR_END_CLOSING = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})
_SATURDAY = 5
_LONGEST_SEARCH_DAYS = 3660


class Roll(StrEnum):
    """Where a deadline on a closed day goes."""

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"


@dataclass(frozen=True)
class BusinessCalendar:
    """The days one organisation works. `closed` and `open` correct the rules by single days; `open` wins."""

    yearly_closing: frozenset[tuple[int, int]] = YEAR_END_CLOSING
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()

    def why_closed(self, day: date) -> str | None:
        """The Japanese reason why a day is no business day (土曜日, 元日, 年末年始 ...), or None."""
        if day in self.open:
            return None
        if day in self.closed:
            return "休業日"
        if name := jpholiday.is_holiday_name(day):
            return str(name)
        if (day.month, day.day) in self.yearly_closing:
            return "年末年始"
        if day.weekday() >= _SATURDAY:
            return "土曜日" if day.weekday() == _SATURDAY else "日曜日"
        return None

    def is_business_day(self, day: date) -> bool:
        return self.why_closed(day) is None

    def roll(self, day: date, how: Roll) -> date:
        """The day itself if it is a business day, else where the deadline goes."""
        if how is Roll.NONE or self.is_business_day(day):
            return day
        return next(self._business_days_from(day, 1 if how is Roll.NEXT else -1))

    def add(self, day: date, business_days: int) -> date:
        """The n-th business day after (negative: before) a day; the day itself does not count. 0 gives the day."""
        days = self._business_days_from(day, 1 if business_days > 0 else -1)
        for _ in range(abs(business_days)):
            day = next(days)
        return day

    def count(self, first: date, last: date) -> int:
        """How many business days lie in first..last, both included."""
        span = range((last - first).days + 1)
        return sum(self.is_business_day(first + timedelta(days=offset)) for offset in span)

    def _business_days_from(self, day: date, step: int) -> Iterator[date]:
        silent = 0
        while silent < _LONGEST_SEARCH_DAYS:
            day += timedelta(days=step)
            silent += 1
            if self.is_business_day(day):
                silent = 0
                yield day
        raise ValueError("the calendar has no business day within ten years")


NATIONAL_CALENDAR = BusinessCalendar()
