"""Somebody has signed in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.notices import post
from hosho.notices.new_device_login import new_device_login
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.models import AuditEntry, Person


def record_sign_in(person: Person, *, by: Actor, at: datetime, new_device: str, address: str) -> None:
    """Note the login; a letter tells the person when the device is new. `new_device`: in words, empty for a known one.

    The very first login comes from a new device by nature and gets no letter.
    """
    with transaction.atomic():
        earlier = AuditEntry.objects.filter(person=person, act="signed_in").exists()
        audit.note("signed_in", f"login {person.login_id}", by=by, at=at, source=address)
        if new_device and earlier and person.email:
            post(
                new_device_login(
                    to=person.email,
                    company=by.organisation_name,
                    person=person.name,
                    device=new_device,
                    signed_in_at=at,
                ),
                at=at,
            )
