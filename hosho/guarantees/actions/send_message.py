"""A line between contractor and desk about one application."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import EntryRefused, IllegalStep
from hosho.guarantees.announcing import tell_of_message
from hosho.guarantees.models import Application, Message
from hosho.guarantees.steps import lock
from hosho.lib.text import clean_text
from hosho.lib.unreadable import Unreadable
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role, Side

_WHO = (Role.APPLICANT, Role.COMPANY_ADMINISTRATOR, Role.CLERK, Role.UNDERWRITER, Role.APPROVER, Role.CASHIER)
_LONGEST = 2000


def send_message(application: Application, *, text: str, by: Actor, at: datetime) -> Message:
    """Add what one side says and write to the other that there is something to read.

    Either side may, once the application was submitted.

    Raises EntryRefused, IllegalStep for a draft, NotAllowed, NotFound.
    """
    by.require(*_WHO)
    try:
        cleaned = clean_text(text, multiline=True)
    except Unreadable as error:
        raise EntryRefused.of(error, field="text") from error
    if not cleaned or len(cleaned) > _LONGEST:
        raise EntryRefused(reason=f"メッセージを{_LONGEST}文字までで入力してください。", field="text")
    with transaction.atomic():
        application = lock(application.pk, by=by)
        if application.state == ApplicationState.DRAFT.value:
            raise IllegalStep(state=ApplicationState.DRAFT.label, verb="メッセージの送信")
        message = Message.objects.create(
            application=application, by_id=by.person, side=by.side.value, text=cleaned, at=at
        )
        other = Side.CONTRACTOR if by.side is Side.SURETY else Side.SURETY
        # whoever answers has read what the other side wrote so far
        application.messages.filter(side=other.value, read_at=None).update(read_at=at)
        tell_of_message(application, to=other, at=at)
        audit.note("application.message_sent", f"application {application.receipt_number}", by=by, at=at)
    return message
