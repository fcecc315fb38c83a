"""The two numbers on the key notice: the guarantee number, and the key that opens the guarantee.

Both are digits that end in two check digits, ISO/IEC 7064:2003 MOD 97-10: read as one integer the whole is 1 modulo
97. Every wrong digit and every swap of neighbours is caught, so a typing error is told from a wrong key without
looking anything up.

    guarantee number  SSYYNNNNNNCC           shown SSYY-NNNN-NNCC
        SS surety's code, YY fiscal year modulo 100, NNNNNN serial, CC check digits
    access key        18 random digits + CC  shown in five groups of four
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from hosho.domain.refusals.entries import TypingError, TypingReason
from hosho.lib.text import fold_code_bare

__all__ = ["AccessKey", "GuaranteeNumber", "TypingError", "TypingReason", "check_digits", "is_checked"]

NUMBER_DIGITS = 12
KEY_DIGITS = 20
_ECHO_AT_MOST = 40
# Letters and signs that hands and scanners put for a digit. Keys and numbers hold no letters, so this is safe.
_LOOKALIKES = str.maketrans({"O": "0", "〇": "0", "○": "0", "◯": "0", "I": "1", "L": "1", "|": "1"})


def check_digits(body: str) -> str:
    """The two check digits (02 to 98) that follow a body of digits."""
    return f"{98 - int(body) * 100 % 97:02d}"


def is_checked(digits: str) -> bool:
    """Whether a string of ASCII digits ends in its right check digits."""
    return re.fullmatch(r"\d{3,}", digits, re.ASCII) is not None and check_digits(digits[:-2]) == digits[-2:]


def _in_groups(text: str) -> str:
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def _read(typed: str, *, what: str, length: int) -> str:
    """The digits that were meant, or TypingError with everything a person needs to find the slip."""
    folded = fold_code_bare(typed).translate(_LOOKALIKES)
    refuse = _refusing(what, _in_groups(folded[:_ECHO_AT_MOST]))
    if not folded:
        refuse(
            TypingReason.EMPTY,
            f"「{what}」が入力されていません。お手元のお知らせを見ながら入力してください。",
        )
    if not re.fullmatch(r"\d+", folded, re.ASCII):
        refuse(
            TypingReason.UNREADABLE,
            f"「{what}」は数字だけでできています。数字として読めない文字がありました。"
            "読み取った文字を、お手元のお知らせと見比べて、もう一度入力してください。",
        )
    if len(folded) != length:
        refuse(
            TypingReason.WRONG_LENGTH,
            f"「{what}」は{length}けたですが、{len(folded)}けたを読み取りました。"
            f"お手元のお知らせの「{what}」欄を、もう一度ご確認ください。",
        )
    if not is_checked(folded):
        refuse(
            TypingReason.WRONG_CHECK,
            f"「{what}」の数字の並びに誤りがあるようです。読み取った数字を、4けたずつお手元のお知らせと見比べて、"
            "もう一度入力してください。FAXの文字がかすれているときは、「3と8」「1と7」「6と8」をとくにご確認ください。",
        )
    return folded


def _refusing(what: str, echo: str) -> Callable[[TypingReason, str], NoReturn]:
    def refuse(why: TypingReason, reason: str) -> NoReturn:
        raise TypingError(what=what, why=why, reason=reason, echo=echo)

    return refuse


@dataclass(frozen=True, order=True)
class GuaranteeNumber:
    """保証契約番号. `value` is the 12 canonical digits; anything else raises ValueError (use `parse` for what people type)."""

    value: str

    def __post_init__(self) -> None:
        if len(self.value) != NUMBER_DIGITS or not is_checked(self.value):
            raise ValueError("not a guarantee number")

    @classmethod
    def parse(cls, typed: str) -> GuaranteeNumber:
        """Read what a person typed, pasted or scanned. Raises TypingError."""
        return cls(_read(typed, what="保証契約番号", length=NUMBER_DIGITS))

    @classmethod
    def make(cls, surety_code: str, fiscal_year: int, serial: int) -> GuaranteeNumber:
        """Compose a number. `fiscal_year` is the western year in which the fiscal year begins; `serial` 1 to 999,999."""
        if not re.fullmatch(r"\d{2}", surety_code, re.ASCII):
            raise ValueError("a surety's code is two digits")
        if not 1 <= serial <= 999_999:
            raise ValueError("the serial of a fiscal year is 1 to 999,999")
        body = f"{surety_code}{fiscal_year % 100:02d}{serial:06d}"
        return cls(body + check_digits(body))

    @property
    def surety_code(self) -> str:
        return self.value[:2]

    @property
    def serial(self) -> int:
        return int(self.value[4:10])

    @property
    def shown(self) -> str:
        return _in_groups(self.value)

    def __str__(self) -> str:
        return self.value


class AccessKey:
    """認証キー, a bearer secret. Its digits leave only by `.value` (for HMAC and encryption) and `.shown` (for the notice).

    Printing, formatting, logging or pickling a key never gives them away; comparison takes constant time.
    """

    __slots__ = ("_digits",)
    __hash__ = None  # type: ignore[assignment]  # a key in a set or dict would be compared in variable time
    _digits: str

    def __init__(self, value: str) -> None:
        """Take 20 canonical digits; anything else raises ValueError without repeating them."""
        if len(value) != KEY_DIGITS or not is_checked(value):
            raise ValueError("not an access key")
        object.__setattr__(self, "_digits", value)

    @classmethod
    def parse(cls, typed: str) -> AccessKey:
        """Read what a person typed, pasted or scanned. Raises TypingError."""
        return cls(_read(typed, what="認証キー", length=KEY_DIGITS))

    @classmethod
    def random(cls) -> AccessKey:
        """A new key from the system's random source: 10**18 possibilities."""
        body = f"{secrets.randbelow(10**18):018d}"
        return cls(body + check_digits(body))

    @property
    def value(self) -> str:
        return self._digits

    @property
    def shown(self) -> str:
        return _in_groups(self._digits)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError("a key does not change")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, AccessKey):
            return NotImplemented
        return hmac.compare_digest(self._digits, other._digits)

    def __repr__(self) -> str:
        return "AccessKey(hidden)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise TypeError("a key is never serialised")
