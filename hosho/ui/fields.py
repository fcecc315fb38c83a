"""Form fields that accept what people in Japan type and hand on what programs store.

Rule (ux-and-security research 2.1): accept generously, store exactly, echo what was understood. Every refusal
comes from the parser in hosho.lib or hosho.domain, with its own Japanese sentence; nothing is checked here twice.
What was typed stays in the control when it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hosho.lib import days, text, yen
from hosho.lib.text import fold_code, fold_code_bare
from hosho.lib.unreadable import Unreadable
from hosho.ui.widgets import EraDateWidget, EraParts, LicenceParts, LicenceWidget


def refused(error: Exception) -> ValidationError:
    """A parser's refusal (`sentence`, `code`) as Django's, with the same sentence."""
    sentence = getattr(error, "sentence", None) or str(error)
    return ValidationError(str(sentence), code=str(getattr(error, "code", "invalid")))


class TypedField(forms.CharField):
    """One line of text read by a parser. `autocomplete` is the HTML token; "off" unless told.

    Attributes the tag `{% field %}` reads: `suffix` (a word behind the control), `width` (xs s m l full),
    `numeric` (figures of even width), `note` (how an unusual entry was read; set by clean).
    """

    input_mode: ClassVar[str] = "text"
    width: str = "l"
    suffix: str = ""
    numeric: bool = False
    note: str | None = None

    def __init__(self, *, autocomplete: str = "off", width: str = "", suffix: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.width = width or self.width
        self.suffix = suffix or self.suffix
        self.widget.attrs.update({"autocomplete": autocomplete, "inputmode": self.input_mode})
        if self.input_mode != "text":
            self.widget.attrs["spellcheck"] = "false"


class YenField(TypedField):
    """An amount of money; cleans to `int` yen, or None when blank. `least` and `most` are yen, both allowed."""

    input_mode = "numeric"
    width = "m"
    suffix = "円"
    numeric = True

    def __init__(self, *, least: int = 0, most: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most = least, most

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return value if isinstance(value, int) else None
        try:
            return yen.parse_yen(str(value))
        except Unreadable as error:
            raise refused(error) from error

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and value < self.least:
            raise ValidationError(f"{self.label}は、{yen.format_yen(self.least)}以上で入力してください。", code="too_small")
        if value is not None and self.most is not None and value > self.most:
            raise ValidationError(f"{self.label}は、{yen.format_yen(self.most)}以下で入力してください。", code="too_large")

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}" if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class EraDateField(forms.Field):
    """A day; cleans to `datetime.date`, or None when blank. `note` tells how an unusual day was read."""

    widget = EraDateWidget
    note: str | None = None

    def clean(self, value: Any) -> date | None:
        parts = value if isinstance(value, EraParts) else self.widget.parts_of(value)
        self.note = None
        if parts.is_blank:
            self.validate(None)
            return None
        try:
            parsed = _read_day(parts)
        except Unreadable as error:
            raise refused(error) from error
        self.note = parsed.note
        self.run_validators(parsed.day)
        return parsed.day

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != initial
        except ValidationError:
            return True


def _read_day(parts: EraParts) -> days.ParsedDay:
    if not parts.month.strip() and not parts.day.strip() and not re.fullmatch(r"\d{1,4}年?|元年?", fold_code(parts.year)):
        return days.parse_day(parts.year)
    return days.parse_era_day(*parts)


class CodeField(TypedField):
    """A code with a parser, such as `GuaranteeNumber.parse`. Cleans to what the parser returns, or None when blank.

    Without a parser it cleans to the folded text without separators.
    """

    width = "m"
    numeric = True

    def __init__(self, *, parser: Callable[[str], Any] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.parser = parser or fold_code_bare
        self.widget.attrs["autocapitalize"] = "characters"
        self.widget.attrs["spellcheck"] = "false"

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if not isinstance(value, str):
            return value
        try:
            return self.parser(value)
        except ValueError as error:
            raise refused(error) from error
        except Exception as error:  # a Refusal of hosho.domain has a sentence; anything else is our own defect
            if not hasattr(error, "sentence"):
                raise
            raise refused(error) from error

    def prepare_value(self, value: Any) -> Any:
        return getattr(value, "shown", value)


class DigitsField(CodeField):
    """A code of digits alone, `length` of them."""

    input_mode = "numeric"

    def __init__(self, *, length: int, **options: Any) -> None:
        super().__init__(**options)
        self.length = length

    def to_python(self, value: Any) -> str | None:
        if value in self.empty_values:
            return None
        digits = re.sub(r"[-()〒Tー]", "", fold_code_bare(str(value)))
        if not re.fullmatch(rf"[0-9]{{{self.length}}}", digits):
            raise ValidationError(f"{self.label}は、{self.length}けたの数字で入力してください。", code="not_digits")
        return digits


class CorporateNumberField(DigitsField):
    """法人番号; a leading T of the invoice number is dropped. Cleans to 13 digits with the right check digit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(length=13, **{"label": "法人番号", **options})

    def to_python(self, value: Any) -> str | None:
        digits = super().to_python(value)
        if digits is None:
            return None
        # Order of the Ministry of Finance on corporate numbers, art. 2: from the right, weights 1 and 2 in turn.
        weighted = sum(int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits[1:])))
        if int(digits[0]) != 9 - weighted % 9:
            sentence = "法人番号（13けた）に誤りがあります。国税庁の法人番号公表サイトでご確認いただけます。"
            raise ValidationError(sentence, code="check_digit")
        return digits


