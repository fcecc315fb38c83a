"""Amounts of money as people in Japan write them. A value is always an `int` number of yen.

Accepted spellings: ux-and-security research 2.6 (`１２，３４５，６７８円`, `金12,345,678円也`, `¥12345678-`, `1億2,000万`).
"""

from __future__ import annotations

import re

from hosho.lib.text import fold_code
from hosho.lib.unreadable import Unreadable

LARGEST_YEN = 10**13 - 1
_UNITS = {"兆": 10**12, "億": 10**8, "万": 10**4}

_KANJI_DIGITS = re.compile("[〇一二三四五六七八九十百千壱弐参拾]")
_DECORATION = re.compile(r"^金?[¥\\]?(?P<amount>.*?)(円也|円|也)?(\.?-)?$")
_DIGITS = re.compile(r"\d+|\d{1,3}(,\d{3})+", re.ASCII)
_WITH_UNITS = re.compile(
    r"(?:(?P<兆>[\d,]+)兆)?(?:(?P<億>[\d,]+)億)?(?:(?P<万>[\d,]+)万)?(?P<rest>[\d,]*)", re.ASCII
)


class YenUnreadable(Unreadable):
    """An amount that cannot be read without guessing."""


def parse_yen(typed: str) -> int:
    """Read an amount, 0 to 9,999,999,999,999 yen. Raises YenUnreadable; never guesses."""
    folded = fold_code(typed).replace("、", ",")
    found = _DECORATION.match(folded)
    amount = found["amount"] if found else folded
    if not amount:
        raise YenUnreadable("empty", "金額を入力してください（例：12,345,678）。")
    if _KANJI_DIGITS.search(amount):
        raise YenUnreadable(
            "kanji_numeral", "金額は、漢数字ではなく算用数字で入力してください（例：12,345,678）。"
        )
    if amount.startswith(("-", "△", "▲")):
        raise YenUnreadable(
            "negative", "金額は、マイナスの付かない数字で入力してください（例：12,345,678）。"
        )
    if re.fullmatch(r"[\d,]+\.\d*[兆億万]?", amount):
        raise YenUnreadable(
            "decimal", "金額は、小数点を使わずに円単位の数字で入力してください（例：12,345,678）。"
        )
    value = _with_units(amount) if amount[-1:].isdecimal() or amount[-1:] in _UNITS else None
    if value is None:
        raise YenUnreadable(
            "unreadable", "金額を読み取れませんでした。数字で入力してください（例：12,345,678）。"
        )
    if value > LARGEST_YEN or len(re.sub(r"\D", "", amount)) > len(str(LARGEST_YEN)):
        raise YenUnreadable("too_large", "金額のけた数が多すぎます。13けたまでの数字で入力してください。")
    return value


def _with_units(amount: str) -> int | None:
    found = _WITH_UNITS.fullmatch(amount)
    if not found:
        return None
    parts = [(found[unit], factor) for unit, factor in _UNITS.items() if found[unit] is not None]
    if found["rest"]:
        parts.append((found["rest"], 1))
    total = 0
    for position, (digits, factor) in enumerate(parts):
        if not _DIGITS.fullmatch(digits):
            return None
        count = int(digits.replace(",", "")) if len(digits) < 30 else LARGEST_YEN + 1
        if position and count > 9999:  # 「1億20,000万」 says two things at once
            return None
        total += count * factor
    return total


def format_yen(yen: int) -> str:
    """`12,345,678円`, for screens."""
    return f"{yen:,}円"


def format_man(yen: int) -> str:
    """`1,234万5,678円`: the echo beside an amount that makes a lost zero visible."""
    rest, parts = abs(yen), []
    for unit, factor in _UNITS.items():
        count, rest = divmod(rest, factor)
        if count:
            parts.append(f"{count:,}{unit}")
    if rest or not parts:
        parts.append(f"{rest:,}")
    return ("-" if yen < 0 else "") + "".join(parts) + "円"


def format_document_yen(yen: int) -> str:
    """`金12,345,678円`, for documents: nothing fits in front of the first digit."""
    return f"金{yen:,}円"
