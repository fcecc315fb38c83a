"""Reading a JSON object strictly: every member known, present and of its kind, or a refusal that names the place.

Shared by the certificate record and the event, the two formats we sign.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, NoReturn, TypeVar

from hosho.domain.refusals import RecordMalformed, Refusal
from hosho.lib.canonical_json import LARGEST_INTEGER
from hosho.lib.clock import read_stamp
from hosho.lib.text import clean_text
from hosho.lib.unreadable import Unreadable

TEXT_AT_MOST = 400
E = TypeVar("E", bound=Enum)


class Fields:
    """One object being read. `path` is where it stands, for the refusal's `detail` (English)."""

    def __init__(
        self,
        value: object,
        names: tuple[str, ...],
        *,
        path: str = "",
        refusal: type[Refusal] = RecordMalformed,
    ) -> None:
        self.path = path
        self._refusal = refusal
        if not isinstance(value, Mapping):
            self.refuse("", "not an object")
        self._value: Mapping[str, Any] = value
        for name in names:
            if name not in value:
                self.refuse(name, "missing")
        for name in value:
            if name not in names:
                self.refuse(str(name)[:40], "unknown member")

    def refuse(self, name: str, why: str) -> NoReturn:
        place = ".".join(part for part in (self.path, name) if part) or "record"
        raise self._refusal(detail=f"{place}: {why}")

    def is_null(self, name: str) -> bool:
        return self._value[name] is None

    def inner(self, name: str, names: tuple[str, ...]) -> Fields:
        return self._fields(self._value[name], names, name)

    def inner_list(self, name: str, names: tuple[str, ...]) -> list[Fields]:
        items = self._value[name]
        if not isinstance(items, list | tuple):
            self.refuse(name, "not a list")
        return [self._fields(item, names, f"{name}[{index}]") for index, item in enumerate(items)]

    def _fields(self, value: object, names: tuple[str, ...], name: str) -> Fields:
        return Fields(value, names, path=f"{self.path}.{name}".lstrip("."), refusal=self._refusal)

    def text(self, name: str, *, pattern: str | None = None, at_most: int = TEXT_AT_MOST) -> str:
        """Text that is not empty, clean (nothing invisible, no outer spaces) and not longer than `at_most`."""
        value = self._value[name]
        if not isinstance(value, str) or not value:
            self.refuse(name, "not a text")
        if len(value) > at_most:
            self.refuse(name, f"longer than {at_most} characters")
        try:
            if clean_text(value) != value:
                self.refuse(name, "carries invisible characters or outer spaces")
        except Unreadable as error:
            self.refuse(name, error.code)
        if pattern is not None and not re.fullmatch(pattern, value, re.ASCII):
            self.refuse(name, f"does not match {pattern}")
        return value

    def text_or_empty(self, name: str) -> str:
        """A text, or "" where there is nothing to name."""
        return "" if self._value[name] == "" else self.text(name)

    def optional_text(self, name: str, *, pattern: str | None = None) -> str | None:
        return None if self.is_null(name) else self.text(name, pattern=pattern)

    def literal(self, name: str, expected: str) -> None:
        if self._value[name] != expected:
            self.refuse(name, f"not {expected!r}")

    def boolean(self, name: str) -> bool:
        value = self._value[name]
        if not isinstance(value, bool):
            self.refuse(name, "not true or false")
        return value

    def positive(self, name: str) -> int:
        """A whole number above 0 that every JSON reader keeps exactly."""
        value: object = self._value[name]
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= LARGEST_INTEGER:
            self.refuse(name, "not a whole number above 0")
        return value

    def optional_positive(self, name: str) -> int | None:
        return None if self.is_null(name) else self.positive(name)

    def day(self, name: str) -> date:
        """An ISO day, `2025-01-06`; no other spelling."""
        value = self.text(name, pattern=r"\d{4}-\d{2}-\d{2}")
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.refuse(name, "no such day")

    def moment(self, name: str) -> datetime:
        """A moment in whole seconds with Japan's offset, `2025-01-06T14:05:00+09:00`."""
        try:
            return read_stamp(self.text(name))
        except ValueError:
            self.refuse(name, "not a moment like 2025-01-06T14:05:00+09:00")

    def choice(self, name: str, options: type[E]) -> E:
        try:
            return options(self._value[name])
        except ValueError:
            self.refuse(name, f"not a {options.__name__}")


def plain(value: Any) -> Any:
    """The JSON value of a frozen dataclass of dates, enums, texts and numbers; the inverse of reading it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
