"""法人番号: the 13 digits of a corporation in Japan, the first of which checks the other twelve.

Check digit: 9 - (sum mod 9), the twelve weighted 1, 2, 1, 2 ... from the right (Ordinance of the Ministry of Finance
No. 70 of 2014, art. 2). It misses a 0 in place of a 9 and the reverse, so screens show the name beside the number.
"""

from __future__ import annotations

import re

from hosho.lib.text import fold_code_bare
from hosho.lib.unreadable import Unreadable


class CorporateNumberUnreadable(Unreadable):
    """What was typed is no corporate number."""


def check_digit(twelve: str) -> int:
    """The digit, 1 to 9, that stands before twelve base digits."""
    return 9 - sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(twelve))) % 9


def is_corporate_number(digits: str) -> bool:
    """Whether 13 canonical digits carry their right check digit."""
    return re.fullmatch(r"[1-9]\d{12}", digits, re.ASCII) is not None and check_digit(digits[1:]) == int(
        digits[0]
    )


def parse_corporate_number(typed: str) -> str:
    """The 13 digits of what a person typed; the T of an invoice number is tolerated. Raises CorporateNumberUnreadable."""
    digits = fold_code_bare(typed).removeprefix("T")
    if not digits:
        raise CorporateNumberUnreadable("empty", "法人番号を入力してください。")
    if not re.fullmatch(r"\d+", digits, re.ASCII):
        raise CorporateNumberUnreadable(
            "not_a_number", "法人番号は13けたの数字です。数字だけで入力してください。"
        )
    if len(digits) != 13:
        raise CorporateNumberUnreadable(
            "wrong_length",
            f"法人番号は13けたですが、{len(digits)}けたを読み取りました。国税庁の法人番号公表サイトでご確認ください。",
        )
    if not is_corporate_number(digits):
        raise CorporateNumberUnreadable(
            "wrong_check", "法人番号の数字に誤りがあるようです。国税庁の法人番号公表サイトでご確認ください。"
        )
    return digits


def format_corporate_number(digits: str) -> str:
    """`7-0000-1205-0002`, grouped as the boxes of tax forms."""
    return "-".join((digits[:1], digits[1:5], digits[5:9], digits[9:]))
