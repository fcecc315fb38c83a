"""利用開始: a person turns the letter's code into a password of their own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import ActivationCodeExpired, ActivationCodeWrong
from hosho.parties import audit
from hosho.parties.activation_codes import digest, read_code
from hosho.parties.actor import Actor
from hosho.parties.models import ActivationCode, Person
from hosho.parties.passwords import require_suitable
from hosho.parties.sign_in import count_try, find_person, in_use, network_of, read_login_id


def activate(login_id: str, *, by: Actor, at: datetime, code: str, password: str, address: str) -> Person:
    """Set the first (or a new) password with a code, which ends with it, and with all sessions of before.

    Unknown ID, wrong code and closed account give the same ActivationCodeWrong. Raises also ActivationCodeExpired (to
    who has the right code), PasswordUnsuitable, SignInWaiting. `by` is whoever knocks: nobody is signed in yet.
    """
    digits = read_code(code)
    count_try(f"activate:{read_login_id(login_id)[:40]}", at=at)
    count_try(f"network:activate:{network_of(address)}", free=20, at=at)
    with transaction.atomic():
        row = ActivationCode.objects.select_for_update().filter(code_digest=digest(digits)).first()
        person = find_person(login_id)
        if row is None or person is None or row.person_id != person.pk or not in_use(person):
            raise ActivationCodeWrong
        if not row.usable(at):
            raise ActivationCodeExpired
        require_suitable(password, person)
        row.used_at = at
        row.save(update_fields=["used_at"])
        person.set_password(password)
        person.save(update_fields=["password"])
        audit.note("activated", f"login {person.login_id}", by=person.actor(), at=at, source=address)
    return person
