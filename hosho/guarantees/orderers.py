"""What an application's orderer says: the rulebook asked with the application's own facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from hosho.domain.kinds import ContractCategory, GuaranteeKind
from hosho.domain.rulebook import (
    Case,
    Category,
    Decision,
    OrdererRules,
    Rulebook,
    SuretyClass,
    UnknownOrderer,
    decide,
    load,
)
from hosho.domain.rulebook.codes import Phase


def rulebook() -> Rulebook:
    """The rules in force in this installation; loaded once."""
    return load(settings.HOSHO_RULES_FOLDER or None)


def rules_of(answers: dict[str, Any]) -> OrdererRules | None:
    """The chosen orderer's rules; None for one that is not in the directory (free text)."""
    code = (answers.get("orderer") or {}).get("code")
    if not code:
        return None
    try:
        return rulebook().find(code)
    except UnknownOrderer:
        return None


def case_of(answers: dict[str, Any], kind: GuaranteeKind) -> Case:
    """The facts an application states, in the rulebook's words; what is not stated stays unknown.

    Whoever applies here uses the online service and wishes electronic delivery to be considered, so those two facts
    are known.
    """
    contract = answers.get("contract") or {}
    works = answers["kinds"]["category"] == ContractCategory.WORKS
    clauses = contract.get("latest_clauses")
    return Case(
        kind=kind,
        categories=frozenset({Category.CONSTRUCTION if works else Category.CONSULTANT}),
        surety_class=SuretyClass.GUARANTEE_COMPANY,
        surety_name=settings.SURETY["rulebook_name"],
        contract_phase=Phase.INITIAL,
        contract_date=_day(contract.get("date")),
        initial_contract_date=_day(contract.get("initial_date") or contract.get("date")),
        notice_date=_day(contract.get("notice_date")),
        price_yen=contract.get("price_yen") or None,
        department=(answers.get("orderer") or {}).get("department") or None,
        contractor_opt_in=True,
        latest_contract_clauses=None if clauses not in ("yes", "no") else clauses == "yes",
        surety_online_service=True,
    )


def _day(stated: str | None) -> date | None:
    return date.fromisoformat(stated) if stated else None


def decisions(answers: dict[str, Any]) -> dict[GuaranteeKind, Decision]:
    """Whether the orderer takes each applied-for kind electronically, with reasons and routes; {} when unlisted."""
    rules = rules_of(answers)
    if rules is None:
        return {}
    kinds = [GuaranteeKind(kind) for kind in answers.get("kinds", {}).get("kinds", [])]
    return {kind: decide(rules, case_of(answers, kind)) for kind in kinds}
