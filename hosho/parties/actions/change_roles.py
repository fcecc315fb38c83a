"""A person of a company gets other roles."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.models import Person
from hosho.parties.people import checked_roles, keep_an_administrator, lock_company, lock_person
from hosho.parties.roles import Role


def change_roles(person_id: int, *, by: Actor, at: datetime, roles: list[Role]) -> Person:
    """Give exactly these roles. Raises LastAdministrator when the company would have none left, NotFound, NotAllowed."""
    with transaction.atomic():
        person = lock_person(person_id, by=by)
        lock_company(person.contractor_id)
        wanted = checked_roles(roles)
        if Role.COMPANY_ADMINISTRATOR not in roles:
            keep_an_administrator(person)
        before, person.roles = person.roles, wanted
        person.save(update_fields=["roles"])
        audit.note("roles_changed", f"login {person.login_id}", by=by, at=at, before=before, after=wanted)
    return person
