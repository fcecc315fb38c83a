"""A new key for a guarantee; the old one stops opening as soon as the register has the new one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.numbers import AccessKey
from hosho.domain.refusals import KeyNotReady, NotFound, ReasonNeeded
from hosho.guarantees import custody
from hosho.guarantees.models import Guarantee, KeyCustody, KeyDisplay
from hosho.guarantees.readers import Reader, readers_of
from hosho.guarantees.signing import append_event
from hosho.notices import post
from hosho.notices.key_reissued import key_reissued
from hosho.notices.mail import Mail
from hosho.outbox.queue import enqueue
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def reissue_key(guarantee: Guarantee, *, by: Actor, at: datetime, reason: str) -> KeyCustody:
    """Make a new key, revoke the old, sign the event and ask for its deposit. The caller has done the step-up.

    Raises NotFound for another company's guarantee, RoleMissing, KeyNotReady before the first deposit, ReasonNeeded.
    """
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        guarantee = _mine(guarantee, by)
        last = guarantee.keys.order_by("-serial").first()
        if guarantee.current_version == 0 or last is None or last.deposited_at is None:
            raise KeyNotReady
        guarantee.keys.filter(revoked_at__isnull=True).update(revoked_at=at)
        new = custody.keep(AccessKey.random(), guarantee, serial=last.serial + 1, at=at, reason=reason)
        append_event(guarantee, "key_reissued", at=at, key_serial=new.serial, reason=reason)
        KeyDisplay.objects.create(
            guarantee=guarantee,
            serial=new.serial,
            what=KeyDisplay.What.REISSUED,
            person_id=by.person,
            at=at,
        )
        audit.note("key.reissued", f"guarantee {guarantee.number}", by=by, at=at, serial=new.serial)
        enqueue("key.deposit", {"key": new.pk}, key=f"key.deposit:{guarantee.number}:{new.serial}", at=at)
        for reader in readers_of(guarantee.application):
            post(_letter(guarantee, reader, by=by, at=at), at=at)
        return new


def _letter(guarantee: Guarantee, reader: Reader, *, by: Actor, at: datetime) -> Mail:
    return key_reissued(
        to=reader.email,
        company=guarantee.contractor.name,
        person=reader.name,
        number=guarantee.number,
        title=guarantee.title,
        reissued_by=by.name,
        reissued_at=at,
    )


def _mine(guarantee: Guarantee, by: Actor) -> Guarantee:
    by.require(Role.APPLICANT, Role.COMPANY_ADMINISTRATOR)
    found = Guarantee.objects.select_for_update().filter(pk=guarantee.pk, contractor_id=by.home).first()
    if found is None:
        raise NotFound
    return found
