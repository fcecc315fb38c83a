"""The time of day. Only edges (a view, a worker's loop, a command) read the clock; everything inward is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

# Japan has had no summer time since 1952, so a fixed offset is exact and needs no time zone database.
JAPAN = timezone(timedelta(hours=9), "JST")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def in_japan(at: datetime) -> datetime:
    """The same moment on a clock in Japan. A naive moment raises ValueError: nobody knows what it means."""
    if at.utcoffset() is None:
        raise ValueError("a moment without a time zone means nothing")
    return at.astimezone(JAPAN)


def today_in_japan(at: datetime) -> date:
    """The calendar day in Japan at a moment."""
    return in_japan(at).date()


def stamp(at: datetime) -> str:
    """A moment as it stands in records and events: whole seconds, Japan's offset, `2025-01-06T14:05:00+09:00`."""
    return in_japan(at).isoformat(timespec="seconds")


def read_stamp(text: str) -> datetime:
    """Read what `stamp` wrote; any other spelling of the same moment raises ValueError."""
    at = datetime.fromisoformat(text)
    if stamp(at) != text:
        raise ValueError("not a moment in whole seconds with Japan's offset")
    return at
