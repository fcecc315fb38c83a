"""One line of text read by a parser: what all typed fields share."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError


def refused(error: Exception) -> ValidationError:
    """A parser's refusal (`sentence`, `code`) as Django's, with the same sentence."""
    sentence = getattr(error, "sentence", None) or str(error)
    return ValidationError(str(sentence), code=str(getattr(error, "code", "invalid")))


def is_blank(value: Any) -> bool:
    """Nothing typed, or only spaces of any width."""
    return value is None or (isinstance(value, str) and not value.strip())


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

    def __init__(
        self, *, autocomplete: str = "off", width: str = "", suffix: str = "", **options: Any
    ) -> None:
        super().__init__(**options)
        self.width = width or self.width
        self.suffix = suffix or self.suffix
        self.widget.attrs.update({"autocomplete": autocomplete, "inputmode": self.input_mode})
        if self.input_mode != "text":
            self.widget.attrs["spellcheck"] = "false"
