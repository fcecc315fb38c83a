"""Filters for values: amounts, days, moments, numbers. All wired to hosho.lib and hosho.domain."""

from __future__ import annotations

import json
from datetime import date, datetime

from django import template

from hosho.lib import days
from hosho.lib.clock import in_japan
from hosho.lib.yen import format_man, format_yen

register = template.Library()


@register.filter
def yen(amount: int | None) -> str:
    """`12,345,678円`; nothing for None."""
    return "" if amount is None else format_yen(int(amount))


@register.filter
def man(amount: int | None) -> str:
    """`1,234万5,678円`, the echo beside an amount."""
    return "" if amount is None else format_man(int(amount))


@register.filter
def yen_man(amount: int | None) -> str:
    """`12,345,678円（1,234万5,678円）`, as check pages show an amount."""
    if amount is None:
        return ""
    long, short = format_yen(int(amount)), format_man(int(amount))
    return long if long == short else f"{long}（{short}）"


def _as_day(value: date | datetime) -> date:
    return in_japan(value).date() if isinstance(value, datetime) else value


@register.filter
def day(value: date | datetime | None) -> str:
    """`令和7年12月1日（2025年12月1日）`."""
    return "" if value is None else days.format_day(_as_day(value))


@register.filter
def day_short(value: date | datetime | None) -> str:
    """`R7.12.1`, for columns headed 和暦."""
    return "" if value is None else days.format_day_short(_as_day(value))


@register.filter
def day_weekday(value: date | datetime | None) -> str:
    """`令和8年5月7日（木）`, for deadlines."""
    return "" if value is None else days.format_day_with_weekday(_as_day(value))


@register.filter
def moment(value: datetime | None) -> str:
    """`令和8年1月5日 14時05分` on a clock in Japan."""
    return "" if value is None else days.format_moment(value)


@register.filter
def clock_time(value: datetime | None) -> str:
    """`14時05分` on a clock in Japan."""
    if value is None:
        return ""
    local = in_japan(value)
    return f"{local.hour}時{local.minute:02d}分"


@register.filter
def guarantee_number(value: object) -> str:
    """`4725-0000-0123`, from twelve digits or a GuaranteeNumber; anything else as it stands."""
    shown = getattr(value, "shown", None)
    if shown is not None:
        return str(shown)
    text = str(value or "")
    return f"{text[:4]}-{text[4:8]}-{text[8:]}" if len(text) == 12 and text.isdecimal() else text


@register.filter
def as_json(value: object) -> str:
    """A value for a data attribute that a script reads; escaped by the template like any text."""
    return json.dumps(value)


@register.filter
def in_fours(value: str) -> str:
    """`ABCD EFGH`: a secret in groups a person can copy."""
    return " ".join(value[place : place + 4] for place in range(0, len(value), 4))
