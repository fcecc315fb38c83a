"""A company gets one more person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.models import Contractor, Person
from hosho.parties.people import checked_roles, lock_company, next_login_id, require_caretaker
from hosho.parties.roles import Role, Side


def add_person(
    company: Contractor, *, by: Actor, at: datetime, name: str, kana: str, email: str, roles: list[Role]
) -> Person:
    """Add a person who cannot sign in until the desk's letter has brought an activation code. Raises NotAllowed."""
    require_caretaker(by, company.pk)
    with transaction.atomic():
        company = lock_company(company.pk)
        person = Person(
            login_id=next_login_id(company),
            name=name,
            kana=kana,
            email=email,
            side=Side.CONTRACTOR.value,
            roles=checked_roles(roles),
            contractor=company,
            letter_due_since=at,
        )
        person.set_unusable_password()
        person.save(force_insert=True)
        audit.note("person_added", f"login {person.login_id}", by=by, at=at, roles=person.roles)
    return person
