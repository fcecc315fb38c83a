"""The papers the renderer's tests set: invented parties, marked 見本."""

from __future__ import annotations

from typing import Any

from hosho.domain.corporate_number import check_digit
from hosho.domain.numbers import AccessKey, GuaranteeNumber, check_digits

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


KEY = AccessKey.parse("12345678901234567" + "8" + check_digits("123456789012345678")).value
MOMENT = "2025-01-06T14:20:00+09:00"


def customer_copy(**changes: Any) -> dict[str, Any]:
    return {"record": record(), "receipt_number": "R6-000123", "fee_yen": 68_530} | changes


def fee_statement(**changes: Any) -> dict[str, Any]:
    item = {
        "kind": "ADVANCE_PAYMENT",
        "guarantee_number": NUMBER,
        "title": "市道見本線道路改良工事",
        "guaranteed_yen": 19_580_000,
        "fee_yen": 68_530,
        "tax_yen": 0,
        "lines": ["19,580,000円 × 0.35％ ＝ 68,530円", "10円未満切り捨て 68,530円"],
        "tariff_version": "見本-2024-04",
        "approved_terms": "見本のために定めた料率",
    }
    return {
        "surety": record()["surety"],
        "payer": {"name": "佐伯見本建設株式会社", "address": "大分県佐伯市見本町2番3号"},
        "dated": "2025-01-06",
        "sample": True,
        "payment_method": "銀行振込",
        "paid_on": "2025-01-06",
        "items": [item],
    } | changes


def key_notice(**changes: Any) -> dict[str, Any]:
    return {
        "surety": record()["surety"],
        "contractor": {"name": "佐伯見本建設株式会社"},
        "orderer": {"name": "佐伯市", "department": "契約検査課契約係"},
        "kind": "ADVANCE_PAYMENT",
        "category": "WORKS",
        "title": "市道見本線道路改良工事",
        "guarantee_number": NUMBER,
        "key": KEY,
        "version": 1,
        "issued_at": record()["issued_at"],
        "made_at": MOMENT,
        "sample": True,
        "hand_in": [
            "このお知らせと、電子証書の内容を確認する画面を印刷したものの両方をお出しください。",
            "佐伯市契約検査課契約係へ持参してください。FAXでもお出しいただけます。",
            "詳しいことは、契約検査課契約係にご確認ください。",
        ],
        "service_found": (
            "佐伯市または当社のホームページから「発注者用保証確認サービス」へお進みになり、"
            "保証契約番号と認証キーを入力してください。"
        ),
    } | changes


def fax_cover(**changes: Any) -> dict[str, Any]:
    return {
        "surety": record()["surety"],
        "to": {"name": "佐伯市", "department": "契約検査課契約係", "person": None, "fax": "0000-00-0001"},
        "from": {
            "name": "佐伯見本建設株式会社",
            "department": None,
            "person": "見本　花子",
            "fax": "0000-00-0002",
            "telephone": "0000-00-0003",
        },
        "dated": "2025-01-06",
        "pages": 3,
        "subject": "電子証書閲覧用「認証キー」等のお知らせの提出",
        "kind": "ADVANCE_PAYMENT",
        "category": "WORKS",
        "title": "市道見本線道路改良工事",
        "guarantee_number": NUMBER,
        "sample": True,
    } | changes


def application_copy(**changes: Any) -> dict[str, Any]:
    lines = {
        "お申込み": [("保証の種類", "前払金保証"), ("保証証書の受取方法", "電子交付を希望する")],
        "申込者": [("商号または名称", "佐伯見本建設株式会社"), ("代表者", "代表取締役　髙﨑　一郎")],
        "契約": [
            ("発注者", "佐伯市"),
            ("工事の名称", "市道見本線道路改良工事"),
            ("請負代金額", "金48,950,000円"),
            ("工事番号", ""),
        ],
    }
    return {
        "surety": record()["surety"],
        "receipt_number": "R6-000123",
        "received_at": "2024-12-23T10:12:00+09:00",
        "sample": True,
        "rows": [
            {"group": group, "label": label, "value": value}
            for group, of in lines.items()
            for label, value in of
        ],
    } | changes
