"""Spans of days, fiscal years and the order of a contract's days."""

from datetime import date

import pytest

from hosho.domain.period import Period, check_cover, check_order, fiscal_year, fiscal_year_period
from hosho.domain.refusals import PeriodNotCovered, PeriodRefused

YEAR = Period(date(2025, 1, 6), date(2025, 9, 30))


def test_both_ends_belong_to_a_period():
    assert Period(date(2025, 1, 6), date(2025, 1, 6)).days == 1
    assert YEAR.contains(YEAR.first)
    assert YEAR.contains(YEAR.last)
    assert not YEAR.contains(date(2025, 10, 1))
    assert YEAR.covers(Period(date(2025, 1, 6), date(2025, 9, 30)))
    assert not YEAR.covers(Period(date(2025, 1, 5), date(2025, 9, 30)))
    assert YEAR.overlaps(Period(date(2025, 9, 30), date(2025, 12, 1)))
    assert not YEAR.overlaps(Period(date(2025, 10, 1), date(2025, 12, 1)))


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(ValueError):
        Period(date(2025, 1, 2), date(2025, 1, 1))


def test_the_fiscal_year_begins_in_april():
    assert fiscal_year(date(2025, 3, 31)) == 2024
    assert fiscal_year(date(2025, 4, 1)) == 2025
    assert fiscal_year_period(2023) == Period(date(2023, 4, 1), date(2024, 3, 31))


def test_days_in_order_pass_and_unknown_days_are_left_out():
    check_order(
        {
            "入札日": date(2024, 12, 1),
            "契約日": None,
            "工期の初日": date(2024, 12, 1),
            "工期の末日": date(2025, 9, 30),
        }
    )


def test_the_first_pair_in_the_wrong_order_is_named():
    with pytest.raises(PeriodRefused) as refused:
        check_order({"契約日": date(2024, 12, 20), "工期の初日": date(2024, 12, 19)})
    assert (
        "「工期の初日」（令和6年12月19日）が、「契約日」（令和6年12月20日）より前" in refused.value.sentence
    )


def test_a_guarantee_reaches_the_day_it_must():
    check_cover(YEAR, until=date(2025, 9, 30))
    with pytest.raises(PeriodNotCovered, match="令和7年10月1日"):
        check_cover(YEAR, until=date(2025, 10, 1))
