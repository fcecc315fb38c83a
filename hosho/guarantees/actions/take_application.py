"""Somebody at the desk takes an application in hand, or hands it to a colleague."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import ConcurrentEdit, NotFound
from hosho.guarantees.models import Application
from hosho.guarantees.steps import lock
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.models import Person
from hosho.parties.roles import Role, Side


def take_application(
    application: Application, *, by: Actor, at: datetime, held_by: int | None, to: int | None = None
) -> Application:
    """Assign to oneself, or to the colleague `to` (a person's id). `held_by` is who had it on the page one acted on.

    Raises ConcurrentEdit when somebody else took it meanwhile, NotFound for a person who does not work here.
    """
    by.require(Role.CLERK, Role.UNDERWRITER, Role.APPROVER, Role.ADMINISTRATOR)
    with transaction.atomic():
        application = lock(application.pk, by=by)
        if application.assigned_to_id != held_by:
            raise ConcurrentEdit
        person = Person.objects.filter(pk=to or by.person, side=Side.SURETY.value, is_active=True).first()
        if person is None:
            raise NotFound
        application.assigned_to = person
        application.save(update_fields=["assigned_to"])
        audit.note(
            "application.taken", f"application {application.receipt_number}", by=by, at=at, to=person.login_id
        )
        return application
