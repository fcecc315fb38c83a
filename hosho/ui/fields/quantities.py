"""Amounts and days."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hosho.lib import days, yen
from hosho.lib.text import fold_code
from hosho.lib.unreadable import Unreadable
from hosho.ui.fields.typed import TypedField, is_blank, refused
from hosho.ui.widgets import EraDateWidget, EraParts


class YenField(TypedField):
    """An amount of money; cleans to `int` yen, or None when blank. `least` and `most` are yen, both allowed."""

    input_mode = "numeric"
    width = "m"
    suffix = "円"
    numeric = True

    def __init__(self, *, least: int = 0, most: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most = least, most

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        if is_blank(value) or isinstance(value, int):
            return value if isinstance(value, int) else None
        try:
            return yen.parse_yen(str(value))
        except Unreadable as error:
            raise refused(error) from error

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and value < self.least:
            raise ValidationError(
                f"{self.label}は、{yen.format_yen(self.least)}以上で入力してください。", code="too_small"
            )
        if value is not None and self.most is not None and value > self.most:
            raise ValidationError(
                f"{self.label}は、{yen.format_yen(self.most)}以下で入力してください。", code="too_large"
            )

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
        parts = value if isinstance(value, EraParts) else EraDateWidget().parts_of(value)
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
            return bool(self.clean(data) != initial)
        except ValidationError:
            return True


def _read_day(parts: EraParts) -> days.ParsedDay:
    if (
        not parts.month.strip()
        and not parts.day.strip()
        and not re.fullmatch(r"\d{1,4}年?|元年?", fold_code(parts.year))
    ):
        return days.parse_day(parts.year)
    return days.parse_era_day(*parts)
