"""Certificate records for tests: the contract's own example, and one for each kind. Invented parties, 見本."""

from __future__ import annotations

import copy
from typing import Any

from hosho.domain.numbers import GuaranteeNumber

ADVANCE: dict[str, Any] = {
    "format": "hosho-certificate-record/1",
    "guarantee_number": GuaranteeNumber.make("47", 2025, 1).value,
    "version": 1,
    "kind": "ADVANCE_PAYMENT",
    "issued_at": "2025-01-06T14:05:00+09:00",
    "previous_record_digest": None,
    "sample": True,
    "surety": {
        "code": "47",
        "name": "青海建設保証株式会社（見本）",
        "address": "大分県佐伯市見本町1番1号",
        "representative_title": "代表取締役社長",
        "representative": "見本　太郎",
    },
    "contractor": {
        "name": "佐伯見本建設株式会社",
        "address": "大分県佐伯市見本町2番2号",
        "representative_title": "代表取締役",
        "representative": "髙﨑　一郎",
        "corporate_number": "7123456789012",
        "licence": "大分県知事許可（般－5）第12345号",
        "joint_venture": None,
    },
    "orderer": {
        "code": "442054",
        "name": "佐伯市",
        "addressee": "佐伯市長",
        "department": "契約検査課契約係",
    },
    "contract": {
        "category": "WORKS",
        "title": "市道見本線道路改良工事",
        "number": "令和6年度第123号",
        "place": "佐伯市見本町",
        "price_yen": 48_950_000,
        "date": "2024-12-20",
        "date_is_planned": False,
        "period_from": "2024-12-21",
        "period_to": "2025-09-30",
    },
    "guarantee": {
        "amount_yen": 19_580_000,
        "period_from": "2025-01-06",
        "period_to": "2025-09-30",
        "advance_yen": 19_580_000,
        "earlier_advance_yen": None,
    },
    "deposit_account": {
        "bank": "見本銀行",
        "branch": "佐伯支店",
        "kind": "普通",
        "number": "1234567",
        "holder": "サイキミホンケンセツ（カ",
    },
    "certification": None,
    "terms": {"name": "前払金保証約款（見本）", "version": "見本-2024-04"},
}


def advance(**changes: Any) -> dict[str, Any]:
    """The contract's example with members replaced; `guarantee__amount_yen=1` reaches inside."""
    record = copy.deepcopy(ADVANCE)
    for path, value in changes.items():
        target = record
        *outer, last = path.split("__")
        for name in outer:
            target = target[name]
        target[last] = value
    return record


def contract() -> dict[str, Any]:
    return advance(
        kind="CONTRACT",
        deposit_account=None,
        guarantee__advance_yen=None,
        guarantee__amount_yen=4_895_000,
        terms__name="契約保証約款（見本）",
    )


def interim() -> dict[str, Any]:
    return advance(
        kind="INTERIM_ADVANCE_PAYMENT",
        guarantee__amount_yen=9_790_000,
        guarantee__advance_yen=9_790_000,
        guarantee__earlier_advance_yen=19_580_000,
        certification={"number": None, "date": "2025-05-20"},
        terms__name="中間前払金保証約款（見本）",
    )
