"""The papers the renderer's tests set: invented parties, marked 見本."""

from __future__ import annotations

from typing import Any

from hosho.domain.corporate_number import check_digit
from hosho.domain.numbers import GuaranteeNumber

CORPORATE_NUMBER = f"{check_digit('999900000001')}999900000001"
NUMBER = GuaranteeNumber.make("47", 2024, 123).value


def record(**changes: Any) -> dict[str, Any]:
    """One advance-payment record; `changes` replaces whole top-level members."""
    return {
        "format": "hosho-certificate-record/1",
        "guarantee_number": NUMBER,
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
        "contractor": contractor(),
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
            "place": "大分県佐伯市見本町地内",
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
    } | changes


def contractor(**changes: Any) -> dict[str, Any]:
    """The invented contractor, with a name that needs two rare forms."""
    return {
        "name": "佐伯見本建設株式会社",
        "address": "大分県佐伯市見本町2番3号",
        "representative_title": "代表取締役",
        "representative": "髙﨑　一郎",
        "corporate_number": CORPORATE_NUMBER,
        "licence": "大分県知事許可（般－5）第12345号",
        "joint_venture": None,
    } | changes


def venture(count: int) -> dict[str, Any]:
    """A joint venture of `count` invented members."""
    return {
        "name": "見本・番匠特定建設工事共同企業体",
        "members": [
            {
                "name": f"見本第{number}建設株式会社",
                "address": f"大分県佐伯市見本町{number}番1号",
                "share_percent": f"{100 - 5 * (count - 1) if number == 1 else 5}.00",
                "lead": number == 1,
            }
            for number in range(1, count + 1)
        ],
    }
