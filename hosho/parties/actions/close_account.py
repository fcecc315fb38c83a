"""A person of a company stops using the service."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import AlreadyDone
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.models import ActivationCode, Person
from hosho.parties.people import keep_an_administrator, lock_company, lock_person


def close_account(person_id: int, *, by: Actor, at: datetime) -> Person:
    """Close: sessions and unused codes end at once; the row stays, for it signs what was done. Raises LastAdministrator."""
    with transaction.atomic():
        person = lock_person(person_id, by=by)
        lock_company(person.contractor_id)
        if not person.is_active:
            raise AlreadyDone(verb="利用の停止")
        keep_an_administrator(person)
        person.is_active, person.letter_due_since = False, None
        person.save(update_fields=["is_active", "letter_due_since"])
        ActivationCode.objects.filter(person=person, used_at=None, expires_at__gt=at).update(expires_at=at)
        audit.note("account_closed", f"login {person.login_id}", by=by, at=at)
    return person
