"""A second person approves what an underwriter proposed, and the fee is stated."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import FourEyes
from hosho.guarantees.checking import stops
from hosho.guarantees.models import Application, Decision, Fee
from hosho.guarantees.settling import state_fee
from hosho.guarantees.steps import lock, move
from hosho.parties.actor import Actor


def approve(application: Application, *, by: Actor, at: datetime, revision: int | None = None) -> Fee:
    """承認待ち → 保証料待ち, or at once 成立 when a collective agreement covers the fee. Returns the stated fee.

    Raises FourEyes when the same person proposed it, Incomplete and the like when no certificate could be made,
    TariffMissing, ConcurrentEdit, IllegalStep, RoleMissing.
    """
    with transaction.atomic():
        application = lock(application.pk, by=by, revision=revision)
        move(application, "approve", by=by, at=at)
        proposed: Decision = application.decisions.filter(
            outcome=Decision.Outcome.ACCEPT, approved_at=None, rejected_at=None
        ).latest("pk")
        if proposed.by_id == by.person:
            raise FourEyes
        if (refusal := stops(application, at=at)) is not None:
            raise refusal
        proposed.approved_by_id = by.person
        proposed.approved_at = at
        proposed.save(update_fields=["approved_by", "approved_at"])
        return state_fee(application, by=by, at=at)
