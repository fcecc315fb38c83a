"""Codes: folded to one form, checked by their own parser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hosho.domain.corporate_number import parse_corporate_number
from hosho.domain.licence import parse_licence
from hosho.lib.text import fold_code_bare
from hosho.lib.unreadable import Unreadable
from hosho.ui.fields.typed import TypedField, is_blank, refused
from hosho.ui.widgets import LicenceParts, LicenceWidget


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
        if is_blank(value):
            return None
        if not isinstance(value, str):
            return value
        try:
            return self.parser(value)
        except ValueError as error:
            raise refused(error) from error
        except (
            Exception
        ) as error:  # a Refusal of hosho.domain has a sentence; anything else is our own defect
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
        if is_blank(value):
            return None
        digits = re.sub(r"[-()〒Tー]", "", fold_code_bare(str(value)))
        if not re.fullmatch(rf"[0-9]{{{self.length}}}", digits):
            raise ValidationError(
                f"{self.label}は、{self.length}けたの数字で入力してください。", code="not_digits"
            )
        return digits


class CorporateNumberField(DigitsField):
    """法人番号; cleans to 13 digits with the right check digit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(length=13, **{"label": "法人番号", **options})

    def to_python(self, value: Any) -> str | None:
        if is_blank(value):
            return None
        try:
            return parse_corporate_number(str(value))
        except Unreadable as error:
            raise refused(error) from error


class PostalCodeField(DigitsField):
    """郵便番号; cleans to 7 digits, shown `876-0844`."""

    width = "s"

    def __init__(self, **options: Any) -> None:
        super().__init__(length=7, **{"label": "郵便番号", "autocomplete": "postal-code", **options})

    def prepare_value(self, value: Any) -> Any:
        return f"{value[:3]}-{value[3:]}" if re.fullmatch(r"\d{7}", str(value or ""), re.ASCII) else value


class LicenceField(forms.Field):
    """建設業許可番号; cleans to the line as the certificate shows it (`大分県知事許可（般－5）第12345号`), or ""."""

    widget = LicenceWidget
    note: str | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": "建設業許可番号", **options})

    def clean(self, value: Any) -> str:
        parts = value if isinstance(value, LicenceParts) else LicenceParts(whole=str(value or ""))
        if parts.is_blank:
            self.validate(None)
            return ""
        try:
            return parse_licence(parts.line, authority=parts.authority or None).shown
        except Unreadable as error:
            raise refused(error) from error
