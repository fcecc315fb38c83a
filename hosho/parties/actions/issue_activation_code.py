"""A code for the letter that lets a person begin, or begin again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from hosho.domain.refusals import AccountClosed
from hosho.parties import audit
from hosho.parties.activation_codes import digest, new_code
from hosho.parties.actor import Actor
from hosho.parties.models import ActivationCode
from hosho.parties.people import DESK_ROLES, lock_person


def issue_activation_code(person_id: int, *, by: Actor, at: datetime, days: int) -> tuple[str, datetime]:
    """The code's digits, which exist nowhere else, and when it ends; earlier codes of the person end now.

    Only the desk may: the letter goes to the company's registered office, and that is the proof of who asks.
    """
    by.require(*DESK_ROLES)
    code, expires_at = new_code(), at + timedelta(days=days)
    with transaction.atomic():
        person = lock_person(person_id, by=by)
        if not person.is_active:
            raise AccountClosed
        ActivationCode.objects.filter(person=person, used_at=None, expires_at__gt=at).update(expires_at=at)
        ActivationCode.objects.create(
            person=person, code_digest=digest(code), issued_at=at, expires_at=expires_at
        )
        person.letter_due_since = None
        person.save(update_fields=["letter_due_since"])
        audit.note("activation_code_issued", f"login {person.login_id}", by=by, at=at)
    return code, expires_at
