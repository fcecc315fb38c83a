"""An application's answers in words: for the check page, the contractor's copy, and the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from hosho.domain.application_pages import (
    Answers,
    Page,
    amount_fields,
    category_of,
    fields_of,
    kinds_of,
    pages_for,
)
from hosho.domain.kinds import Delivery, GuaranteeKind
from hosho.lib.days import format_day
from hosho.lib.yen import format_man, format_yen

_DELIVERY: dict[str, str] = {Delivery.ELECTRONIC: "電子交付を希望する", Delivery.PAPER: "書面"}
_YES_NO = {"yes": "はい", "no": "いいえ", "unknown": "わからない"}


@dataclass(frozen=True)
class AnswerRow:
    """One answer. `path` is `page.field`; `value` is empty where nothing was entered; `note`: how it was read."""

    page: Page
    path: str
    group: str
    label: str
    value: str
    note: str = ""


def answer_rows(answers: Answers) -> list[AnswerRow]:
    """Every answer of the pages that apply, in their order. Attachments are rows of their own and not in here."""
    notes = answers.get("notes") or {}
    return [
        AnswerRow(page, f"{page}.{name}", group, label, value, notes.get(f"{page}.{name}", ""))
        for page in pages_for(answers)
        for name, group, label, value in _page(page, answers)
    ]


def _page(page: Page, answers: Answers) -> Iterator[tuple[str, str, str, str]]:
    given = answers.get(page) or {}
    match page:
        case Page.ATTACHMENTS:
            return
        case Page.AMOUNTS:
            for kind in kinds_of(answers):
                asked = given.get(kind.value) or {}
                for name, label in amount_fields(kind).items():
                    yield f"{kind}.{name}", kind.label, label, _shown(name, asked.get(name))
        case Page.JOINT_VENTURE:
            yield from _joint_venture(given)
        case Page.DECLARATIONS:
            for name, label in fields_of(page, answers).items():
                yield name, page.label, label, "はい" if given.get(name) else ""
        case _:
            labels = fields_of(page, answers)
            planned = labels.pop("date_is_planned", None)
            if not given.get("notice_date"):
                labels.pop("notice_date", None)  # asked only where the orderer's rules turn on it
            for name, label in labels.items():
                value = _chosen(page, name, given.get(name), answers)
                if name == "date" and planned and given.get("date_is_planned"):
                    value += "（予定）"
                yield name, page.label, label, value


def _joint_venture(given: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    group = Page.JOINT_VENTURE.label
    if "is_joint_venture" not in given:
        yield "is_joint_venture", group, "共同企業体での契約か", ""
        return
    yield "is_joint_venture", group, "共同企業体での契約か", "はい" if given["is_joint_venture"] else "いいえ"
    if given["is_joint_venture"]:
        yield "name", group, "共同企業体の名称", given.get("name", "")
        members = [
            f"{m['name']}（{m['share_percent']}％{'、代表者' if m.get('lead') else ''}）\n{m['address']}"
            for m in given.get("members") or []
        ]
        yield "members", group, "構成員と出資割合", "\n".join(members)


def _chosen(page: Page, name: str, value: Any, answers: Answers) -> str:
    """A value of a page whose choices have words of their own."""
    if page is Page.KINDS and name == "category":
        return category_of(answers).label if value else ""
    if page is Page.KINDS and name == "kinds":
        return "、".join(kind.label for kind in kinds_of(answers))
    if name == "latest_clauses":
        return _YES_NO.get(value or "", "")
    if name == "delivery":
        return _DELIVERY.get(value or "", "")
    return _shown(name, value)


def _shown(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name.endswith("_yen"):
        long, short = format_yen(value), format_man(value)
        return long if long == short else f"{long}（{short}）"
    if name.endswith(("date", "period_from", "period_to")):
        return format_day(date.fromisoformat(value))
    return str(value)


def kinds_in_words(answers: Answers) -> str:
    """The kinds applied for, as lists show them."""
    return "・".join(GuaranteeKind(kind).label for kind in kinds_of(answers))
