"""The surety grants a company its ID."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from hosho.domain.refusals import AlreadyDone, CustomerAlreadyRegistered, NotFound
from hosho.lib.clock import today_in_japan
from hosho.lib.text import fold_search
from hosho.notices import post
from hosho.notices.id_approved import id_approved
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.models import Branch, Contractor, IdApplication, Person
from hosho.parties.people import DESK_ROLES, checked_roles, next_login_id
from hosho.parties.roles import Role, Side
from hosho.parties.sequences import next_customer_number


def approve_id(application_id: int, *, by: Actor, at: datetime) -> Contractor:
    """Make the company, its customer number and its people; letters with activation codes are then due by post.

    The first person applied for always becomes an administrator. Raises NotAllowed, NotFound, AlreadyDone, and
    CustomerAlreadyRegistered when a customer has the same corporate number.
    """
    by.require(*DESK_ROLES)
    with transaction.atomic():
        application = IdApplication.objects.select_for_update().filter(pk=application_id).first()
        if application is None:
            raise NotFound
        if application.state != IdApplication.State.SUBMITTED:
            raise AlreadyDone(verb="登録の審査")
        company = _company(application.answers, branch=Branch.objects.get(pk=by.home))
        for place, user in enumerate(application.answers["users"]):
            _person(company, user, first=place == 0, at=at)
        application.state = IdApplication.State.APPROVED
        application.decided_at, application.decided_by_id = at, by.person
        application.contractor = company
        application.save(update_fields=["state", "decided_at", "decided_by", "contractor"])
        audit.note("id_approved", f"ID application {application.receipt_number}", by=by, at=at)
        _tell(application, at=at)
    return company


def _company(answers: dict[str, Any], *, branch: Branch) -> Contractor:
    facts, office = answers["company"], answers["office"]
    number = facts["corporate_number"]
    if number and Contractor.objects.filter(corporate_number=number).exists():
        raise CustomerAlreadyRegistered
    return Contractor.objects.create(
        customer_number=next_customer_number(),
        name=facts["name"],
        kana=facts["kana"],
        search_key=fold_search(facts["name"])[:200],
        corporate_number=number,
        licence=facts["licence"],
        representative_title=answers["representative"]["title"],
        representative=answers["representative"]["name"],
        postal_code=office["postal_code"],
        address=office["address"],
        phone=office["phone"],
        fax=office["fax"],
        branch=branch,
    )


def _person(company: Contractor, user: dict[str, Any], *, first: bool, at: datetime) -> Person:
    roles = {Role(role) for role in user["roles"]} | ({Role.COMPANY_ADMINISTRATOR} if first else set())
    person = Person(
        login_id=next_login_id(company),
        name=user["name"],
        kana=user["kana"],
        email=user["email"],
        side=Side.CONTRACTOR.value,
        roles=checked_roles(list(roles)),
        contractor=company,
        letter_due_since=at,
    )
    person.set_unusable_password()
    person.save(force_insert=True)
    return person


def _tell(application: IdApplication, *, at: datetime) -> None:
    first = application.answers["users"][0]
    today = today_in_japan(at)
    post(
        id_approved(
            to=first["email"],
            company=application.answers["company"]["name"],
            person=first["name"],
            receipt=application.receipt_number,
            approved_on=today,
            posted_on=today,
        ),
        at=at,
    )
