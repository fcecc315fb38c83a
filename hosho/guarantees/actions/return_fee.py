"""The fee came too late to conclude anything: the money goes back and the application ends."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import IllegalStep, NotFound
from hosho.guarantees.models import Application, Fee, Payment
from hosho.guarantees.steps import lock, move
from hosho.lib.clock import today_in_japan
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role

_VERB = "全額の返金"


def return_fee(fee: Fee, *, by: Actor, at: datetime) -> Application:
    """Record everything that came in as given back (a payment of a negative amount); 保証料待ち → 期限切れ.

    Only for a fee that was paid in full and concluded nothing. Raises NotAllowed, NotFound, IllegalStep.
    """
    by.require(Role.CASHIER)
    with transaction.atomic():
        application = lock(fee.application_id, by=by)
        locked = Fee.objects.select_for_update().filter(pk=fee.pk).first()
        if locked is None:
            raise NotFound
        if locked.state != Fee.State.SETTLED or not locked.paid_yen:
            raise IllegalStep(state=locked.get_state_display(), verb=_VERB)
        move(application, "lapse", by=by, at=at, reason="保証料の入金が、契約の期間の終わった後でした。")
        last = locked.payments.filter(amount_yen__gt=0).latest("pk")
        Payment.objects.create(
            fee=locked,
            amount_yen=-locked.paid_yen,
            received_on=today_in_japan(at),
            payer=last.payer,
            by_id=by.person,
            at=at,
            note=_VERB,
            once_token=f"returned:{locked.pk}:{last.pk}",
        )
        audit.note("fee.returned", f"fee {locked.pk}", by=by, at=at, amount_yen=locked.paid_yen)
        locked.paid_yen, locked.state, locked.settled_at = 0, Fee.State.DUE, None
        locked.save(update_fields=["paid_yen", "state", "settled_at"])
        return application
