"""Somebody has lost the password: a new activation code shall be posted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import AccountClosed
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.models import Person
from hosho.parties.people import lock_person


def request_letter(person_id: int, *, by: Actor, at: datetime) -> Person:
    """Put the person on the desk's list of letters. The present password works until the code is used."""
    with transaction.atomic():
        person = lock_person(person_id, by=by)
        if not person.is_active:
            raise AccountClosed
        if person.letter_due_since is None:
            person.letter_due_since = at
            person.save(update_fields=["letter_due_since"])
            audit.note("letter_requested", f"login {person.login_id}", by=by, at=at)
    return person
