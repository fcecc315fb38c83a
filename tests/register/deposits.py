"""A surety that makes real packages: sealed, stamped, signed. Each can be made wrong in one place before it is sent.

sender = Sender(authority, sealer)
sender.issued()  sender.amended(contract__price_yen=…)  sender.event("released", …)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from hosho.certificates.seal import Rendered, Sealer, seal, stamp
from hosho.certificates.timestamp import LocalTimeStamper
from hosho.certificates.trial_authority import TrialAuthority
from hosho.domain import events
from hosho.domain.certificate_record import from_record
from hosho.domain.deposit import Deposit, OpeningKeyPart
from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.parties.actor import SYSTEM
from hosho.register import seal_check
from hosho.register.actions.deposit import deposit
from hosho.register.models import RegisteredGuarantee, RegisteredSurety, SealCertificate
from tests.certificates import sealing
from tests.domain.records import advance

AT = datetime(2026, 11, 22, 5, 5, tzinfo=UTC)
LAST_DAY = "2028-03-31"


def long_record(**changes: Any) -> dict[str, Any]:
    """An advance guarantee that is still in force when the tests run."""
    return advance(
        **{
            "contract__period_to": LAST_DAY,
            "guarantee__period_to": LAST_DAY,
            "guarantee__period_from": "2026-11-22",
            "issued_at": "2026-11-22T14:05:00+09:00",
            **changes,
        }
    )


@dataclass
class Sender:
    """One guarantee's surety. `last` is its newest event, `record` its newest record."""

    authority: TrialAuthority
    sealer: Sealer
    number: str = GuaranteeNumber.make("47", 2026, 1).value
    key: AccessKey = field(default_factory=AccessKey.random)
    key_serial: int = 1
    last: events.Event | None = None
    record: dict[str, Any] | None = None
    surety_code: str = "47"

    def sign(self, body: bytes) -> bytes:
        return self.sealer.sign_digest(hashlib.sha256(body).digest())

    def pdf(self, digest: str, *, sealer: Sealer | None = None, stamper: Any = None) -> bytes:
        """A small sealed and stamped PDF that states this record's digest."""
        rendered = Rendered(sealing.rendered_pdf(digest), digest)
        stamper = stamper or LocalTimeStamper(self.authority.time_stamp_authority(clock=lambda: AT))
        return stamp(seal(rendered, sealer=sealer or self.sealer, at=AT), stamper=stamper).pdf

    def version_of(self, record: dict[str, Any], *, pdf: bytes | None = None, **data: Any) -> Deposit:
        """The package that makes a version of a whole record; remembered as the newest."""
        body = from_record(record).canonical()
        digest = hashlib.sha256(body).hexdigest()
        pdf = pdf if pdf is not None else self.pdf(digest)
        made = self.next_event(
            "issued" if record["version"] == 1 else "amended",
            version=record["version"],
            record_digest=digest,
            pdf_digest=hashlib.sha256(pdf).hexdigest(),
            **data,
        )
        self.record = record
        return replace(self.package(made), record=body, pdf=pdf, opening_key=self.key_part())

    def issued(self, **changes: Any) -> Deposit:
        return self.version_of(long_record(guarantee_number=self.number, **changes))

    def amended(self, **changes: Any) -> Deposit:
        assert self.record is not None
        before = from_record(self.record)
        record = long_record(
            guarantee_number=self.number,
            **{
                "version": before.version + 1,
                "previous_record_digest": before.digest,
                "issued_at": "2026-12-10T10:00:00+09:00",
                **changes,
            },
        )
        return self.version_of(record, effective_on=date(2026, 12, 10), reason="設計変更による増額")

    def event(self, event_type: str, **data: Any) -> Deposit:
        return self.package(self.next_event(event_type, **data))

    def reissued(self) -> Deposit:
        self.key, self.key_serial = AccessKey.random(), self.key_serial + 1
        made = self.event("key_reissued", key_serial=self.key_serial, reason="FAXの送り先を間違えたため")
        return replace(made, opening_key=self.key_part())

    def next_event(self, event_type: str, **data: Any) -> events.Event:
        seq = self.last.seq if self.last else 0
        self.last = events.happened(
            event_type, self.number, at=AT + timedelta(minutes=seq), after=self.last, **data
        )
        return self.last

    def package(self, event: events.Event) -> Deposit:
        body = event.canonical()
        return Deposit(self.surety_code, body, self.sign(body))

    def key_part(self) -> OpeningKeyPart:
        return OpeningKeyPart(self.key_serial, self.key.value)

    def deliver(self, package: Deposit) -> RegisteredGuarantee:
        """Deposit in this process and return what the register now knows."""
        deposit(package, by=SYSTEM, at=AT + timedelta(minutes=5))
        return RegisteredGuarantee.objects.get(number=self.number)


def register_seal(surety: RegisteredSurety, sealer: Sealer, **mandate: Any) -> SealCertificate:
    """Make a sealing certificate known as this surety's."""
    certificate = sealer.certificate
    return SealCertificate.objects.create(
        surety=surety,
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        pem=certificate.public_bytes(Encoding.PEM).decode(),
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
        **mandate,
    )


def register_one_surety() -> Sender:
    """One surety whose seal the register knows; the trust folder is `trust_folder()`."""
    authority = sealing.authority()
    seal_check._seen.clear()
    surety = RegisteredSurety.objects.create(
        code="47", name="青海建設保証株式会社（見本）", phone="0972-00-0001"
    )
    sealer = authority.sealer()
    register_seal(surety, sealer)
    return Sender(authority, sealer)


def trust_folder() -> Path:
    """The anchors of the tests' trial authority."""
    return sealing.authority().folder / "trust"
