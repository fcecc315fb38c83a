"""Who is written to about an application."""

from __future__ import annotations

from dataclasses import dataclass

from hosho.guarantees.models import Application
from hosho.parties.models import Person
from hosho.parties.roles import Role, Side


@dataclass(frozen=True)
class Reader:
    """One addressee: a name and exactly one mail address."""

    name: str
    email: str


def readers_of(application: Application) -> list[Reader]:
    """The person who applied, the contact named in the application, and the company's administrators; each once."""
    contact = application.answers.get("delivery") or {}
    people = [application.created_by, *_administrators(application)]
    named = [Reader(person.name, person.email) for person in people if person.is_active and person.email]
    if contact.get("contact_email"):
        named.insert(
            0, Reader(contact.get("contact_name") or application.created_by.name, contact["contact_email"])
        )
    return list({reader.email: reader for reader in reversed(named)}.values())[::-1]


def desk_readers(*roles: Role) -> list[Reader]:
    """The surety's active people who hold one of the roles."""
    people = Person.objects.filter(side=Side.SURETY.value, is_active=True).exclude(email="").order_by("pk")
    wanted = {role.value for role in roles}
    return [Reader(person.name, person.email) for person in people if wanted.intersection(person.roles)]


def _administrators(application: Application) -> list[Person]:
    people = application.contractor.people.filter(is_active=True).order_by("pk")
    return [person for person in people if Role.COMPANY_ADMINISTRATOR.value in person.roles]
