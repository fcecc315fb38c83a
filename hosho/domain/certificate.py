"""The certificate in words: what screen, PDF and print alike say about one record.

Every place that shows a certificate takes its rows and sentences from here, so that no two of them can differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hosho.domain.certificate_record import FORMAT, CertificateRecord, from_record, to_record
from hosho.domain.corporate_number import format_corporate_number
from hosho.domain.kinds import GuaranteeKind, version_label
from hosho.lib.clock import in_japan
from hosho.lib.days import format_day
from hosho.lib.yen import format_document_yen

__all__ = [
    "FORMAT",
    "CertificateRecord",
    "Change",
    "Row",
    "changes",
    "claim_rule",
    "from_record",
    "promise",
    "rows",
    "title",
    "to_record",
]

AnyRecord = CertificateRecord | Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One line of the certificate's table. `group` is the heading it stands under."""

    group: str
    label: str
    value: str


@dataclass(frozen=True)
class Change:
    """One line that differs between two versions; an absent line is an empty text."""

    group: str
    label: str
    before: str
    after: str


def title(record: AnyRecord) -> str:
    """`保証証書（前払金保証）`."""
    return f"保証証書（{_read(record).kind.label}）"


def promise(record: AnyRecord) -> str:
    """The one sentence in which the surety promises, to be read above the table."""
    it = _read(record)
    contract_word = "請負契約" if it.contract.category.value == "WORKS" else "業務委託契約"
    start = f"{it.surety.name}（以下「当社」といいます。）は、次の{contract_word}について、"
    limit = f"{it.terms.name}に従い、保証金額を限度として"
    if it.kind is GuaranteeKind.CONTRACT:
        return (
            f"{start}{_contractor_word(it)}が契約上の義務を果たさないことによって"
            f"発注者が受ける損害のうち、{contract_word}に定める額を、{limit}発注者にお支払いすることを保証します。"
        )
    money = "中間前払金" if it.kind is GuaranteeKind.INTERIM_ADVANCE_PAYMENT else "前払金"
    return (
        f"{start}{_contractor_word(it)}が義務を果たさないために契約が解除されたとき、"
        f"発注者が支払った{money}のうち、出来形に当たる額を差し引いてもなお返されない額を、"
        f"{limit}発注者にお支払いすることを保証します。"
    )


def claim_rule(record: AnyRecord) -> str:
    """How the orderer claims, in one line."""
    it = _read(record)
    if it.kind is GuaranteeKind.CONTRACT:
        return "契約を解除したときは、当社にご通知のうえ、解除の通知の写しを添えて、書面で保証金をご請求ください。"
    return "契約を解除したときは、当社にご通知のうえ、出来形と未返還の額が分かる書類を添えて、書面で保証金をご請求ください。"


def rows(record: AnyRecord) -> list[Row]:
    """All lines in the order of the Japanese certificate. Takes the record or its JSON object (read strictly)."""
    it = _read(record)
    groups = (
        ("証書", _certificate_rows(it)),
        ("発注者", _orderer_rows(it)),
        (_contractor_word(it), _contractor_rows(it)),
        ("契約の内容", _contract_rows(it)),
        ("保証の内容", _guarantee_rows(it)),
        ("前払金の預託口座", _account_rows(it)),
        ("約款", _terms_rows(it)),
        ("保証事業会社", _surety_rows(it)),
    )
    return [
        Row(group, label, value) for group, lines in groups for label, value in lines if value is not None
    ]


def changes(before: AnyRecord, after: AnyRecord) -> list[Change]:
    """What differs between two versions, line by line, in the later certificate's order; the version itself left out."""
    old = {(row.group, row.label): row.value for row in rows(before)}
    new = {(row.group, row.label): row.value for row in rows(after)}
    # Lines that disappeared follow the ones that stayed: they have no place in the later certificate.
    keys = [*new, *(key for key in old if key not in new)]
    return [
        Change(*key, before=old.get(key, ""), after=new.get(key, ""))
        for key in keys
        if old.get(key) != new.get(key) and key[1] not in ("版", "発行日時")
    ]


