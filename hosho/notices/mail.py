"""What a letter is, what may never stand in one, and how a template becomes one."""

from __future__ import annotations

import hashlib
import re
import string
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from hosho.lib.columns import wrap
from hosho.notices.sender import Sender, sender_from_settings

TEMPLATES = Path(__file__).parent / "templates" / "notices"

HOW_TO_SEE_CERTIFICATE = (
    "いつもお使いのブックマーク、または当社ホームページの「電子証書の確認はこちら」からログインしてください。"
)
HOW_TO_LOG_IN = "いつもお使いのブックマーク、または当社ホームページの「保証申込」からログインしてください。"
HOW_TO_OPEN_DESK = "いつもお使いのブックマークから、業務画面にログインしてください。"

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_LINK = re.compile(r"[a-z][a-z0-9+.-]*://|www\.|mailto:", re.IGNORECASE)
_KEY_LIKE = re.compile(r"\d(?:[\s\-‐‑–—―−－ーｰ・.]*\d){19,}")
_BIDI_OR_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0001-\U000e007f]")
_LONGEST_VALUE = 200


class NotALetter(ValueError):
    """A letter that must not be sent: our own mistake, never the reader's."""


@dataclass(frozen=True)
class Mail:
    """One letter to one person.

    `message_key` names the occasion and the reader; two sendings under one key are the same letter
    (same Message-ID).
    """

    to: str
    subject: str
    body: str
    message_key: str

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.to) or len(self.to) > 254:
            raise NotALetter("the address is not exactly one plain address")
        if not self.subject.strip() or _has_control(self.subject):
            raise NotALetter("the subject is empty or has a control character")
        if _has_control(self.body.replace("\n", "")):
            raise NotALetter("the body has a control character")
        text = unicodedata.normalize("NFKC", f"{self.subject}\n{self.body}")
        if _LINK.search(text):
            raise NotALetter("a letter carries no link")
        if _KEY_LIKE.search(text):
            raise NotALetter("a letter carries nothing that could be a key")

    @property
    def work_key(self) -> str:
        return f"mail:{self.message_key}"

    def as_payload(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Mail:
        """Raises: TypeError for unknown or missing names, NotALetter for what may not be sent."""
        return cls(**payload)


class HasValue(Protocol):
    @property
    def value(self) -> str: ...


def ending(number: str | HasValue) -> str:
    """The last four digits of a guarantee or receipt number: enough to recognise it, not to use it."""
    return full(number)[-4:]


def full(number: str | HasValue) -> str:
    """The digits of a number, for the letter's key only."""
    value = number if isinstance(number, str) else number.value
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", value))


def subject_for(what: str, *, guarantee: str | HasValue | None = None, receipt: str | None = None) -> str:
    """「【電子保証】…（番号末尾4567）」: fixed words and at most four digits.

    So nothing a person typed reaches a header.
    """
    if guarantee is not None:
        return f"【電子保証】{what}（番号末尾{ending(guarantee)}）"
    if receipt is not None:
        return f"【電子保証】{what}（受付番号末尾{ending(receipt)}）"
    return f"【電子保証】{what}"


def write(
    letter: str, *, to: str, subject: str, occasion: str, values: dict[str, str], sender: Sender | None = None
) -> Mail:
    """Fill the letter's template. `occasion` tells this sending from every other to the same reader.

    A template line whose values are all empty disappears.
    """
    sender = sender or sender_from_settings()
    known = {name: _plain(value) for name, value in (values | sender.as_values()).items()}
    known |= {
        "see_certificate": HOW_TO_SEE_CERTIFICATE,
        "log_in": HOW_TO_LOG_IN,
        "open_desk": HOW_TO_OPEN_DESK,
    }
    lines = _template(letter).splitlines() + _template("_foot").splitlines()
    body = "\n".join(out for line in lines for out in _filled(line, known))
    reader = hashlib.sha256(to.lower().encode()).hexdigest()[:12]
    return Mail(
        to=to, subject=subject, body=body.rstrip() + "\n", message_key=f"{letter}:{occasion}:{reader}"
    )


def _filled(line: str, values: dict[str, str]) -> list[str]:
    template = string.Template(line)
    names = template.get_identifiers()
    if names and not any(values[name] for name in names):
        return []
    return wrap(template.substitute(values))


@cache
def _template(name: str) -> str:
    return (TEMPLATES / f"{name}.txt").read_text(encoding="utf-8")


def _plain(value: str) -> str:
    """A value as one harmless line: nothing invisible, no link to press, no number that could be a key.

    Variation selectors stay: they belong to the name.
    """
    line = re.sub(r"[\t-\r\x1c-\x1f\x85]+", " ", _BIDI_OR_INVISIBLE.sub("", value)).strip()
    line = "".join(character for character in line if unicodedata.category(character) not in ("Cc", "Cs"))
    if _KEY_LIKE.search(unicodedata.normalize("NFKC", line)):
        line = _KEY_LIKE.sub("（長い数字は載せません）", unicodedata.normalize("NFKC", line))
    if _LINK.search(unicodedata.normalize("NFKC", line)):
        line = "（アドレスを含むため載せません）"
    return line if len(line) <= _LONGEST_VALUE else line[:_LONGEST_VALUE] + "…"


def _has_control(text: str) -> bool:
    return any(
        unicodedata.category(character) in ("Cc", "Cs") or character in "\u2028\u2029" for character in text
    )
