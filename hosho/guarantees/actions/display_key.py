"""Show the access key to the company it belongs to, and remember who saw it when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.kinds import Delivery
from hosho.domain.numbers import AccessKey
from hosho.domain.refusals import KeyNotReady, NotFound
from hosho.guarantees import custody
from hosho.guarantees.models import Guarantee, KeyDisplay
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def display_key(guarantee: Guarantee, *, by: Actor, at: datetime) -> AccessKey:
    """The newest key of an electronic guarantee. The caller has done the step-up.

    Raises NotFound for another company's or a paper guarantee, NotAllowed without the role, KeyNotReady until the
    register has the key.
    """
    by.require(Role.APPLICANT, Role.COMPANY_ADMINISTRATOR)
    with transaction.atomic():
        guarantee = _mine(guarantee, by)
        kept = guarantee.keys.order_by("-serial").select_related("data_key").first()
        if guarantee.current_version == 0 or kept is None or kept.deposited_at is None:
            raise KeyNotReady
        key = custody.reveal(kept)
        KeyDisplay.objects.create(
            guarantee=guarantee,
            serial=kept.serial,
            what=KeyDisplay.What.SHOWN,
            person_id=by.person,
            at=at,
        )
        audit.note("key.displayed", f"guarantee {guarantee.number}", by=by, at=at, serial=kept.serial)
        return key


def _mine(guarantee: Guarantee, by: Actor) -> Guarantee:
    found = (
        Guarantee.objects.select_for_update()
        .filter(pk=guarantee.pk, contractor_id=by.home, delivery=Delivery.ELECTRONIC.value)
        .first()
    )
    if found is None:
        raise NotFound
    return found
