"""From an accepted application to the record of a certificate: the only place where answers become promises."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings

from hosho.domain.certificate_record import CertificateRecord
from hosho.domain.kinds import ContractCategory, GuaranteeKind
from hosho.domain.refusals import ContractPeriodOver
from hosho.guarantees.models import Application, Guarantee
from hosho.lib.clock import stamp
from hosho.lib.days import format_day_era


def record_of(
    guarantee: Guarantee, *, version: int, issued_at: datetime, previous_digest: str | None = None
) -> bytes:
    """The canonical bytes of a guarantee's record. Raises RecordMalformed."""
    application = guarantee.application
    kind = GuaranteeKind(guarantee.kind)
    answers = application.answers
    parts = {
        "format": "hosho-certificate-record/1",
        "guarantee_number": guarantee.number,
        "version": version,
        "kind": kind.value,
        "issued_at": stamp(issued_at),
        "previous_record_digest": previous_digest,
        "sample": settings.SURETY["sample"],
        "surety": {
            key: settings.SURETY[key]
            for key in ("code", "name", "address", "representative_title", "representative")
        },
        "contractor": _contractor(application),
        "orderer": _orderer(answers["orderer"]),
        "contract": _contract(answers),
        "guarantee": _guarantee(kind, guarantee, answers),
        "deposit_account": _account(kind, answers),
        "certification": _certification(kind, answers),
        "terms": settings.SURETY["terms"][kind.value],
    }
    return CertificateRecord.from_record(parts).canonical()


def guaranteed_period(
    kind: GuaranteeKind, answers: dict[str, Any], *, concluded_on: date
) -> tuple[date, date]:
    """First and last guaranteed day.

    Advances: from the conclusion to the completion day written in the contract (domain.md §2.5). A contract
    guarantee runs over the days the contractor asked for, which the wizard proposes as the works period.
    """
    contract = answers["contract"]
    if kind.guarantees_an_advance:
        return concluded_on, date.fromisoformat(contract["period_to"])
    asked = answers["amounts"][kind.value]
    return (
        date.fromisoformat(asked.get("period_from") or contract["period_from"]),
        date.fromisoformat(asked.get("period_to") or contract["period_to"]),
    )


def period_over(answers: dict[str, Any], *, concluded_on: date) -> ContractPeriodOver | None:
    """Why nothing can be concluded on that day: an advance on a contract whose period has ended by then."""
    kinds = [
        GuaranteeKind(kind) for kind in answers["kinds"]["kinds"] if GuaranteeKind(kind).guarantees_an_advance
    ]
    if not kinds:
        return None
    first, last = guaranteed_period(kinds[0], answers, concluded_on=concluded_on)
    if last >= first:
        return None
    word = ContractCategory(answers["kinds"]["category"]).words.period
    return ContractPeriodOver(word=word, day=format_day_era(last))


def _contractor(application: Application) -> dict[str, Any]:
    contractor = application.contractor
    venture = application.answers.get("joint_venture") or {}
    return {
        "name": contractor.name,
        "address": contractor.address,
        "representative_title": contractor.representative_title,
        "representative": contractor.representative,
        "corporate_number": contractor.corporate_number or None,
        "licence": contractor.licence or None,
        "joint_venture": {"name": venture["name"], "members": venture["members"]}
        if venture.get("is_joint_venture")
        else None,
    }


def _orderer(stated: dict[str, Any]) -> dict[str, Any]:
    """An orderer written down freely has no code, and any orderer may go without a department."""
    return {
        "code": stated.get("code") or "",
        "name": stated["name"],
        "addressee": stated["addressee"],
        "department": stated.get("department") or None,
    }


def _contract(answers: dict[str, Any]) -> dict[str, Any]:
    contract = answers["contract"]
    return {
        "category": answers["kinds"]["category"],
        "title": contract["title"],
        "number": contract.get("number") or None,
        "place": contract.get("place") or None,
        "price_yen": contract["price_yen"],
        "date": contract.get("date"),
        "date_is_planned": bool(contract.get("date_is_planned")),
        "period_from": contract["period_from"],
        "period_to": contract["period_to"],
    }


def _guarantee(kind: GuaranteeKind, guarantee: Guarantee, answers: dict[str, Any]) -> dict[str, Any]:
    earlier = None
    if kind is GuaranteeKind.INTERIM_ADVANCE_PAYMENT:
        earlier = answers["amounts"][kind.value]["earlier_advance_yen"]
    return {
        "amount_yen": guarantee.amount_yen,
        "period_from": guarantee.period_from.isoformat(),
        "period_to": guarantee.period_to.isoformat(),
        "advance_yen": guarantee.amount_yen if kind.guarantees_an_advance else None,
        "earlier_advance_yen": earlier,
    }


def _account(kind: GuaranteeKind, answers: dict[str, Any]) -> dict[str, Any] | None:
    account = answers.get("account")
    if not kind.guarantees_an_advance or not account:
        return None
    return {key: account[key] for key in ("bank", "branch", "kind", "number", "holder")}


def _certification(kind: GuaranteeKind, answers: dict[str, Any]) -> dict[str, Any] | None:
    if kind is not GuaranteeKind.INTERIM_ADVANCE_PAYMENT:
        return None
    asked = answers["amounts"][kind.value]
    return {"number": asked["certification_number"], "date": asked["certification_date"]}
