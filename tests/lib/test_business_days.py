"""Business days: national holidays, the year-end closing, and one organisation's corrections."""

from datetime import date

import pytest

from hosho.lib.business_days import NATIONAL_CALENDAR, BusinessCalendar, Roll


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 9, 22), "国民の休日"),
        (date(2026, 5, 6), "憲法記念日 振替休日"),
        (date(2025, 12, 29), "年末年始"),
        (date(2026, 1, 1), "元日"),
        (date(2026, 1, 3), "年末年始"),
        (date(2026, 1, 10), "土曜日"),
        (date(2026, 1, 11), "日曜日"),
        (date(2025, 12, 26), None),
        (date(2026, 1, 5), None),
    ],
)
def test_a_closed_day_knows_why(day, why):
    assert NATIONAL_CALENDAR.why_closed(day) == why


def test_deadlines_roll_only_as_the_contract_says():
    sunday = date(2026, 5, 3)
    assert NATIONAL_CALENDAR.roll(sunday, Roll.NONE) == sunday
    assert NATIONAL_CALENDAR.roll(sunday, Roll.NEXT) == date(2026, 5, 7)
    assert NATIONAL_CALENDAR.roll(sunday, Roll.PREVIOUS) == date(2026, 5, 1)
    assert NATIONAL_CALENDAR.roll(date(2026, 5, 1), Roll.NEXT) == date(2026, 5, 1)


def test_counting_forward_and_back_skips_the_year_end():
    assert NATIONAL_CALENDAR.add(date(2025, 12, 26), 1) == date(2026, 1, 5)
    assert NATIONAL_CALENDAR.add(date(2026, 1, 5), -1) == date(2025, 12, 26)
    assert NATIONAL_CALENDAR.add(date(2025, 12, 27), 0) == date(2025, 12, 27)
    assert NATIONAL_CALENDAR.count(date(2025, 12, 26), date(2026, 1, 5)) == 2


def test_an_organisation_closes_and_opens_days_of_its_own():
    calendar = BusinessCalendar(
        yearly_closing=frozenset(), closed=frozenset({date(2026, 1, 5)}), open=frozenset({date(2026, 1, 10)})
    )
    assert calendar.is_business_day(date(2025, 12, 29))
    assert calendar.why_closed(date(2026, 1, 5)) == "休業日"
    assert calendar.is_business_day(date(2026, 1, 10))
