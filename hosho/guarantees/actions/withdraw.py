"""The contractor takes the application back, until the guarantee is concluded."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import FeeAlreadyReceived, IllegalStep
from hosho.guarantees.models import Application, Fee
from hosho.guarantees.readers import readers_of
from hosho.guarantees.steps import lock, move
from hosho.lib.yen import format_yen
from hosho.notices import post
from hosho.notices.application_withdrawn import application_withdrawn
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def withdraw(
    application: Application, *, by: Actor, at: datetime, reason: str = "", revision: int | None = None
) -> Application:
    """End a submitted application and confirm it by letter. A draft is discarded instead (discard_draft).

    Raises IllegalStep once concluded, FeeAlreadyReceived once money came in, RoleMissing, NotFound, ConcurrentEdit.
    """
    by.require(Role.APPLICANT, Role.COMPANY_ADMINISTRATOR)
    with transaction.atomic():
        application = lock(application.pk, by=by, revision=revision)
        if application.state == ApplicationState.DRAFT.value:
            raise IllegalStep(state=ApplicationState.DRAFT.label, verb="取下げ")
        _no_money_came_in(application)
        move(application, "withdraw", by=by, at=at, reason=reason)
        for reader in readers_of(application):
            letter = application_withdrawn(
                to=reader.email,
                company=application.contractor.name,
                person=reader.name,
                receipt=application.receipt_number or "",
                title=application.title,
                withdrawn_by=by.name,
                withdrawn_at=at,
            )
            post(letter, at=at)
    return application


def _no_money_came_in(application: Application) -> None:
    fee = Fee.objects.select_for_update().filter(application=application).first()
    if fee is not None and fee.paid_yen > 0:
        raise FeeAlreadyReceived(paid=format_yen(fee.paid_yen))