class PostalCodeField(DigitsField):
    """郵便番号; cleans to 7 digits, shown `876-0844`."""

    width = "s"

    def __init__(self, **options: Any) -> None:
        super().__init__(length=7, **{"label": "郵便番号", "autocomplete": "postal-code", **options})

    def prepare_value(self, value: Any) -> Any:
        return f"{value[:3]}-{value[3:]}" if re.fullmatch(r"\d{7}", str(value or ""), re.ASCII) else value


class PhoneField(TypedField):
    """A phone or FAX number in Japan; cleans to its 10 or 11 digits joined by the hyphens that were typed."""

    input_mode = "tel"
    width = "m"
    numeric = True

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"autocomplete": "tel", **options})

    def to_python(self, value: Any) -> str:
        typed = fold_code(super().to_python(value)).replace("(", "-").replace(")", "-")
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
        typed = text.fold_address(super().to_python(value)) if hasattr(text, "fold_address") else _fold_mail(
            super().to_python(value)
        )
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
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x30FC: 0x2D, 0x2212: 0x2D}
    return "".join(typed.translate(wide).split())


class CleanTextField(TypedField):
    """A text kept byte for byte (hosho.lib.text.clean_text); `most` counts what a reader sees as characters.

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
        **options: Any,
    ) -> None:
        widget = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput()
        super().__init__(strip=False, **{"widget": widget, "width": "full", **options})
        self.most, self.lines, self.on_certificate, self.glyph_check = most, lines, on_certificate, glyph_check

    def to_python(self, value: Any) -> str:
        try:
            return text.clean_text(super().to_python(value), multiline=self.lines > 1)
        except Unreadable as error:
            raise refused(error) from error

    def validate(self, value: str) -> None:
        super().validate(value)
        count = text.graphemes(value)
        if count > self.most:
            sentence = f"{self.label}は、{self.most}文字までで入力してください（いまは{count}文字です）。"
            raise ValidationError(sentence, code="too_long")
        check = self.glyph_check or (type(self).default_glyph_check if self.on_certificate else None)
        missing = check(value) if check else ()
        if missing:
            shown = "」「".join(dict.fromkeys(str(found.character) for found in missing))
            sentence = f"「{shown}」は、証書に印字できない文字です。別の字に変えるか、保証会社にお電話ください。"
            raise ValidationError(sentence, code="missing_glyph")


class LicenceField(forms.Field):
    """建設業許可番号; cleans to the line as the certificate shows it (`大分県知事許可（般－5）第12345号`), or "".

    `parser` is hosho.domain's reader of such a line; what it returns is shown by `.shown`, or by str.
    """

    widget = LicenceWidget
    note: str | None = None

    def __init__(self, *, parser: Callable[[str], Any] | None = None, **options: Any) -> None:
        super().__init__(**{"label": "建設業許可番号", **options})
        self.parser = parser or parse_licence

    def clean(self, value: Any) -> str:
        parts = value if isinstance(value, LicenceParts) else LicenceParts(whole=str(value or ""))
        if parts.is_blank:
            self.validate(None)
            return ""
        try:
            read = self.parser(parts.line)
        except ValueError as error:
            raise refused(error) from error
        return str(getattr(read, "shown", read))


_LICENCE = re.compile(
    r"(?P<authority>国土交通大臣|建設大臣|(?:北海道|東京都|京都府|大阪府|.{2,3}県)知事)?許?可?"
    r"\(?(?P<kinds>[般特](?:[・,、]?[般特])?)-(?P<year>元|\d{1,2})\)?(?P<bureau>[石渡檜後空上留宗オ網胆日十釧根])?第?(?P<number>\d{1,6})号?"
)


def parse_licence(line: str) -> str:
    """Read a licence in the spellings of licence notices; returns the certificate's spelling. Raises Unreadable."""
    found = _LICENCE.fullmatch(fold_code(line))
    if found is None:
        sentence = "許可番号を読み取れませんでした。許可通知書を見ながら、年と番号は数字で入力してください。"
        raise Unreadable("unreadable", sentence, part="number")
    if not found["authority"]:
        raise Unreadable("no_authority", "許可した大臣または知事を選んでください。", part="authority")
    kinds = "・".join(dict.fromkeys(re.findall("[般特]", found["kinds"])))
    return f"{found['authority']}許可（{kinds}－{found['year']}）{found['bureau'] or ''}第{found['number']}号"
