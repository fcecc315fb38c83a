"""What came in beyond a fee has been given back to the payer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import AlreadyDone, NotFound
from hosho.guarantees.models import BankStatementLine, Fee, Payment
from hosho.lib.clock import today_in_japan
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def return_overpayment(fee: Fee, *, by: Actor, at: datetime) -> Payment:
    """Record the whole overpayment as given back: a payment of a negative amount. Raises NotAllowed, AlreadyDone."""
    by.require(Role.CASHIER)
    with transaction.atomic():
        locked = Fee.objects.select_for_update().filter(pk=fee.pk).first()
        if locked is None:
            raise NotFound
        if locked.open_yen >= 0:
            raise AlreadyDone(verb="過入金の返金")
        over = -locked.open_yen
        last = locked.payments.filter(amount_yen__gt=0).latest("pk")
        payment = Payment.objects.create(
            fee=locked,
            amount_yen=-over,
            received_on=today_in_japan(at),
            payer=last.payer,
            by_id=by.person,
            at=at,
            note="過入金の返金",
            once_token=f"returned:{locked.pk}:{last.pk}",
        )
        locked.paid_yen -= over
        locked.save(update_fields=["paid_yen"])
        BankStatementLine.objects.filter(payment=last, state=BankStatementLine.State.OVER).update(
            state=BankStatementLine.State.MATCHED, sentence="保証料に充て、過入金は返金しました。"
        )
        audit.note("fee.overpayment_returned", f"fee {locked.pk}", by=by, at=at, amount_yen=over)
        return payment
