"""A person changes their own password."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import StepUpFailed
from hosho.notices import post
from hosho.notices.account_changed import account_changed
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.models import Person
from hosho.parties.passwords import require_suitable
from hosho.parties.sign_in import password_again


def change_password(person: Person, *, by: Actor, at: datetime, old: str, new: str) -> None:
    """Set a new password after the present one was given; every other session of the person ends by it.

    Raises StepUpFailed, SignInWaiting, PasswordUnsuitable.
    """
    if not password_again(person, old, at=at):
        raise StepUpFailed(field="old")
    with transaction.atomic():
        person = Person.objects.select_for_update(of=("self",)).get(pk=by.person)
        require_suitable(new, person, field="new")
        person.set_password(new)
        person.save(update_fields=["password"])
        audit.note("password_changed", f"login {person.login_id}", by=by, at=at)
        if person.email:
            post(
                account_changed(person=person.name, to=person.email, what="パスワードの変更", changed_at=at),
                at=at,
            )
