"""A draft nobody needs any more is thrown away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import IllegalStep
from hosho.guarantees.editing import lock_for_editing
from hosho.guarantees.models import Application
from hosho.parties import audit
from hosho.parties.actor import Actor


def discard_draft(application: Application, *, by: Actor, at: datetime) -> None:
    """Delete a draft that was never submitted. Raises IllegalStep for anything else, RoleMissing, NotFound."""
    with transaction.atomic():
        application = lock_for_editing(application.pk, by=by)
        if application.state != ApplicationState.DRAFT.value:
            raise IllegalStep(state=ApplicationState(application.state).label, verb="下書きの破棄")
        audit.note("application.discarded", f"application {application.pk}", by=by, at=at)
        application.attachments.all().delete()
        application.delete()
