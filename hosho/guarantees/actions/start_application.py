"""A new draft."""

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
    """An empty draft of the actor's company, with the person as contact. Raises NotAllowed, NotFound."""
    if by.side is not Side.CONTRACTOR:
        raise NotFound
    by.require(Role.APPLICANT, Role.COMPANY_ADMINISTRATOR)
    with transaction.atomic():
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
