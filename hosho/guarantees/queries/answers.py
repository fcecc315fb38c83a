"""The answers of an application as rows a person at the desk reads, with what the last submission changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from hosho.domain.application_pages import Page, fields_of, label_of, pages_for
from hosho.domain.kinds import ContractCategory, Delivery, GuaranteeKind
from hosho.lib.days import format_day
from hosho.lib.yen import format_yen

_SHOWN = tuple(page for page in Page if page is not Page.ATTACHMENTS)
_YES_NO = {True: "はい", False: "いいえ", "yes": "はい", "no": "いいえ", "unknown": "分からない"}


@dataclass(frozen=True)
class AnswerRow:
    """One answer. `before` is what the submission before said, None where it is unchanged."""

    path: str
    label: str
    value: str
    before: str | None = None


@dataclass(frozen=True)
class AnswerGroup:
    """The answers of one page of the wizard."""

    title: str
    rows: tuple[AnswerRow, ...]


def groups(answers: Mapping[str, Any], changed: Mapping[str, Any]) -> list[AnswerGroup]:
    """Every page's answers in order. `changed`: `queries.desk.changed_paths`."""
    rows = [
        (page, row) for page in pages_for(answers) if page in _SHOWN for row in _rows(page, answers, changed)
    ]
    return [
        AnswerGroup(page.label, tuple(row for _, row in found))
        for page, found in groupby(rows, key=lambda each: each[0])
    ]


def _rows(page: Page, answers: Mapping[str, Any], changed: Mapping[str, Any]) -> Iterator[AnswerRow]:
    given = answers.get(page) or {}
    for name in fields_of(page, answers):
        if page is Page.JOINT_VENTURE and name != "is_joint_venture" and not given.get("is_joint_venture"):
            continue
        path, value = f"{page}.{name}", _inside(given, name)
        if page is Page.CONTRACT and value in (None, "", False) and name not in ("number", "date"):
            continue
        before = in_words(path, changed[path]) if path in changed else None
        yield AnswerRow(path, label_of(path, answers), in_words(path, value), before)


def _inside(given: Any, name: str) -> Any:
    for part in name.split("."):
        given = given.get(part) if isinstance(given, Mapping) else None
    return given


def in_words(path: str, value: Any) -> str:
    """One answer as a person reads it; 未入力 where there is none."""
    if value in (None, "", []):
        return "未入力"
    if path in _WORDS:
        return _WORDS[path](value)
    name = path.rpartition(".")[2]
    if name.endswith("_yen"):
        return format_yen(int(value))
    if isinstance(value, bool):
        return _YES_NO[value]
    return _day(str(value)) if "date" in name or name.startswith("period") else str(value)


def _day(value: str) -> str:
    try:
        return format_day(date.fromisoformat(value))
    except ValueError:
        return value


def _member(member: Mapping[str, Any]) -> str:
    lead = "（代表者）" if member.get("lead") else ""
    return f"{member.get('name', '')}{lead} {member.get('share_percent', '')}％"


_WORDS: dict[str, Callable[[Any], str]] = {
    "kinds.category": lambda value: ContractCategory(value).label,
    "kinds.kinds": lambda value: "・".join(GuaranteeKind(kind).label for kind in value),
    "delivery.delivery": lambda value: Delivery(value).label,
    "joint_venture.members": lambda value: "、".join(_member(member) for member in value),
    "contract.latest_clauses": lambda value: _YES_NO.get(value, str(value)),
}
