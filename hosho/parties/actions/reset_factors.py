"""Somebody has lost their second factor: the desk takes it off, after the same proof as for a first letter."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from hosho.notices import post
from hosho.notices.account_changed import account_changed
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.models import Person
from hosho.parties.people import DESK_ROLES, lock_person


def reset_factors(person_id: int, *, by: Actor, at: datetime) -> Person:
    """Remove every factor and the password, so that only the letter's new code opens the account again.

    The desk never learns or chooses a password. The person is told by mail.
    """
    by.require(*DESK_ROLES)
    with transaction.atomic():
        person = lock_person(person_id, by=by)
        Authenticator.objects.filter(user=person).delete()
        person.set_unusable_password()
        person.letter_due_since = at
        person.save(update_fields=["password", "letter_due_since"])
        audit.note("factors_reset", f"login {person.login_id}", by=by, at=at)
        if person.email:
            post(
                account_changed(person=person.name, to=person.email, what="2段階の確認の解除", changed_at=at),
                at=at,
            )
    return person
