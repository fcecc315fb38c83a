"""Begin the examination of a submitted application."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.guarantees.models import Application
from hosho.guarantees.steps import lock, move
from hosho.parties.actor import Actor


def examine(application: Application, *, by: Actor, at: datetime, revision: int | None = None) -> Application:
    """申込済 → 審査中; whoever begins has it in hand unless a colleague already has.

    Raises NotFound, ConcurrentEdit, IllegalStep, RoleMissing.
    """
    with transaction.atomic():
        application = lock(application.pk, by=by, revision=revision)
        move(application, "examine", by=by, at=at)
        if application.assigned_to_id is None:
            application.assigned_to_id = by.person_id
            application.save(update_fields=["assigned_to"])
        return application
