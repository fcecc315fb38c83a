"""A returned application is handed in again, corrected."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees.announcing import tell_both_sides
from hosho.guarantees.editing import standing_in_the_way
from hosho.guarantees.models import Application
from hosho.guarantees.once import token_for
from hosho.guarantees.steps import lock, move
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def resubmit(
    application: Application, *, revision: int, once_token: str, by: Actor, at: datetime
) -> Application:
    """Hand it in under the same receipt number; the comments are resolved.

    Idempotent by `once_token`. Raises the first refusal of the answers, ConcurrentEdit, IllegalStep, RoleMissing,
    NotFound.
    """
    by.require(Role.APPLICANT, Role.COMPANY_ADMINISTRATOR)
    token = token_for(application.pk, once_token)
    with transaction.atomic():
        found = lock(application.pk, by=by)
        if found.once_token == token and found.state != ApplicationState.RETURNED.value:
            return found
        application = lock(application.pk, by=by, revision=revision)
        for _, refusal in standing_in_the_way(application.answers):
            raise refusal
        application.once_token = token if once_token else None
        application.submitted_at = at
        move(application, "resubmit", by=by, at=at, answers=application.answers)
        application.save(update_fields=["submitted_at", "once_token"])
        application.comments.filter(resolved_at__isnull=True).update(resolved_at=at)
        tell_both_sides(application, at=at)
    return application
