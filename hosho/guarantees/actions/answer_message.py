"""The desk answers a contractor's message about an application."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import Incomplete
from hosho.guarantees.announcing import tell_of_message
from hosho.guarantees.models import Application, Message
from hosho.guarantees.steps import lock
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role, Side


def answer_message(application: Application, *, by: Actor, at: datetime, text: str) -> Message:
    """Write to the contractor, with a letter that says so; the contractor's lines so far count as read. Raises NotAllowed, NotFound, Incomplete."""
    by.require(Role.CLERK, Role.UNDERWRITER, Role.APPROVER, Role.CASHIER)
    if not text.strip():
        raise Incomplete(missing="連絡の内容", field="text")
    with transaction.atomic():
        application = lock(application.pk, by=by)
        application.messages.filter(side=Side.CONTRACTOR.value, read_at=None).update(read_at=at)
        message = Message.objects.create(
            application=application, by_id=by.person, side=Side.SURETY.value, text=text.strip(), at=at
        )
        tell_of_message(application, to=Side.CONTRACTOR, at=at)
        audit.note("message.answered", f"application {application.receipt_number}", by=by, at=at)
        return message
