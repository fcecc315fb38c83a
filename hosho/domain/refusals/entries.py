"""What was typed: unreadable, incomplete, contradicting, or a mistyped number or key."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from hosho.domain.refusals.refusal import Refusal
from hosho.lib.unreadable import Unreadable


class EntryRefused(Refusal):
    """Family, and the direct wrapper for what the readers in `hosho.lib` cannot read (`EntryRefused.of(error)`)."""

    code = "entry_unreadable"
    template = "{reason}"
    example: ClassVar = {"reason": "金額を入力してください（例：12,345,678）。"}

    @classmethod
    def of(cls, error: Unreadable, *, field: str | None = None) -> EntryRefused:
        """The refusal for an unreadable amount, day or text."""
        return EntryRefused(reason=error.sentence, detail=error.code, field=field)


class Incomplete(EntryRefused):
    """Things are missing; `missing` is the Japanese list, `fields` may carry the names of the form fields."""

    code = "incomplete"
    template = "次の項目が入力されていません：{missing}。入力してから、もう一度進んでください。"
    example: ClassVar = {"missing": "工期の末日、請負代金額"}


class Contradiction(EntryRefused):
    """Two entries cannot both be right; `reason` is a whole sentence."""

    code = "contradiction"
    template = "{reason}どちらかを直してください。"
    example: ClassVar = {"reason": "工期の末日が、工期の初日より前になっています。"}


class TypingReason(StrEnum):
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    WRONG_LENGTH = "wrong_length"
    WRONG_CHECK = "wrong_check"


class TypingError(EntryRefused):
    """A guarantee number or key that was mistyped: told from its digits alone, without looking anything up.

    `echo` is what was read, in groups, with unreadable characters kept: to be shown only to the person who typed it.
    It may be one digit away from a secret, so neither the sentence nor str(), repr() or `data` contain it.
    """

    code = "typing_error"
    template = "{reason}この入力は、失敗の回数には数えません。"
    template_english = "This seems to be a typing error. It does not count as a failed attempt."
    example: ClassVar = {"what": "認証キー", "reason": "認証キーの数字の並びに誤りがあるようです。"}

    def __init__(self, *, echo: str = "", why: TypingReason = TypingReason.EMPTY, **data: Any) -> None:
        super().__init__(why=why.value, **data)
        self.why = why
        self._echo = echo

    @property
    def echo(self) -> str:
        return self._echo
