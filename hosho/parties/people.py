"""Finding the people an action is about: locked, and only those the actor may touch."""

from __future__ import annotations

from hosho.domain.customer_number import login_id
from hosho.domain.refusals import LastAdministrator, NotAllowed, NotFound
from hosho.parties.actor import Actor
from hosho.parties.models import Contractor, Person
from hosho.parties.roles import CONTRACTOR_ROLES, Role, Side

DESK_ROLES = (Role.CLERK, Role.ADMINISTRATOR)
"""Who at the surety handles IDs, letters and lost factors."""


def require_caretaker(by: Actor, contractor_id: int | None) -> None:
    """A company's own administrator, or the desk. Raises NotAllowed for everybody else."""
    if by.side is Side.SURETY:
        by.require(*DESK_ROLES)
    elif by.side is not Side.CONTRACTOR or by.home != contractor_id:
        raise NotAllowed
    else:
        by.require(Role.COMPANY_ADMINISTRATOR)


def lock_person(person_id: int, *, by: Actor) -> Person:
    """The person of a contractor, locked, for a caretaker. Raises NotFound for strangers' people."""
    rows = Person.objects.select_for_update(of=("self",)).select_related("contractor")
    person = rows.filter(pk=person_id, side=Side.CONTRACTOR).first()
    if person is None:
        raise NotFound
    require_caretaker(by, person.contractor_id)
    return person


def lock_company(contractor_id: int | None) -> Contractor:
    """The company's row, so that its people are changed one after the other."""
    found = Contractor.objects.select_for_update().filter(pk__in=[contractor_id] if contractor_id else [])
    if not found:
        raise NotFound
    return found[0]


def keep_an_administrator(person: Person) -> None:
    """Refuse with LastAdministrator when nobody else administers the company. Its row must be locked."""
    others = Person.objects.filter(contractor=person.contractor, is_active=True).exclude(pk=person.pk)
    administers = Role.COMPANY_ADMINISTRATOR.value in person.roles
    if administers and not any(Role.COMPANY_ADMINISTRATOR.value in other.roles for other in others):
        raise LastAdministrator


def next_login_id(company: Contractor) -> str:
    """The next free person number under a locked company. Numbers of closed accounts are never given again."""
    used = Person.objects.filter(contractor=company).values_list("login_id", flat=True)
    numbers = [int(one.rpartition("-")[2]) for one in used]
    return login_id(company.customer_number, max(numbers, default=0) + 1)


def checked_roles(roles: list[Role]) -> list[str]:
    """Roles of the contractor's side, as the column keeps them. Raises NotAllowed for others or none."""
    if not roles or any(role not in CONTRACTOR_ROLES for role in roles):
        raise NotAllowed
    return [role.value for role in CONTRACTOR_ROLES if role in roles]
