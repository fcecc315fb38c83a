"""Calendar days as people in Japan write them: the era first, the western year accepted everywhere.

Accepted spellings: ux-and-security research 2.7. A new era is one row in `ERAS`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from hosho.lib.clock import in_japan
from hosho.lib.text import fold_code
from hosho.lib.unreadable import Unreadable


@dataclass(frozen=True)
class Era:
    """An era: its name, the one-character and the Latin short form, and its first day."""

    name: str
    short: str
    letter: str
    first_day: date


# Newest first. Source: the Cabinet's orders on the era names; Meiji was counted back to 25 January 1868.
ERAS = (
    Era("令和", "令", "R", date(2019, 5, 1)),
    Era("平成", "平", "H", date(1989, 1, 8)),
    Era("昭和", "昭", "S", date(1926, 12, 25)),
    Era("大正", "大", "T", date(1912, 7, 30)),
    Era("明治", "明", "M", date(1868, 1, 25)),
)
WESTERN = "西暦"
WEEKDAYS = "月火水木金土日"
_FIRST_YEAR, _LAST_YEAR = 1868, 2199

_ERA_BY_WORD = {word: era for era in ERAS for word in (era.name, era.short, era.letter)}
_ERA_PATTERN = "|".join(sorted(_ERA_BY_WORD, key=len, reverse=True))
_WEEKDAY_PATTERN = rf"(?:\((?P<weekday>[{WEEKDAYS}])(?:曜日?)?\))?"
_SEPARATED = re.compile(
    rf"(?P<era>{_ERA_PATTERN}|{WESTERN})?(?P<year>\d{{1,4}}|元)(?:年|[-./])(?P<month>\d{{1,2}})(?:月|[-./])"
    rf"(?P<day>\d{{1,2}})日?(?:[(](?P<again>\d{{4}}年\d{{1,2}}月\d{{1,2}}日)[)])?{_WEEKDAY_PATTERN}",
    re.ASCII,
)
_RUN_TOGETHER = re.compile(
    rf"(?:(?P<era>{_ERA_PATTERN})(?P<era_year>\d{{2}})|(?P<year>\d{{4}}))(?P<month>\d{{2}})(?P<day>\d{{2}}){_WEEKDAY_PATTERN}",
    re.ASCII,
)


@dataclass(frozen=True)
class ParsedDay:
    """A day that was understood, and a Japanese sentence where reading it needed an interpretation."""

    day: date
    note: str | None = None


class DayUnreadable(Unreadable):
    """A day that cannot be read without guessing, or that does not exist."""


def parse_day(typed: str) -> ParsedDay:
    """Read a whole date in any accepted spelling. Raises DayUnreadable."""
    folded = fold_code(typed)
    if not folded:
        raise DayUnreadable("empty", "日付を入力してください（例：令和7年12月1日）。", part="year")
    found = _SEPARATED.fullmatch(folded) or _RUN_TOGETHER.fullmatch(folded)
    if not found:
        raise DayUnreadable(
            "unreadable", "日付を読み取れませんでした。次の例のように入力してください（例：令和7年12月1日）。"
        )
    parts = found.groupdict()
    year = parts["year"] or parts.get("era_year") or ""
    era = parts["era"]
    if era is None and len(year) != 4:
        raise DayUnreadable(
            "ambiguous_year",
            "令和か西暦かが分かりませんでした。元号を付けて入力してください（例：令和7年12月1日）。",
            part="era",
        )
    parsed = _assemble(None if era == WESTERN else era, year, parts["month"], parts["day"])
    return _checked_against_the_rest(parsed, parts.get("again"), parts["weekday"])


def parse_era_day(era: str, year: str, month: str, day: str) -> ParsedDay:
    """Read the four controls of the date fieldset; a whole date pasted into the year is read as such.

    `era` is an era's name or letter, or 西暦. Raises DayUnreadable with `part` naming the control to correct.
    """
    year, month, day = (
        fold_code(part).rstrip(unit) for part, unit in ((year, "年"), (month, "月"), (day, "日"))
    )
    if year and not month and not day and not re.fullmatch(r"\d{1,4}|元", year, re.ASCII):
        return parse_day(year)
    for part, name, value in (("year", "年", year), ("month", "月", month), ("day", "日", day)):
        if not value:
            raise DayUnreadable("incomplete", f"日付の「{name}」を入力してください。", part=part)
        if not re.fullmatch(r"\d{1,4}", value, re.ASCII) and not (part == "year" and value == "元"):
            raise DayUnreadable("not_a_number", f"日付の「{name}」は数字で入力してください。", part=part)
    word = fold_code(era)
    if word not in _ERA_BY_WORD and word not in ("", WESTERN):
        raise DayUnreadable("unknown_era", "元号を選び直してください。", part="era")
    if word not in _ERA_BY_WORD and len(year) != 4:
        raise DayUnreadable("ambiguous_year", "西暦は4けたで入力するか、元号を選んでください。", part="year")
    return _assemble(word if word in _ERA_BY_WORD else None, year, month, day)


def _assemble(era_word: str | None, year: str, month: str, day: str) -> ParsedDay:
    era = _ERA_BY_WORD[era_word] if era_word else None
    if year == "元" and era is None:
        raise DayUnreadable(
            "ambiguous_year", "元号を付けて入力してください（例：令和元年5月1日）。", part="era"
        )
    number = 1 if year == "元" else int(year)
    western = era.first_day.year + number - 1 if era else number
    spoken_year = f"{era.name}{_era_year(number)}" if era else f"{number}年"
    if number < 1 or not _FIRST_YEAR <= western <= _LAST_YEAR:
        raise DayUnreadable(
            "year_out_of_range", "日付の「年」に誤りがあるようです。年をご確認ください。", part="year"
        )
    if not 1 <= int(month) <= 12:
        raise DayUnreadable("no_such_month", "月は1から12までの数字で入力してください。", part="month")
    last = monthrange(western, int(month))[1]
    if not 1 <= int(day) <= last:
        sentence = f"{spoken_year}の{int(month)}月は{last}日までです。日付をご確認ください。"
        raise DayUnreadable("no_such_day", sentence, part="day")
    result = date(western, int(month), int(day))
    note = None
    if era and era_of(result) != era:
        meant = f"{spoken_year}{int(month)}月{int(day)}日"
        note = f"{meant}は、{format_day_era(result)}として読み取りました。"
    return ParsedDay(result, note)


def _checked_against_the_rest(parsed: ParsedDay, again: str | None, weekday: str | None) -> ParsedDay:
    """A date that states itself twice, or its weekday, must agree with itself."""
    if again and parse_day(again).day != parsed.day:
        raise DayUnreadable(
            "contradicts_itself", "和暦と西暦の日付が一致していません。正しい方の日付だけを入力してください。"
        )
    actual = WEEKDAYS[parsed.day.weekday()]
    if weekday and weekday != actual:
        note = f"{format_day_era(parsed.day)}は{actual}曜日です。日付をご確認ください。"
        return ParsedDay(parsed.day, (parsed.note or "") + note)
    return parsed


def era_of(day: date) -> Era | None:
    """The era a day lies in; None before Meiji."""
    return next((era for era in ERAS if day >= era.first_day), None)


def era_and_year(day: date) -> tuple[str, int]:
    """`("令和", 7)`; before Meiji `("西暦", year)`. For filling the date fieldset again."""
    era = era_of(day)
    return (era.name, day.year - era.first_day.year + 1) if era else (WESTERN, day.year)


def _era_year(number: int) -> str:
    return "元年" if number == 1 else f"{number}年"


def format_day_era(day: date) -> str:
    """`令和7年12月1日`, for documents that print the era alone."""
    era, number = era_and_year(day)
    year = f"{number}年" if era == WESTERN else f"{era}{_era_year(number)}"
    return f"{year}{day.month}月{day.day}日"


def format_day_western(day: date) -> str:
    """`2025年12月1日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def format_day(day: date) -> str:
    """`令和7年12月1日（2025年12月1日）`; before Meiji the western date alone."""
    era_first = format_day_era(day)
    return f"{era_first}（{format_day_western(day)}）" if era_of(day) else era_first


def format_day_short(day: date) -> str:
    """`R7.12.1`, for narrow columns headed 和暦; year 1 is written 1."""
    era = era_of(day)
    year = f"{era.letter}{day.year - era.first_day.year + 1}" if era else str(day.year)
    return f"{year}.{day.month}.{day.day}"


def format_day_with_weekday(day: date) -> str:
    """`令和8年5月7日（木）`, for deadlines."""
    return f"{format_day_era(day)}（{WEEKDAYS[day.weekday()]}）"


def format_moment(at: datetime) -> str:
    """`令和8年1月5日 14時05分`, on a clock in Japan. A naive moment raises ValueError."""
    local = in_japan(at)
    return f"{format_day_era(local.date())} {local.hour}時{local.minute:02d}分"


def format_clock(at: datetime) -> str:
    """The clock time in Japan: 14時05分."""
    local = in_japan(at)
    return f"{local.hour}時{local.minute:02}分"
