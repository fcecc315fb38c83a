"""The answers of an application as rows a person at the desk reads, with what the last submission changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from hosho.domain.application_rows import answer_rows


@dataclass(frozen=True)
class DeskRow:
    """One answer. `before` is what the submission before said, None where it is unchanged."""

    path: str
    label: str
    value: str
    note: str
    before: str | None = None


@dataclass(frozen=True)
class AnswerGroup:
    """The answers of one group of questions."""

    title: str
    rows: tuple[DeskRow, ...]


def groups(answers: Mapping[str, Any], former: Mapping[str, Any] | None) -> list[AnswerGroup]:
    """Every answer in the order of the wizard; `former`: `queries.desk.former_answers`."""
    said = {row.path: row.value for row in answer_rows(former)} if former is not None else None
    made = [
        (row.group, DeskRow(row.path, row.label, row.value, row.note, _before(said, row.path, row.value)))
        for row in answer_rows(answers)
        if row.value or (said or {}).get(row.path)
    ]
    return [
        AnswerGroup(title, tuple(row for _, row in found))
        for title, found in groupby(made, key=lambda each: each[0])
    ]


def _before(said: dict[str, str] | None, path: str, value: str) -> str | None:
    if said is None or said.get(path, "") == value:
        return None
    return said.get(path) or "未入力"
