"""Moments are aware; days are days in Japan."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hosho.lib.clock import in_japan, now, read_stamp, stamp, today_in_japan


def test_now_is_aware_and_in_utc():
    assert now().utcoffset() == timedelta(0)


def test_the_day_in_japan_begins_nine_hours_earlier():
    assert today_in_japan(datetime(2025, 3, 31, 14, 59, 59, tzinfo=UTC)) == date(2025, 3, 31)
    assert today_in_japan(datetime(2025, 3, 31, 15, 0, tzinfo=UTC)) == date(2025, 4, 1)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="without a time zone"):
        in_japan(datetime(2025, 1, 1))  # noqa: DTZ001 -- that is the point


def test_a_stamp_reads_back_and_no_other_spelling_does():
    at = datetime(2025, 1, 6, 5, 5, tzinfo=UTC)
    assert stamp(at) == "2025-01-06T14:05:00+09:00"
    assert read_stamp(stamp(at)) == at
    for other in (
        "2025-01-06T05:05:00+00:00",
        "2025-01-06T05:05:00Z",
        "2025-01-06 14:05:00+09:00",
        "20250106",
    ):
        with pytest.raises(ValueError):
            read_stamp(other)
