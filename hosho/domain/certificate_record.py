"""The certificate record, format "hosho-certificate-record/1": the original of what a guarantee promises.

Its canonical JSON (RFC 8785) is what the digest in the sealed PDF and in the register stands for. Reading is strict:
unknown members, contradictions and impossible values raise RecordMalformed, whose `detail` names the place.
The words for people made from it are in `certificate`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from hosho.domain.fields import Fields, plain
from hosho.domain.kinds import GuaranteeKind
from hosho.domain.numbers import GuaranteeNumber
from hosho.domain.refusals import RecordMalformed
from hosho.domain.terms import (
    Certification,
    Contract,
    Contractor,
    DepositAccount,
    Guaranteed,
    Orderer,
    Surety,
    TermsName,
    read_certification,
    read_contract,
    read_contractor,
    read_deposit_account,
    read_guaranteed,
    read_orderer,
    read_surety,
    read_terms_name,
)
from hosho.lib import canonical_json
from hosho.lib.clock import stamp

FORMAT = "hosho-certificate-record/1"


@dataclass(frozen=True)
class CertificateRecord:
    """One version of one guarantee's certificate. `issued_at` is aware; `version` 1 is the original (当初)."""

    guarantee_number: str
    version: int
    kind: GuaranteeKind
    issued_at: datetime
    previous_record_digest: str | None
    sample: bool
    surety: Surety
    contractor: Contractor
    orderer: Orderer
    contract: Contract
    guarantee: Guaranteed
    deposit_account: DepositAccount | None
    certification: Certification | None
    terms: TermsName

    def to_record(self) -> dict[str, Any]:
        """The JSON object of this record, checked by the same rules as reading. Raises RecordMalformed."""
        record = {"format": FORMAT, **plain(self), "issued_at": stamp(self.issued_at)}
        from_record(record)
        return record

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> CertificateRecord:
        """Read a JSON object. Raises RecordMalformed."""
        return from_record(record)

    @classmethod
    def from_bytes(cls, data: bytes) -> CertificateRecord:
        """Read canonical bytes. Raises RecordMalformed, also for bytes that are not canonical."""
        try:
            return from_record(canonical_json.load_strict(data))
        except canonical_json.NotCanonical as error:
            raise RecordMalformed(detail=str(error)) from error

    def canonical(self) -> bytes:
        """The canonical bytes."""
        return canonical_json.canonical(self.to_record())

    @property
    def digest(self) -> str:
        """Lower-case hexadecimal SHA-256 of the canonical bytes."""
        return canonical_json.digest(self.to_record())

    @property
    def number(self) -> GuaranteeNumber:
        return GuaranteeNumber(self.guarantee_number)


def from_record(record: Mapping[str, Any]) -> CertificateRecord:
    """Read a JSON object. Raises RecordMalformed."""
    top = Fields(record, ("format", *(each.name for each in fields(CertificateRecord))))
    top.literal("format", FORMAT)
    result = CertificateRecord(
        guarantee_number=top.text("guarantee_number", pattern=r"\d{12}"),
        version=top.positive("version"),
        kind=top.choice("kind", GuaranteeKind),
        issued_at=top.moment("issued_at"),
        previous_record_digest=top.optional_text("previous_record_digest", pattern=r"[0-9a-f]{64}"),
        sample=top.boolean("sample"),
        surety=read_surety(_part(top, "surety", Surety)),
        contractor=read_contractor(_part(top, "contractor", Contractor)),
        orderer=read_orderer(_part(top, "orderer", Orderer)),
        contract=read_contract(_part(top, "contract", Contract)),
        guarantee=read_guaranteed(_part(top, "guarantee", Guaranteed)),
        deposit_account=None
        if top.is_null("deposit_account")
        else read_deposit_account(_part(top, "deposit_account", DepositAccount)),
        certification=None
        if top.is_null("certification")
        else read_certification(_part(top, "certification", Certification)),
        terms=read_terms_name(_part(top, "terms", TermsName)),
    )
    _check_identity(top, result)
    _check_kind(top, result)
    _check_amounts(top, result)
    return result


def to_record(record: CertificateRecord) -> dict[str, Any]:
    """The JSON object of a record."""
    return record.to_record()


def _part(top: Fields, name: str, shape: type) -> Fields:
    return top.inner(name, tuple(each.name for each in fields(shape)))


def _check_identity(top: Fields, record: CertificateRecord) -> None:
    try:
        number = GuaranteeNumber(record.guarantee_number)
    except ValueError:
        top.refuse("guarantee_number", "its check digits are wrong")
    if number.surety_code != record.surety.code:
        top.refuse("guarantee_number", "does not begin with the surety's code")
    if (record.version == 1) != (record.previous_record_digest is None):
        top.refuse("previous_record_digest", "null for version 1, and only there")


def _check_kind(top: Fields, record: CertificateRecord) -> None:
    """Which members a kind has: account and advance for advances, earlier advance and certification for interim ones."""
    kind = record.kind
    if not kind.has_certificate:
        top.refuse("kind", "has no certificate")
    is_interim = kind is GuaranteeKind.INTERIM_ADVANCE_PAYMENT
    if (record.deposit_account is not None) != kind.guarantees_an_advance:
        top.refuse("deposit_account", "for advances, and only there")
    if (record.guarantee.advance_yen is not None) != kind.guarantees_an_advance:
        top.refuse("guarantee.advance_yen", "for advances, and only there")
    if (record.guarantee.earlier_advance_yen is not None) != is_interim:
        top.refuse("guarantee.earlier_advance_yen", "for interim advances, and only there")
    if record.certification is not None and not is_interim:
        top.refuse("certification", "for interim advances only")


def _check_amounts(top: Fields, record: CertificateRecord) -> None:
    price, guarantee = record.contract.price_yen, record.guarantee
    if guarantee.amount_yen > price:
        top.refuse("guarantee.amount_yen", "above the contract's price")
    if guarantee.advance_yen is not None and guarantee.amount_yen > guarantee.advance_yen:
        top.refuse("guarantee.amount_yen", "above the advance")
    if (guarantee.advance_yen or 0) + (guarantee.earlier_advance_yen or 0) > price:
        top.refuse("guarantee.advance_yen", "all advances together are above the contract's price")
