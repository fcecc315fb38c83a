"""The surety does not take the guarantee on, and says why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import ReasonNeeded
from hosho.guarantees.models import Application, Decision
from hosho.guarantees.readers import readers_of
from hosho.guarantees.steps import lock, move
from hosho.lib.clock import today_in_japan
from hosho.notices import post
from hosho.notices.application_declined import application_declined
from hosho.parties.actor import Actor


def decline(
    application: Application, *, by: Actor, at: datetime, reason: str, revision: int | None = None
) -> Application:
    """→ 謝絶. The reason is shown to the contractor on the page, never in the letter.

    Raises ReasonNeeded, ConcurrentEdit, IllegalStep, RoleMissing.
    """
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        application = lock(application.pk, by=by, revision=revision)
        move(application, "decline", by=by, at=at)
        application.decline_reason = reason.strip()
        application.save(update_fields=["decline_reason"])
        application.decisions.filter(approved_at=None, rejected_at=None, outcome="ACCEPT").update(
            rejected_at=at
        )
        Decision.objects.create(
            application=application, outcome=Decision.Outcome.DECLINE, by_id=by.person, at=at, note=reason
        )
        for reader in readers_of(application):
            letter = application_declined(
                to=reader.email,
                company=application.contractor.name,
                person=reader.name,
                receipt=application.receipt_number or "",
                title=application.title,
                decided_on=today_in_japan(at),
            )
            post(letter, at=at)
        return application
