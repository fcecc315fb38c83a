"""What the wizard says and proposes about an orderer, from its rules."""

from __future__ import annotations

from hosho.domain.rulebook import OrdererRules, explain
from hosho.domain.rulebook.codes import Basis, OrdererKind
from hosho.lib.days import format_day

_ON_NOTICE = (Basis.NOTICE_DATE, Basis.NOTICE_OR_DESIGNATION_DATE)


def asks_notice_date(rules: OrdererRules | None) -> bool:
    """Whether this orderer compares its start with the day of the notice."""
    return rules is not None and any(rule.start.basis in _ON_NOTICE for rule in rules.rules)


def proposed_addressee(rules: OrdererRules) -> str:
    """The addressee of the certificate: 佐伯市長, 大分県知事; empty where nobody can tell."""
    match rules.kind:
        case OrdererKind.PREFECTURE:
            return f"{rules.name}知事"
        case OrdererKind.CITY | OrdererKind.TOWN | OrdererKind.VILLAGE:
            return f"{rules.name}長"
        case _:
            return ""


def proposed_department(rules: OrdererRules) -> str:
    return rules.contact or ""


def accepted_sentences(rules: OrdererRules) -> list[str]:
    """What the orderer accepts, with source and the day it was read."""
    read_on = max((source.recorded_on for source in rules.sources), default=None)
    return [*explain(rules), *([f"資料を確認した日：{format_day(read_on)}"] if read_on else [])]
