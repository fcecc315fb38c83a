"""What every refusal is."""

from __future__ import annotations

from string import Formatter
from typing import Any, ClassVar


class Refusal(Exception):
    """A "no" to a person or a program: a code, data, and a Japanese sentence that says what to do next.

    A subclass states `code` (stable, unique), `http_status`, `template` (the sentence; `{name}` is filled from the
    data given as keywords), optionally `english`, `field` (the form field it belongs to) and `example` (data for
    tests and documentation). Data must be safe to show and to log: never a key, a password or a code.

    Raises TypeError when built without the data its sentence needs, which is a defect of the caller.
    """

    code: ClassVar[str]
    http_status: ClassVar[int] = 422
    template: ClassVar[str]
    template_english: ClassVar[str] = ""
    example: ClassVar[dict[str, Any]] = {}
    field: str | None = None

    def __init__(self, *, field: str | None = None, **data: Any) -> None:
        missing = needed_data(self.template) | needed_data(self.template_english)
        missing -= data.keys()
        if missing:
            raise TypeError(f"{type(self).__name__} needs {', '.join(sorted(missing))}")
        if field is not None:
            self.field = field
        self.data = data
        super().__init__(self.code)

    @property
    def sentence(self) -> str:
        """Polite Japanese, one to three short sentences: what happened, and what to do now."""
        return self.template.format(**self.data)

    @property
    def english(self) -> str:
        """The same in English where it exists, else empty."""
        return self.template_english.format(**self.data)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"

    @classmethod
    def because(cls, code: str, **data: Any) -> Refusal:
        """The member of this family with a code. Raises KeyError for a code the family does not have."""
        for member in every_refusal(cls):
            if member.code == code:
                return member(**data)
        raise KeyError(code)


def needed_data(template: str) -> set[str]:
    """The names a template needs."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def every_refusal(family: type[Refusal] = Refusal) -> list[type[Refusal]]:
    """Every class that states a code, in the order of definition. For the error page's table, tests and documents."""
    found = [family] if "code" in vars(family) else []
    for child in family.__subclasses__():
        found.extend(each for each in every_refusal(child) if each not in found)
    return found
