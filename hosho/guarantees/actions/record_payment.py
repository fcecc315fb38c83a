"""A cashier records money that came in, by hand."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from hosho.domain.refusals import EntryRefused
from hosho.guarantees.models import Fee, Payment
from hosho.guarantees.once import token_for
from hosho.guarantees.settling import lock_open, take
from hosho.guarantees.steps import lock
from hosho.lib.clock import today_in_japan
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def record_payment(
    fee: Fee,
    *,
    by: Actor,
    at: datetime,
    amount_yen: int,
    received_on: date,
    payer: str,
    once_token: str,
    note: str = "",
) -> Payment:
    """Record one payment; the last yen settles the fee and concludes the guarantee in the same transaction.

    The same `once_token` finds the first payment. Raises NotAllowed, EntryRefused, AlreadyDone, IllegalStep.
    """
    by.require(Role.CASHIER)
    if amount_yen <= 0:
        raise EntryRefused(reason="入金額は、1円以上で入力してください。", field="amount_yen")
    if received_on > today_in_japan(at):
        raise EntryRefused(reason="入金日に、まだ来ていない日は入力できません。", field="received_on")
    once_token = token_for(f"payment of {fee.pk}", once_token)
    with transaction.atomic():
        # the lock first: of two clicks at once the second sees the first one's payment
        lock(fee.application_id, by=by)
        if first := Payment.objects.filter(once_token=once_token, fee=fee).first():
            return first
        locked = lock_open(fee, by=by, doing="入金の記録")
        return take(
            locked,
            amount_yen,
            by=by,
            at=at,
            received_on=received_on,
            payer=payer,
            once_token=once_token,
            note=note,
        )
