"""The application is handed in and gets its receipt number."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import Refusal
from hosho.guarantees.announcing import tell_both_sides
from hosho.guarantees.editing import standing_in_the_way
from hosho.guarantees.models import Application
from hosho.guarantees.numbering import next_receipt_number
from hosho.guarantees.once import token_for
from hosho.guarantees.steps import lock, move
from hosho.lib.clock import today_in_japan
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def submit(
    application: Application, *, revision: int, once_token: str, by: Actor, at: datetime
) -> Application:
    """Check everything once more, number it, and write to contractor and desk.

    A second submission with the same `once_token` finds the first one's receipt and changes nothing. Raises the first
    refusal of the answers, ConcurrentEdit, IllegalStep, RoleMissing, NotFound.
    """
    by.require(Role.APPLICANT, Role.COMPANY_ADMINISTRATOR)
    token = token_for(application.pk, once_token)
    with transaction.atomic():
        found = lock(application.pk, by=by)
        if found.once_token == token and found.state != ApplicationState.DRAFT.value:
            return found
        application = lock(application.pk, by=by, revision=revision)
        _require_complete(application)
        application.receipt_number = application.receipt_number or next_receipt_number(today_in_japan(at))
        application.submitted_at = at
        application.once_token = token if once_token else None
        move(application, "submit", by=by, at=at, answers=application.answers)
        application.save(update_fields=["receipt_number", "submitted_at", "once_token"])
        tell_both_sides(application, at=at)
    return application


def _require_complete(application: Application) -> None:
    refusals: list[Refusal] = [refusal for _, refusal in standing_in_the_way(application.answers)]
    if refusals:
        raise refusals[0]
