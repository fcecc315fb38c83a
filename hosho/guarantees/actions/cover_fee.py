"""A collective-payment agreement covers a fee that was to be paid on its own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import CollectiveAgreementMissing
from hosho.guarantees.models import Fee
from hosho.guarantees.settling import conclude_settled, lock_open
from hosho.lib.clock import today_in_japan
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def cover_fee(fee: Fee, *, by: Actor, at: datetime) -> Fee:
    """→ COVERED, and the guarantee is concluded. Raises NotAllowed, CollectiveAgreementMissing, AlreadyDone, IllegalStep."""
    by.require(Role.CASHIER)
    today = today_in_japan(at)
    with transaction.atomic():
        locked = lock_open(fee, by=by, doing="一括納付への切替え")
        if locked.paid_yen or not locked.application.contractor.pays_collectively(today):
            raise CollectiveAgreementMissing
        locked.state = Fee.State.COVERED
        locked.settled_at = at
        locked.save(update_fields=["state", "settled_at"])
        audit.note("fee.covered", f"application {locked.application.receipt_number}", by=by, at=at)
        conclude_settled(locked, by=by, at=at, received_on=today)
        return locked
