"""What an application must hold before it may be submitted, and what no page can see alone. Pure rules.

Each refusal's `field` is the field's name within its page (`application_pages.fields_of`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from hosho.domain.application_amounts import amount_refusals
from hosho.domain.application_pages import (
    Answers,
    Page,
    category_of,
    check_kinds,
    fields_of,
    kinds_of,
    pages_for,
)
from hosho.domain.kinds import Delivery, GuaranteeKind
from hosho.domain.period import check_order
from hosho.domain.refusals import (
    DeclarationMissing,
    DepositAccountNeeded,
    EarlierAdvanceNeeded,
    EntryRefused,
    JointVentureLead,
    JointVentureShares,
    KindsDoNotCombine,
    NeverElectronic,
    OrdererSaysNo,
    PeriodRefused,
    Refusal,
)
from hosho.domain.rulebook import Answer, Decision, OrdererRules

Decisions = Mapping[GuaranteeKind, Decision]

_OPTIONAL = {
    "orderer.department",
    "contract.place",
    "contract.date_is_planned",
    "contract.initial_date",
    "contract.notice_date",
    "joint_venture.name",
    "joint_venture.members",
    "amounts.INTERIM_ADVANCE_PAYMENT.certification_number",
    "delivery.remarks",
    "delivery.character_note",
}


def refusals(
    answers: Answers, *, rules: OrdererRules | None, decisions: Decisions
) -> list[tuple[Page, Refusal]]:
    """Everything that stands in the way of submitting, in the order of the pages; empty when nothing does."""
    return [
        (page, refusal)
        for page in pages_for(answers)
        for refusal in page_refusals(page, answers, rules=rules, decisions=decisions)
    ]


def page_refusals(
    page: Page, answers: Answers, *, rules: OrdererRules | None, decisions: Decisions
) -> list[Refusal]:
    """What is missing or wrong on one page, given all the others."""
    if page is Page.ATTACHMENTS:
        return []
    lacking = missing(page, answers)
    if lacking:
        return [_incomplete(page, name, label) for name, label in lacking.items()]
    cross: dict[Page, Callable[[], Iterator[Refusal]]] = {
        Page.KINDS: lambda: _kinds(answers),
        Page.CONTRACT: lambda: _contract(answers),
        Page.AMOUNTS: lambda: amount_refusals(answers, rules),
        Page.JOINT_VENTURE: lambda: _joint_venture(answers[page]),
        Page.DELIVERY: lambda: _delivery(answers, rules, decisions),
    }
    return list(cross[page]()) if page in cross else []


def needs_number(answers: Answers) -> bool:
    """A contract guarantee may be asked for before the contract has its number; money is paid on a numbered one."""
    return any(kind.guarantees_an_advance for kind in kinds_of(answers))


def missing(page: Page, answers: Answers) -> dict[str, str]:
    """The fields of a page that must be filled in and are not: name and label."""
    given = answers.get(page) or {}
    return {
        name: label
        for name, label in fields_of(page, answers).items()
        if not _is_optional(page, name, answers) and _blank(page, _value(given, name))
    }


def _is_optional(page: Page, name: str, answers: Answers) -> bool:
    if page is Page.CONTRACT and name == "number":
        return not needs_number(answers)
    return f"{page}.{name}" in _OPTIONAL


def _value(given: Mapping[str, Any], name: str) -> Any:
    value: Any = given
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _blank(page: Page, value: Any) -> bool:
    """Nothing given. An unticked declaration is nothing; a plain no elsewhere is an answer."""
    return value is None or value in ("", []) or (page is Page.DECLARATIONS and value is not True)


def _incomplete(page: Page, name: str, label: str) -> Refusal:
    if page is Page.ACCOUNT:
        return DepositAccountNeeded(field=name)
    if page is Page.DECLARATIONS:
        return DeclarationMissing(field=name)
    if name.endswith((".earlier_advance_yen", ".certification_date")):
        return EarlierAdvanceNeeded(field=name)
    return EntryRefused(reason=f"「{label}」が入力されていません。入力してください。", field=name)


def _kinds(answers: Answers) -> Iterator[Refusal]:
    try:
        check_kinds(kinds_of(answers))
    except (KindsDoNotCombine, EntryRefused) as refusal:
        yield refusal


def _contract(answers: Answers) -> Iterator[Refusal]:
    contract = answers[Page.CONTRACT]
    words = category_of(answers).words
    days = {
        "notice_date": "入札の公告日",
        "initial_date": "当初の契約日",
        "date": "契約日",
        "period_from": f"{words.period}の初日",
        "period_to": f"{words.period}の末日",
    }
    known = [(name, word, day(contract.get(name))) for name, word in days.items()]
    known = [entry for entry in known if entry[2] is not None]
    for (_, earlier, earlier_day), (name, later, later_day) in pairwise(known):
        try:
            check_order({earlier: earlier_day, later: later_day})
        except PeriodRefused as refusal:
            refusal.field = name
            yield refusal
    if contract["price_yen"] <= 0:
        yield EntryRefused(reason=f"{words.price}は、1円以上で入力してください。", field="price_yen")


def _joint_venture(venture: Mapping[str, Any]) -> Iterator[Refusal]:
    if not venture.get("is_joint_venture"):
        return
    members = venture.get("members") or []
    if not venture.get("name"):
        yield EntryRefused(reason="共同企業体の名称を入力してください。", field="name")
    if len(members) < 2:
        yield EntryRefused(reason="共同企業体の構成員を、2社以上入力してください。", field="members")
        return
    if any(not member.get("name") or not member.get("address") for member in members):
        yield EntryRefused(reason="構成員の名称と住所を、すべて入力してください。", field="members")
    try:
        total = sum((Decimal(member["share_percent"]) for member in members), Decimal(0))
    except (InvalidOperation, KeyError, TypeError):
        yield EntryRefused(reason="出資割合を、60.00のように数字で入力してください。", field="members")
        return
    if total != 100:
        yield JointVentureShares(total=f"{total.normalize():f}％")
    if sum(bool(member.get("lead")) for member in members) != 1:
        yield JointVentureLead()


def _delivery(answers: Answers, rules: OrdererRules | None, decisions: Decisions) -> Iterator[Refusal]:
    if answers[Page.DELIVERY]["delivery"] == Delivery.ELECTRONIC:
        refusal = electronic_refusal(answers, rules=rules, decisions=decisions)
        if refusal is not None:
            yield refusal


def electronic_refusal(
    answers: Answers, *, rules: OrdererRules | None, decisions: Decisions
) -> Refusal | None:
    """Why this application cannot be delivered electronically, in the rulebook's words; None when it can or may."""
    if GuaranteeKind.CONTRACT_RESERVATION in kinds_of(answers):
        return NeverElectronic(kind=GuaranteeKind.CONTRACT_RESERVATION.label)
    told = [
        reason.sentence
        for decision in decisions.values()
        if decision.answer is Answer.NO
        for reason in decision.reasons
    ]
    if not told or rules is None:
        return None
    return OrdererSaysNo(orderer=rules.name, reason="".join(dict.fromkeys(told)))


def questions(decisions: Decisions) -> tuple[str, ...]:
    """What is to be asked of the orderer, in sentences; empty when its rules give an answer."""
    if any(decision.answer is Answer.NO for decision in decisions.values()):
        return ()
    asked = [d for d in decisions.values() if d.answer is Answer.ASK]
    return tuple(dict.fromkeys(reason.sentence for decision in asked for reason in decision.reasons))


def day(stated: str | None) -> date | None:
    """A day of the answers; None when it is not stated."""
    return date.fromisoformat(stated) if stated else None
