"""The one exception of the readers in this folder: what a person typed cannot be understood."""

from __future__ import annotations


class Unreadable(ValueError):
    """What was typed cannot be read.

    `code` is a stable word for programs; `sentence` is polite Japanese for the person and says what to do next;
    `part` names the control to point at when an entry has several (`era`, `year`, `month`, `day`), else None.
    """

    def __init__(self, code: str, sentence: str, *, part: str | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.part = part
