"""Moving an application from state to state: the table decides, one place writes it down."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hosho.domain.lifecycle import SYSTEM as SYSTEM_ROLE
from hosho.domain.lifecycle import ApplicationState, step
from hosho.domain.refusals import ConcurrentEdit, NotFound
from hosho.guarantees.models import Application, ApplicationStep
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Side


def lock(application_id: UUID | str, *, by: Actor, revision: int | None = None) -> Application:
    """The application, locked, if the actor may know of it; otherwise NotFound, which looks like no such thing.

    With `revision` given, ConcurrentEdit when somebody else changed it since. Call inside a transaction.
    """
    found = Application.objects.select_for_update().filter(pk=application_id)
    if by.side is Side.CONTRACTOR:
        found = found.filter(contractor_id=by.home)
    elif by.side not in (Side.SURETY, Side.SYSTEM):
        raise NotFound
    application = found.first()
    if application is None:
        raise NotFound
    if revision is not None and application.revision != revision:
        raise ConcurrentEdit
    return application


def move(application: Application, verb: str, *, by: Actor, at: datetime, **detail: object) -> None:
    """Take one step of domain.lifecycle, save it, and keep it in the history and the audit log.

    Raises IllegalStep or RoleMissing. The caller has locked the row and saves its own other fields.
    """
    before = ApplicationState(application.state)
    roles = {SYSTEM_ROLE} if by.side is Side.SYSTEM else {role.value for role in by.roles}
    after = step(before, verb, roles)
    application.state = after.value
    application.revision += 1
    application.changed_at = at
    application.save(update_fields=["state", "revision", "changed_at"])
    ApplicationStep.objects.create(
        application=application,
        at=at,
        person_id=by.person_id,
        name=by.name,
        verb=verb,
        from_state=before.value,
        to_state=after.value,
        detail=detail,
    )
    audit.note(
        f"application.{verb}", f"application {application.receipt_number or application.pk}", by=by, at=at
    )
