"""The papers around a certificate: from the caller's plain dict to the words a template sets.

The shapes of the dicts are promised in the docstrings of `render.Renderer`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any

import zxingcpp

from hosho.certificates import data
from hosho.domain.kinds import ContractCategory, GuaranteeKind, version_label
from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.lib.canonical_json import digest
from hosho.lib.columns import columns
from hosho.lib.days import format_day, format_moment
from hosho.lib.yen import format_document_yen

Paper = Mapping[str, Any]

# At 1.0 mm a module every trial of two copies and a standard-resolution FAX was read (documents.md 4.1).
MODULE_MM = 1.0
# With more text than this (in half ems) the key notice is set closer, so that it stays one sheet.
_AIRY = 320
_UNTAXED = "保証料に消費税はかかりません（非課税）。"


def customer_copy(paper: Paper) -> dict[str, Any]:
    record = paper["record"]
    number = GuaranteeNumber.parse(record["guarantee_number"]).shown
    kind = GuaranteeKind(record["kind"]).label
    own = [
        _row("申込受付番号", paper["receipt_number"]),
        _row("保証料", format_document_yen(paper["fee_yen"])),
    ]
    return data.head(record, f"お客様控え（{kind}）　{number}", "お客様控え") | {
        "running_foot": f"お客様控え（{kind}）　保証契約番号 {number}　{version_label(record['version'])}",
        "kind": kind,
        "addressee": f"{record['contractor']['name']}　御中",
        "rows": data.paired(data.rows(record)),
        "own_rows": data.paired([*own, _row("版", version_label(record["version"]))]),
        "members": data.members(record),
        "digest_lines": data.grouped(digest(record)),
    }


def fee_statement(paper: Paper) -> dict[str, Any]:
    items = paper["items"]
    tax = sum(item["tax_yen"] for item in items)
    paid_on = paper.get("paid_on")
    payment = [
        _row("支払方法", paper.get("payment_method") or ""),
        _row("お支払いを確認した日", _day(paid_on) if paid_on else "未確認"),
    ]
    return _head("保証料計算書", paper) | {
        "payer": {"name": paper["payer"]["name"], "address": paper["payer"].get("address") or ""},
        "dated": _day(paper["dated"]),
        "total": format_document_yen(sum(item["fee_yen"] for item in items)),
        "items": [_fee_item(item) for item in items],
        "payment_rows": data.paired([row for row in payment if row["value"]]),
        "tax_note": f"保証料には、消費税{format_document_yen(tax)}が含まれています。" if tax else _UNTAXED,
        "surety": data.issuer(paper["surety"]),
    }


def _fee_item(item: Paper) -> dict[str, Any]:
    number = item.get("guarantee_number")
    rows = [
        _row("件名", item["title"]),
        _row("保証金額", format_document_yen(item["guaranteed_yen"])),
        _row("保証料", format_document_yen(item["fee_yen"])),
        _row("料率表", item["tariff_version"]),
        _row("約款等", item.get("approved_terms") or ""),
    ]
    return {
        "kind": GuaranteeKind(item["kind"]).label,
        "number": GuaranteeNumber.parse(number).shown if number else "",
        "rows": data.paired([row for row in rows if row["value"]]),
        "lines": list(item["lines"]),
    }


def key_notice(paper: Paper) -> dict[str, Any]:
    number, key = GuaranteeNumber.parse(paper["guarantee_number"]), AccessKey.parse(paper["key"])
    orderer, words = paper["orderer"], ContractCategory(paper["category"]).words
    code = zxingcpp.create_barcode(qr_payload(number, key), zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    drawing: str = code.to_svg()
    rows = [
        _row(words.title, paper["title"]),
        _row("提出先", "　".join(part for part in (orderer["name"], orderer.get("department")) if part)),
        _row(
            "証書の発行",
            f"{format_moment(datetime.fromisoformat(paper['issued_at']))}（{version_label(paper['version'])}）",
        ),
        _row("この紙の作成", format_moment(datetime.fromisoformat(paper["made_at"]))),
    ]
    return _head("電子証書閲覧用「認証キー」等のお知らせ", {**paper, "guarantee_number": None}) | {
        "running_foot": "この紙には認証キーが書かれています。",
        "addressee": f"{paper['contractor']['name']}　御中",
        "kind": GuaranteeKind(paper["kind"]).label,
        "rows": rows,
        "tight": columns(paper["title"]) + sum(columns(sentence) for sentence in paper["hand_in"]) > _AIRY,
        "number": number.shown,
        "key": key.shown,
        "qr": drawing,
        "qr_mm": code.to_image().shape[0] * MODULE_MM,
        "hand_in": list(paper["hand_in"]),
        "service_found": paper["service_found"],
    }


def qr_payload(number: GuaranteeNumber, key: AccessKey) -> str:
    """What the code beside the key holds: digits alone, which carry their own check digits; no link."""
    return f"{number.value} {key.value}"


def fax_cover(paper: Paper) -> dict[str, Any]:
    to, sender = paper["to"], paper["from"]
    title_word = ContractCategory(paper["category"]).words.title
    rows = [
        _row("送信日", _day(paper["dated"])),
        _row("枚数", f"{paper['pages']}枚（この送付状を含みます）"),
        _row("件名", paper["subject"]),
        _row("保証の種類", GuaranteeKind(paper["kind"]).label),
        _row(title_word, paper["title"]),
        _row("保証契約番号", GuaranteeNumber.parse(paper["guarantee_number"]).shown),
    ]
    return _head("FAX送付状", {**paper, "guarantee_number": None}) | {
        "to": _fax_party(to, "様" if to.get("person") else "御中"),
        "from": _fax_party(sender, ""),
        "rows": rows,
    }


def _fax_party(who: Paper, honorific: str) -> dict[str, Any]:
    parts = [part for part in (who.get("department"), who.get("person")) if part]
    name = who["name"] + ("\n" + "　".join(parts) if parts else "")
    telephone = who.get("telephone")
    return {
        "name": f"{name}　{honorific}" if honorific else name,
        "fax": who["fax"],
        "rows": [_row("電話番号", telephone)] if telephone else [],
    }


def application_copy(paper: Paper) -> dict[str, Any]:
    rows = [_row(row["label"], row["value"], row["group"]) for row in paper["rows"] if row["value"]]
    return _head("保証申込書（控）", paper) | {
        "running_foot": f"保証申込書（控）　受付番号 {paper['receipt_number']}",
        "surety_name": paper["surety"]["name"],
        "receipt_number": paper["receipt_number"],
        "received_at": format_moment(datetime.fromisoformat(paper["received_at"])) + " 受付",
        "groups": [
            {"name": name, "rows": [[row] for row in rows_of]}
            for name, rows_of in ((name, list(of)) for name, of in groupby(rows, lambda row: row["group"]))
        ],
    }


def _head(what: str, paper: Paper) -> dict[str, Any]:
    number = paper.get("guarantee_number")
    return {
        "document_title": what,
        "author": paper["surety"]["name"],
        "description": f"{paper['surety']['name']}の{what}",
        "surety_name": paper["surety"]["name"],
        "sample": bool(paper["sample"]),
        "number": GuaranteeNumber.parse(number).shown if number else "",
        "running_foot": what,
    }


def _row(label: str, value: str, group: str = "") -> dict[str, str]:
    return {"group": group, "label": label, "value": value, "note": ""}


def _day(text: str) -> str:
    return format_day(date.fromisoformat(text))


def moment_of(day: str) -> datetime:
    """Midnight in Japan of a calendar day: the creation date of a paper that knows only its day."""
    return datetime.fromisoformat(f"{day}T00:00:00+09:00")
