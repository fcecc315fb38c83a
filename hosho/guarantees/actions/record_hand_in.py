"""The contractor notes that key notice and print went to the orderer (提出の記録)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from hosho.domain.kinds import Delivery
from hosho.domain.refusals import HandInInFuture, KeyNotReady, NotFound
from hosho.guarantees.models import Guarantee, HandIn
from hosho.lib.clock import today_in_japan
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def record_hand_in(
    guarantee: Guarantee,
    *,
    by: Actor,
    at: datetime,
    on: date,
    way: str,
    department: str,
    person: str = "",
) -> HandIn:
    """`way` in the orderer's words (持参, FAX ...); `department` and `person` received it.

    Raises NotFound for another company's or a paper guarantee, NotAllowed without the role, KeyNotReady before there
    is anything to hand in, HandInInFuture for a day that has not come.
    """
    by.require(Role.APPLICANT, Role.COMPANY_ADMINISTRATOR)
    with transaction.atomic():
        guarantee = _mine(guarantee, by)
        if guarantee.current_version == 0:
            raise KeyNotReady
        if on > today_in_japan(at):
            raise HandInInFuture
        made = HandIn.objects.create(
            guarantee=guarantee,
            on=on,
            way=way,
            department=department,
            person=person,
            by_id=by.person,
            at=at,
        )
        audit.note("guarantee.handed_in", f"guarantee {guarantee.number}", by=by, at=at, way=way)
        return made


def _mine(guarantee: Guarantee, by: Actor) -> Guarantee:
    found = (
        Guarantee.objects.select_for_update()
        .filter(pk=guarantee.pk, contractor_id=by.home, delivery=Delivery.ELECTRONIC.value)
        .first()
    )
    if found is None:
        raise NotFound
    return found
