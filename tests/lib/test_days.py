"""Days: every accepted spelling of ux-and-security research 2.7, and what is asked back."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hosho.lib import days
from hosho.lib.days import (
    DayUnreadable,
    era_and_year,
    format_day,
    format_day_era,
    format_day_short,
    format_day_western,
    format_day_with_weekday,
    format_moment,
    parse_day,
    parse_era_day,
)

FIRST_OF_DECEMBER = date(2025, 12, 1)
ACCEPTED = {
    "令和７年１２月１日": FIRST_OF_DECEMBER,
    "令和 7年 12月 1日": FIRST_OF_DECEMBER,
    "R7.12.1": FIRST_OF_DECEMBER,
    "r07.12.01": FIRST_OF_DECEMBER,
    "Ｒ７－１２－１": FIRST_OF_DECEMBER,
    "令7/12/1": FIRST_OF_DECEMBER,
    "2025/12/1": FIRST_OF_DECEMBER,
    "２０２５／１２／０１": FIRST_OF_DECEMBER,
    "20251201": FIRST_OF_DECEMBER,
    "R071201": FIRST_OF_DECEMBER,
    "2025-12-01（月）": FIRST_OF_DECEMBER,
    "2025年12月1日(月曜日)": FIRST_OF_DECEMBER,
    "西暦2025年12月1日": FIRST_OF_DECEMBER,
    "令和7年12月1日（2025年12月1日）": FIRST_OF_DECEMBER,
    "㋿元年5月1日": date(2019, 5, 1),
    "R1/5/1": date(2019, 5, 1),
    "㍻31年4月30日": date(2019, 4, 30),
    "昭和64年1月7日": date(1989, 1, 7),
    "令和6年2月29日": date(2024, 2, 29),
}


@pytest.mark.parametrize(("typed", "day"), ACCEPTED.items())
def test_accepted_spellings_are_read_without_a_note(typed, day):
    assert parse_day(typed) == days.ParsedDay(day)


@pytest.mark.parametrize(
    ("typed", "day", "note"),
    [
        ("令和元年4月30日", date(2019, 4, 30), "令和元年4月30日は、平成31年4月30日として読み取りました。"),
        ("平成33年3月31日", date(2021, 3, 31), "平成33年3月31日は、令和3年3月31日として読み取りました。"),
        ("2025-12-01（火）", FIRST_OF_DECEMBER, "令和7年12月1日は月曜日です。日付をご確認ください。"),
    ],
)
def test_a_day_that_needs_interpretation_is_read_and_said_aloud(typed, day, note):
    assert parse_day(typed) == days.ParsedDay(day, note)


REFUSED = {
    "": ("empty", "year"),
    "7.12.1": ("ambiguous_year", "era"),
    "07/12/01": ("ambiguous_year", "era"),
    "元年5月1日": ("ambiguous_year", "era"),
    "令和7年2月29日": ("no_such_day", "day"),
    "2025-04-31": ("no_such_day", "day"),
    "2025-04-00": ("no_such_day", "day"),
    "2025-13-01": ("no_such_month", "month"),
    "令和0年1月1日": ("year_out_of_range", "year"),
    "令和2025年1月1日": ("year_out_of_range", "year"),
    "0001-01-01": ("year_out_of_range", "year"),
    "令和7年12月1日（2024年12月1日）": ("contradicts_itself", None),
    "明日": ("unreadable", None),
    "2025年12月": ("unreadable", None),
    "文久3年1月1日": ("unreadable", None),
    "2025121": ("unreadable", None),
}


@pytest.mark.parametrize(("typed", "expected"), REFUSED.items())
def test_days_that_need_guessing_are_refused_and_the_control_is_named(typed, expected):
    with pytest.raises(DayUnreadable) as refused:
        parse_day(typed)
    assert (refused.value.code, refused.value.part) == expected
    assert refused.value.sentence.endswith("。")


def test_the_last_day_of_the_month_is_said_in_the_words_that_were_typed():
    with pytest.raises(DayUnreadable, match="令和7年の2月は28日までです。"):
        parse_day("令和7年2月29日")


@pytest.mark.parametrize(
    ("controls", "day"),
    [
        (("令和", "7", "12", "1"), FIRST_OF_DECEMBER),
        (("令和", "７年", "１２月", "１日"), FIRST_OF_DECEMBER),
        (("R", "元", "5", "1"), date(2019, 5, 1)),
        (("西暦", "2025", "12", "1"), FIRST_OF_DECEMBER),
        (("", "2025", "12", "1"), FIRST_OF_DECEMBER),
        (("令和", "2025/12/1", "", ""), FIRST_OF_DECEMBER),
        (("令和", "令和7年12月1日", "", ""), FIRST_OF_DECEMBER),
        (("令和", "20251201", "", ""), FIRST_OF_DECEMBER),
    ],
)
def test_the_four_controls_are_read_and_so_is_a_whole_day_pasted_into_the_year(controls, day):
    assert parse_era_day(*controls).day == day


@pytest.mark.parametrize(
    ("controls", "part"),
    [
        (("令和", "", "12", "1"), "year"),
        (("令和", "7", "", "1"), "month"),
        (("令和", "7", "12", ""), "day"),
        (("令和", "7", "x", "1"), "month"),
        (("西暦", "7", "12", "1"), "year"),
        (("", "7", "12", "1"), "year"),
        (("慶応", "3", "1", "1"), "era"),
        (("西暦", "元", "1", "1"), "year"),
    ],
)
def test_the_control_to_correct_is_named(controls, part):
    with pytest.raises(DayUnreadable) as refused:
        parse_era_day(*controls)
    assert refused.value.part == part


def test_days_and_moments_are_written_era_first():
    assert format_day(FIRST_OF_DECEMBER) == "令和7年12月1日（2025年12月1日）"
    assert format_day(date(2019, 5, 1)) == "令和元年5月1日（2019年5月1日）"
    assert format_day(date(1867, 1, 1)) == "1867年1月1日"
    assert format_day_short(FIRST_OF_DECEMBER) == "R7.12.1"
    assert format_day_with_weekday(date(2026, 5, 7)) == "令和8年5月7日（木）"
    assert format_moment(datetime(2026, 1, 5, 5, 5, tzinfo=UTC)) == "令和8年1月5日 14時05分"
    assert format_moment(datetime(2019, 4, 30, 15, 0, tzinfo=UTC)) == "令和元年5月1日 0時00分"


@settings(max_examples=150)
@given(st.dates(date(1868, 1, 25), date(2199, 12, 31)))
def test_every_way_of_writing_a_day_reads_back_without_a_note(day):
    for write in (
        format_day,
        format_day_era,
        format_day_western,
        format_day_short,
        format_day_with_weekday,
        date.isoformat,
    ):
        assert parse_day(write(day)) == days.ParsedDay(day)
    era, year = era_and_year(day)
    assert parse_era_day(era, str(year), str(day.month), str(day.day)).day == day
