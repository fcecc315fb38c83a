"""A new draft, or the empty one this person began before and left."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import NotFound
from hosho.guarantees.models import Application
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.models import Contractor
from hosho.parties.roles import Role, Side


def start_application(*, by: Actor, at: datetime) -> Application:
    """An empty draft of the actor's company, with the person as contact; one the person left untouched is taken again.

    Raises NotAllowed, NotFound.
    """
    if by.side is not Side.CONTRACTOR:
        raise NotFound
    by.require(Role.APPLICANT, Role.COMPANY_ADMINISTRATOR)
    with transaction.atomic():
        if (left := _left_untouched(by)) is not None:
            left.changed_at = at
            left.save(update_fields=["changed_at"])
            return left
        contractor = Contractor.objects.get(pk=by.home)
        application = Application.objects.create(
            contractor=contractor,
            created_by_id=by.person,
            branch_id=contractor.branch_id,
            state=ApplicationState.DRAFT.value,
            answers={},
            created_at=at,
            changed_at=at,
        )
        audit.note("application.started", f"application {application.pk}", by=by, at=at)
    return application


def _left_untouched(by: Actor) -> Application | None:
    """The person's own draft on which nothing was ever saved or attached."""
    untouched = Application.objects.select_for_update(of=("self",)).filter(
        contractor_id=by.home,
        created_by_id=by.person,
        state=ApplicationState.DRAFT.value,
        revision=1,
        attachments=None,
    )
    return untouched.order_by("-created_at").first()
