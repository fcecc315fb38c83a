"""The second person does not approve yet and gives the case back to the underwriter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import ReasonNeeded
from hosho.guarantees.models import Application
from hosho.guarantees.steps import lock, move
from hosho.parties.actor import Actor


def send_back(
    application: Application, *, by: Actor, at: datetime, reason: str, revision: int | None = None
) -> Application:
    """承認待ち → 審査中; the proposal is kept as rejected. Raises ReasonNeeded, ConcurrentEdit, IllegalStep, RoleMissing."""
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        application = lock(application.pk, by=by, revision=revision)
        move(application, "send_back", by=by, at=at, reason=reason)
        application.decisions.filter(approved_at=None, rejected_at=None, outcome="ACCEPT").update(
            rejected_at=at
        )
        return application
