"""Take a deposit. The register believes nobody: it checks seal, stamp, record, number and chain, then keeps it.

Steps, each refusing in its own words:
 (1) the surety is registered and not suspended;
 (2) the event is canonical, of our format, signed by a registered sealing certificate of that surety;
 (3) its number carries the surety's code; its place in the chain follows the last accepted event;
 (4) for a new version: the PDF is sealed by that certificate, unaltered as a whole, with a trusted time stamp;
 (5) the record is canonical, its digest is the one in event and PDF, and it speaks of the same number and version;
 (6) the certificate's mandate covers kind and amount.
The same package again is answered with the same receipt; other content under a taken place is refused.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from hosho import archive
from hosho.domain import events
from hosho.domain.deposit import Deposit, Receipt
from hosho.domain.lifecycle import GuaranteeStatus
from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.domain.refusals import (
    ChainBroken,
    ConflictingContent,
    DepositOutOfOrder,
    EventMalformed,
    IllegalStep,
    NumberNotOfSurety,
    SuretySuspended,
    UnknownGuarantee,
    UnknownSurety,
    VersionGap,
)
from hosho.lib.clock import stamp
from hosho.parties.actor import Actor
from hosho.register import opening
from hosho.register.checks import Checked, check_certificate, signer_of
from hosho.register.models import (
    AcceptedEvent,
    OpeningKey,
    RegisteredCertificate,
    RegisteredGuarantee,
    RegisteredSurety,
    SealCertificate,
)

_WITH_VERSION = ("issued", "amended")
_WITH_KEY = ("issued", "key_reissued")
_MAY_CHANGE = ("status", "current_version", "orderer_code", "amount_yen", "period_to", "changed_at")


@dataclass(frozen=True)
class _Examined:
    """A package that passed every check that needs nothing of what was deposited before."""

    package: Deposit
    event: events.Event
    surety: RegisteredSurety
    signer: SealCertificate
    checked: Checked | None


def deposit(package: Deposit, *, by: Actor, at: datetime) -> Receipt:
    """Check and keep one package; returns the receipt. Raises a DepositRefused."""
    examined = _examine(package)
    if examined.checked is not None:
        # outside the transaction: the file is found by its digest, so storing it twice is storing it once
        archive.keep(package.pdf or b"")
    try:
        return _keep(examined, at)
    except IntegrityError:
        # somebody deposited under the same number at the same moment; now it is there to be compared with
        return _keep(examined, at)


def _examine(package: Deposit) -> _Examined:
    surety = _surety(package)
    event = events.from_bytes(package.event)
    signer = signer_of(surety, package.event, package.signature, at=event.at)
    if GuaranteeNumber(event.guarantee_number).surety_code != surety.code:
        raise NumberNotOfSurety
    checked = check_certificate(package, event, signer) if event.type in _WITH_VERSION else None
    _require_opening_key(package, event)
    return _Examined(package, event, surety, signer, checked)


def _surety(package: Deposit) -> RegisteredSurety:
    surety = RegisteredSurety.objects.filter(code=package.surety_code).first()
    if surety is None:
        raise UnknownSurety
    if surety.suspended_at is not None:
        raise SuretySuspended
    return surety


def _require_opening_key(package: Deposit, event: events.Event) -> None:
    """A first issue or a reissued key without its key would leave the orderer before a closed door."""
    key = package.opening_key
    if key is None:
        if event.type in _WITH_KEY:
            raise EventMalformed(detail=f"opening_key: {event.type} brings one")
        return
    try:
        AccessKey(key.digits)
    except ValueError as error:
        raise EventMalformed(detail="opening_key: not twenty digits with right check digits") from error
    if event.type == "key_reissued" and event.data["key_serial"] != key.serial:
        raise EventMalformed(detail="opening_key: its serial is not the event's")


def _keep(examined: _Examined, at: datetime) -> Receipt:
    event = examined.event
    with transaction.atomic():
        guarantee = (
            RegisteredGuarantee.objects.select_for_update().filter(number=event.guarantee_number).first()
        )
        receipt = _again(guarantee, event, examined.package)
        if receipt is not None:
            return receipt
        _require_place(guarantee, event)
        guarantee = _take(guarantee, examined, at)
        _keep_event(guarantee, examined, at)
        _keep_version(guarantee, examined, at)
        _keep_opening_key(guarantee, examined, at)
        return Receipt(guarantee.number, event.seq, event.digest, stamp(at))


def _again(guarantee: RegisteredGuarantee | None, event: events.Event, package: Deposit) -> Receipt | None:
    kept = guarantee.events.filter(seq=event.seq).first() if guarantee else None
    if kept is None:
        return None
    if bytes(kept.body) != package.event:
        raise ConflictingContent
    return Receipt(event.guarantee_number, event.seq, event.digest, stamp(kept.accepted_at))


def _require_place(guarantee: RegisteredGuarantee | None, event: events.Event) -> None:
    if guarantee is None:
        if event.seq != 1:
            raise UnknownGuarantee
        if event.type != "issued":
            raise EventMalformed(detail="type: the first event of a guarantee is issued")
        return
    last = guarantee.events.order_by("-seq").first()
    if last is None or event.seq != last.seq + 1:
        raise ChainBroken
    if event.previous_event_digest != hashlib.sha256(bytes(last.body)).hexdigest():
        raise ChainBroken


def _take(guarantee: RegisteredGuarantee | None, examined: _Examined, at: datetime) -> RegisteredGuarantee:
    event, checked = examined.event, examined.checked
    current = guarantee or RegisteredGuarantee(
        number=event.guarantee_number,
        surety=examined.surety,
        status=GuaranteeStatus.CONCLUDED.value,
        current_version=0,
        deposited_at=at,
    )
    status = GuaranteeStatus(current.status)
    try:
        current.status = events.next_status(status, event.type).value
    except IllegalStep as error:
        raise DepositOutOfOrder(state=status.label) from error
    if checked is not None:
        _require_next_version(current, checked)
        current.current_version = checked.record.version
        current.orderer_code = checked.record.orderer.code
        current.amount_yen = checked.record.guarantee.amount_yen
        current.period_to = checked.record.guarantee.period_to
    current.changed_at = at
    if guarantee is None:
        current.save(force_insert=True)
    else:
        current.save(update_fields=_MAY_CHANGE)
    return current


def _require_next_version(current: RegisteredGuarantee, checked: Checked) -> None:
    if checked.record.version != current.current_version + 1:
        raise VersionGap(expected=current.current_version + 1)
    last = current.certificates.filter(version=current.current_version).first() if current.pk else None
    if checked.record.previous_record_digest != (last.record_digest if last else None):
        raise ChainBroken


def _keep_event(guarantee: RegisteredGuarantee, examined: _Examined, at: datetime) -> None:
    AcceptedEvent.objects.create(
        guarantee=guarantee,
        seq=examined.event.seq,
        type=examined.event.type,
        body=examined.package.event,
        signature=examined.package.signature,
        seal_certificate=examined.signer,
        accepted_at=at,
        salt=secrets.token_bytes(16),
    )


def _keep_version(guarantee: RegisteredGuarantee, examined: _Examined, at: datetime) -> None:
    checked = examined.checked
    if checked is None:
        return
    RegisteredCertificate.objects.create(
        guarantee=guarantee,
        version=checked.record.version,
        record=checked.record_bytes,
        record_digest=examined.event.data["record_digest"],
        pdf=checked.file_name,
        pdf_digest=examined.event.data["pdf_digest"],
        seal_certificate=examined.signer,
        stamped_at=checked.stamped_at,
        deposited_at=at,
    )


def _keep_opening_key(guarantee: RegisteredGuarantee, examined: _Examined, at: datetime) -> None:
    key = examined.package.opening_key
    if key is None:
        return
    if examined.event.type == "key_reissued":
        guarantee.opening_keys.filter(revoked_at__isnull=True).update(revoked_at=at)
        # whoever had it open with the old key opens it again with the new one
        guarantee.look_ups.filter(result="opened", ended_at__isnull=True).update(ended_at=at)
    elif guarantee.opening_keys.exists():
        # a later version opens with the first key: an amendment brings none
        return
    OpeningKey.objects.create(
        guarantee=guarantee,
        serial=key.serial,
        mac=opening.mac(guarantee.number, key.digits),
        pepper_version=opening.PEPPER_VERSION,
        registered_at=at,
    )