Lines = list[tuple[str, str | None]]


def _read(record: AnyRecord) -> CertificateRecord:
    return record if isinstance(record, CertificateRecord) else from_record(record)


def _contractor_word(it: CertificateRecord) -> str:
    return it.contract.category.words.contractor


def _span(first: date, last: date) -> str:
    return f"{format_day(first)}から{format_day(last)}まで"


def _yen(amount: int | None) -> str | None:
    return None if amount is None else format_document_yen(amount)


def _certificate_rows(it: CertificateRecord) -> Lines:
    local = in_japan(it.issued_at)
    return [
        ("保証の種類", it.kind.label),
        ("保証契約番号", it.number.shown),
        ("版", version_label(it.version)),
        ("発行日時", f"{format_day(local.date())} {local.hour}時{local.minute:02d}分"),
    ]


def _orderer_rows(it: CertificateRecord) -> Lines:
    return [
        ("あて先", f"{it.orderer.addressee}　様"),
        ("発注者", it.orderer.name),
        ("担当課", it.orderer.department),
    ]


def _contractor_rows(it: CertificateRecord) -> Lines:
    contractor, venture = it.contractor, it.contractor.joint_venture
    lines: Lines = []
    if venture:
        lines.append(("共同企業体の名称", venture.name))
    lines += [
        ("代表者となる構成員" if venture else "商号または名称", contractor.name),
        ("所在地", contractor.address),
        ("代表者", f"{contractor.representative_title}　{contractor.representative}"),
        ("法人番号", contractor.corporate_number and format_corporate_number(contractor.corporate_number)),
        ("建設業の許可", contractor.licence),
    ]
    if venture:
        for place, member in enumerate(venture.members, 1):
            role = "（代表者）" if member.lead else ""
            value = f"{member.name}{role}　{member.address}　出資割合 {member.share_percent}％"
            lines.append((f"構成員{place}", value))
    return lines


def _contract_rows(it: CertificateRecord) -> Lines:
    contract, words = it.contract, it.contract.category.words
    return [
        ("契約の区分", contract.category.label),
        (words.title, contract.title),
        (words.number, contract.number),
        (words.place, contract.place),
        ("契約日（予定）" if contract.date_is_planned else "契約日", format_day(contract.date)),
        (f"{words.price}（消費税を含む）", _yen(contract.price_yen)),
        (words.period, _span(contract.period_from, contract.period_to)),
    ]


def _guarantee_rows(it: CertificateRecord) -> Lines:
    guarantee = it.guarantee
    is_interim = it.kind is GuaranteeKind.INTERIM_ADVANCE_PAYMENT
    lines: Lines = [
        ("保証金額", _yen(guarantee.amount_yen)),
        ("中間前払金額" if is_interim else "前払金額", _yen(guarantee.advance_yen)),
        ("すでに受け取った前払金額", _yen(guarantee.earlier_advance_yen)),
        ("保証期間", _span(guarantee.period_from, guarantee.period_to)),
    ]
    if it.certification:
        lines += [("認定番号", it.certification.number), ("認定日", format_day(it.certification.date))]
    return lines


def _account_rows(it: CertificateRecord) -> Lines:
    account = it.deposit_account
    if account is None:
        return []
    return [
        ("金融機関", f"{account.bank}　{account.branch}"),
        ("預金の種類と口座番号", f"{account.kind}　{account.number}"),
        ("口座名義", account.holder),
    ]


def _terms_rows(it: CertificateRecord) -> Lines:
    return [("約款の名称", it.terms.name), ("約款の版", it.terms.version), ("保証金の請求", claim_rule(it))]


def _surety_rows(it: CertificateRecord) -> Lines:
    surety = it.surety
    return [
        ("保証事業会社", surety.name),
        ("保証事業会社の所在地", surety.address),
        ("保証事業会社の代表者", f"{surety.representative_title}　{surety.representative}"),
    ]
