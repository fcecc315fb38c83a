"""The surety does not grant the ID."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import AlreadyDone, NotFound, ReasonNeeded
from hosho.notices import post
from hosho.notices.id_declined import id_declined
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.models import IdApplication
from hosho.parties.people import DESK_ROLES


def decline_id(application_id: int, *, by: Actor, at: datetime, reason: str) -> IdApplication:
    """Decline with a reason, which stays at the desk; the letter asks to telephone. Raises ReasonNeeded, AlreadyDone."""
    by.require(*DESK_ROLES)
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        application = IdApplication.objects.select_for_update().filter(pk=application_id).first()
        if application is None:
            raise NotFound
        if application.state != IdApplication.State.SUBMITTED:
            raise AlreadyDone(verb="登録の審査")
        application.state = IdApplication.State.DECLINED
        application.decided_at, application.decided_by_id = at, by.person
        application.decline_reason = reason
        application.save(update_fields=["state", "decided_at", "decided_by", "decline_reason"])
        audit.note("id_declined", f"ID application {application.receipt_number}", by=by, at=at)
        first = application.answers["users"][0]
        post(
            id_declined(
                to=first["email"],
                company=application.answers["company"]["name"],
                person=first["name"],
                receipt=application.receipt_number,
            ),
            at=at,
        )
    return application
