"""Texts: names kept byte for byte, phone numbers and mail addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hosho.lib import text
from hosho.lib.text import fold_code
from hosho.lib.unreadable import Unreadable
from hosho.ui.fields.typed import TypedField, refused


class PhoneField(TypedField):
    """A phone or FAX number in Japan; cleans to its 10 or 11 digits joined by the hyphens that were typed."""

    input_mode = "tel"
    width = "m"
    numeric = True

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"autocomplete": "tel", **options})

    def to_python(self, value: Any) -> str:
        typed = fold_code(super().to_python(value) or "").replace("(", "-").replace(")", "-")
        if not typed:
            return ""
        grouped = re.sub(r"-{2,}", "-", typed).strip("-")
        if not re.fullmatch(r"0[0-9]{9,10}", grouped.replace("-", "")):
            sentence = f"{self.label}は、市外局番から10けたか11けたの数字で入力してください。例：0972-22-3111"
            raise ValidationError(sentence, code="not_a_phone")
        return grouped


class EmailField(TypedField):
    """A mail address; full-width letters are folded, the domain is put in lower case."""

    input_mode = "email"

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"autocomplete": "email", **options})

    def to_python(self, value: Any) -> str:
        typed = _fold_mail(super().to_python(value) or "")
        if not typed:
            return ""
        try:
            validate_email(typed)
        except ValidationError as error:
            sentence = "メールアドレスを、もう一度ご確認ください。例：tanto@example.co.jp"
            raise ValidationError(sentence, code="not_a_mail_address") from error
        local, _, domain = typed.rpartition("@")
        return f"{local}@{domain.lower()}"


def _fold_mail(typed: str) -> str:
    """Full-width letters and signs to ASCII; spaces dropped; a long vowel mark typed for a hyphen folded."""
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
        0x3000: 0x20,
        0x30FC: 0x2D,
        0x2212: 0x2D,
    }
    return "".join(typed.translate(wide).split())


class CleanTextField(TypedField):
    """A text kept byte for byte (hosho.lib.text.clean_text); `most` counts what a reader sees as characters.

    `room` is how many code points there is room for: a character may carry marks and a variation selector, and
    without a limit ten thousand marks could hang on one. Give it where the column is narrower than twice `most`.

    `glyph_check` returns the characters the documents' fonts cannot draw; set it where the text goes on a
    certificate. Each finding needs `.character`. hosho.config wires `CleanTextField.default_glyph_check`.
    """

    default_glyph_check: ClassVar[Callable[[str], Sequence[Any]] | None] = None

    def __init__(
        self,
        *,
        most: int = 200,
        lines: int = 1,
        on_certificate: bool = False,
        glyph_check: Callable[[str], Sequence[Any]] | None = None,
        room: int = 0,
        **options: Any,
    ) -> None:
        widget = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput()
        super().__init__(strip=False, **{"widget": widget, "width": "full", **options})
        self.most, self.lines, self.on_certificate, self.glyph_check = (
            most,
            lines,
            on_certificate,
            glyph_check,
        )
        self.room = room or 2 * most

    def to_python(self, value: Any) -> str:
        try:
            return text.clean_text(super().to_python(value) or "", multiline=self.lines > 1)
        except Unreadable as error:
            raise refused(error) from error

    def validate(self, value: str) -> None:
        super().validate(value)
        count = text.graphemes(value)
        if count > self.most:
            sentence = f"{self.label}は、{self.most}文字までで入力してください（いまは{count}文字です）。"
            raise ValidationError(sentence, code="too_long")
        if len(value) > self.room:
            sentence = f"{self.label}に、記号を重ねた文字が多すぎます。重ねた記号を消して、もう一度入力してください。"
            raise ValidationError(sentence, code="too_long")
        check = self.glyph_check or (type(self).default_glyph_check if self.on_certificate else None)
        missing = check(value) if check else ()
        if missing:
            shown = "」「".join(dict.fromkeys(str(found.character) for found in missing))
            sentence = (
                f"「{shown}」は、証書に印字できない文字です。別の字に変えるか、保証会社にお電話ください。"
            )
            raise ValidationError(sentence, code="missing_glyph")
