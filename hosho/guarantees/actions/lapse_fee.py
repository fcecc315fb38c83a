"""The fee was not paid in time: the application lapses."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import IllegalStep
from hosho.guarantees.models import Application, Fee
from hosho.guarantees.settling import lock_open
from hosho.guarantees.steps import move
from hosho.lib.clock import today_in_japan
from hosho.parties.actor import Actor

_LAPSE = "期限切れ"


def lapse_fee(fee: Fee, *, by: Actor, at: datetime) -> Application:
    """保証料待ち → 期限切れ. Raises IllegalStep before the due day is over or when part of the fee came in; RoleMissing."""
    with transaction.atomic():
        locked = lock_open(fee, by=by, doing=_LAPSE)
        if locked.paid_yen:
            raise IllegalStep(state="一部入金あり", verb=_LAPSE)
        if today_in_japan(at) <= locked.due_on:
            raise IllegalStep(state="支払期限前", verb=_LAPSE)
        move(locked.application, "lapse", by=by, at=at)
        return locked.application
