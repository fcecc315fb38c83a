"""Issuing seen from above: the stages of a certificate, where its files lie, and what goes to the register."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings

from hosho import archive
from hosho.domain import events
from hosho.domain.deposit import Deposit, OpeningKeyPart
from hosho.domain.lifecycle import SYSTEM as SYSTEM_ROLE
from hosho.domain.lifecycle import IssuingStage, step
from hosho.guarantees import custody
from hosho.guarantees.compose import record_of
from hosho.guarantees.models import Certificate, Guarantee
from hosho.outbox.queue import enqueue


def name_of(certificate: Certificate) -> str:
    """A certificate in job keys: number and version."""
    return f"{certificate.guarantee.number}:{certificate.version}"


def prepare(guarantee: Guarantee, *, version: int, at: datetime) -> Certificate:
    """Write a version's record down and ask for it to be sealed. Call inside the transaction that decides it."""
    record = record_of(guarantee, version=version, issued_at=at)
    certificate = Certificate.objects.create(
        guarantee=guarantee,
        version=version,
        stage=IssuingStage.PREPARED.value,
        record=record,
        record_digest=hashlib.sha256(record).hexdigest(),
        prepared_at=at,
    )
    enqueue(
        "issue.seal", {"certificate": certificate.pk}, key=f"issue.seal:{guarantee.number}:{version}", at=at
    )
    return certificate


def advance(certificate: Certificate, verb: str, expected: IssuingStage, **columns: Any) -> Certificate:
    """Lock a certificate, take one issuing step and save the columns that prove it. Raises IllegalStep."""
    certificate = (
        Certificate.objects.select_for_update(of=("self",)).select_related("guarantee").get(pk=certificate.pk)
    )
    after = step(IssuingStage(certificate.stage), verb, SYSTEM_ROLE)
    if after is not expected:
        raise RuntimeError(f"{verb} leads to {after}, not to {expected}")
    certificate.stage = after.value
    certificate.trouble = ""
    for column, value in columns.items():
        setattr(certificate, column, value)
    certificate.save(update_fields=["stage", "trouble", *columns])
    return certificate


def package(certificate: Certificate) -> Deposit:
    """What goes to the register for one certificate, with the newest key of its guarantee."""
    guarantee = certificate.guarantee
    event = next(
        row
        for row in guarantee.events.filter(type__in=("issued", "amended"))
        if events.from_bytes(bytes(row.body)).data["version"] == certificate.version
    )
    key = guarantee.keys.filter(revoked_at__isnull=True).order_by("-serial").first()
    return Deposit(
        surety_code=settings.SURETY["code"],
        event=bytes(event.body),
        signature=bytes(event.signature),
        record=bytes(certificate.record),
        pdf=archive.read(certificate.pdf),
        opening_key=OpeningKeyPart(key.serial, custody.reveal(key).value) if key else None,
    )
