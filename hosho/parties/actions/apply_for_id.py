"""A company asks for an ID (ID登録)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from hosho.lib.clock import today_in_japan
from hosho.lib.text import fold_search
from hosho.notices import post
from hosho.notices.id_application_received import id_application_received
from hosho.notices.new_id_application import new_id_application
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.models import IdApplication, Person
from hosho.parties.people import DESK_ROLES
from hosho.parties.roles import Side
from hosho.parties.sequences import next_id_receipt


def apply_for_id(answers: dict[str, Any], *, by: Actor, at: datetime, once_token: str) -> IdApplication:
    """Take in an application; the same token again gives back the first one.

    `answers`: {"company": {name, kana, corporate_number, licence}, "representative": {title, name}, "office":
    {postal_code, address, phone, fax}, "users": [{name, kana, email, roles: [...]}], "consent": {...}}. Whether the
    company is a customer already is not looked up here: a stranger must not learn it.
    """
    with transaction.atomic():
        earlier = IdApplication.objects.filter(once_token=once_token).first()
        if earlier is not None:
            return earlier
        application = IdApplication.objects.create(
            receipt_number=next_id_receipt(today_in_japan(at)),
            answers=answers,
            search_key=fold_search(answers["company"]["name"])[:200],
            submitted_at=at,
            once_token=once_token,
        )
        audit.note("id_applied_for", f"ID application {application.receipt_number}", by=by, at=at)
        _tell(application, at=at)
    return application


def _tell(application: IdApplication, *, at: datetime) -> None:
    company = application.answers["company"]["name"]
    first = application.answers["users"][0]
    post(
        id_application_received(
            to=first["email"],
            company=company,
            person=first["name"],
            receipt=application.receipt_number,
            received_at=at,
        ),
        at=at,
    )
    wanted = {role.value for role in DESK_ROLES}
    for person in Person.objects.filter(side=Side.SURETY, is_active=True).exclude(email=""):
        if wanted.intersection(person.roles):
            post(
                new_id_application(
                    to=person.email,
                    person=person.name,
                    receipt=application.receipt_number,
                    company=company,
                    received_at=at,
                ),
                at=at,
            )
