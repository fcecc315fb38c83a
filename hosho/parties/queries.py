"""What may be seen of companies and people, by whom. A stranger's are not found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from hosho.domain.refusals import NotFound
from hosho.lib.text import fold_search
from hosho.parties.actor import Actor
from hosho.parties.models import AuditEntry, Contractor, IdApplication, Person
from hosho.parties.people import DESK_ROLES, require_caretaker
from hosho.parties.roles import Role, Side

_FACTOR_WORDS = {"totp": "確認アプリ", "webauthn": "セキュリティキー", "recovery_codes": "緊急用コード"}


@dataclass(frozen=True)
class PersonLine:
    """One line of the list of a company's people."""

    person: Person
    roles: str
    factors: str
    state: str

    @property
    def last_login(self) -> datetime | None:
        return self.person.last_login


def company_of(actor: Actor) -> Contractor:
    """The actor's own company. Raises NotFound for people of other sides."""
    if actor.side is not Side.CONTRACTOR:
        raise NotFound
    return Contractor.objects.get(pk=actor.home)


def people_of(company: Contractor, actor: Actor) -> list[PersonLine]:
    """Everybody who ever had a login of the company, for its administrators and the desk."""
    require_caretaker(actor, company.pk)
    people = list(company.people.order_by("login_id"))
    factors: dict[int, list[str]] = {}
    for user_id, kind in Authenticator.objects.filter(user__in=people).values_list("user_id", "type"):
        factors.setdefault(user_id, []).append(_FACTOR_WORDS[kind])
    return [_line(person, factors.get(person.pk, [])) for person in people]


def person_of_company(person_id: int, actor: Actor) -> Person:
    """One person, for a caretaker. Raises NotFound."""
    person = Person.objects.select_related("contractor").filter(pk=person_id, side=Side.CONTRACTOR).first()
    if person is None:
        raise NotFound
    require_caretaker(actor, person.contractor_id)
    return person


def recent_acts(actor: Actor, *, most: int = 10) -> QuerySet[AuditEntry]:
    """The actor's own last logins and changes of the login's settings, newest first."""
    acts = ("signed_in", "password_changed", "activated", "sessions_ended", "factor_added", "factor_removed")
    return AuditEntry.objects.filter(person_id=actor.person, act__in=acts).order_by("-at", "-pk")[:most]


def has_second_factor(person: Person) -> bool:
    """Whether the person has a factor that can be asked for; emergency codes alone are none."""
    return bool(
        Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    )


# -- the desk ---------------------------------------------------------------------------------------------------


def id_applications(actor: Actor, *, state: str = "") -> QuerySet[IdApplication]:
    """Applications for an ID; the oldest that waits comes first, of the decided ones the newest."""
    actor.require(*DESK_ROLES)
    found = IdApplication.objects.select_related("decided_by", "contractor")
    if state == IdApplication.State.SUBMITTED:
        return found.filter(state=state).order_by("submitted_at")
    return found.exclude(state=IdApplication.State.SUBMITTED).order_by("-decided_at")


def id_application(application_id: int, actor: Actor) -> IdApplication:
    """One application for an ID. Raises NotFound, NotAllowed."""
    actor.require(*DESK_ROLES)
    found = IdApplication.objects.select_related("decided_by", "contractor").filter(pk=application_id).first()
    if found is None:
        raise NotFound
    return found


def possible_duplicates(answers: dict[str, Any], actor: Actor) -> list[Contractor]:
    """Customers with the same corporate number, folded name, licence or telephone; at most five."""
    actor.require(*DESK_ROLES)
    company, office = answers["company"], answers["office"]
    alike = Q(search_key=fold_search(company["name"])) | Q(phone=office["phone"])
    if company["corporate_number"]:
        alike |= Q(corporate_number=company["corporate_number"])
    if company["licence"]:
        alike |= Q(licence=company["licence"])
    return list(Contractor.objects.filter(alike).order_by("customer_number")[:5])


def letters_due(actor: Actor) -> QuerySet[Person]:
    """People whom the desk owes a letter with an activation code, the longest waiting first."""
    actor.require(*DESK_ROLES)
    due = Person.objects.filter(letter_due_since__isnull=False, is_active=True, side=Side.CONTRACTOR)
    return due.select_related("contractor").order_by("letter_due_since", "login_id")


def companies(actor: Actor, text: str) -> list[Contractor]:
    """Companies by customer number or name, at most twenty; none without a search text."""
    actor.require(*DESK_ROLES)
    key = fold_search(text)
    if not key:
        return []
    found = Contractor.objects.filter(Q(search_key__contains=key) | Q(customer_number=key))
    return list(found.order_by("customer_number")[:20])


def _line(person: Person, factors: list[str]) -> PersonLine:
    if not person.is_active:
        state = "利用停止"
    elif not person.has_usable_password():
        state = "利用開始前"
    else:
        state = "利用中"
    return PersonLine(
        person=person,
        roles="・".join(Role(role).label for role in person.roles),
        factors="・".join(sorted(set(factors))) or "なし",
        state=state,
    )
