"""Issuing seen from above: the stages of a certificate, where its files lie, and what goes to the register."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from hosho import archive
from hosho.domain import events
from hosho.domain.deposit import Deposit, OpeningKeyPart
from hosho.domain.lifecycle import SYSTEM as SYSTEM_ROLE
from hosho.domain.lifecycle import IssuingStage, step
from hosho.guarantees import custody
from hosho.guarantees.models import Certificate


def name_of(certificate: Certificate) -> str:
    """A certificate in job keys: number and version."""
    return f"{certificate.guarantee.number}:{certificate.version}"


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
