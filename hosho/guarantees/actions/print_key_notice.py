"""Put number and key on the notice that is handed in, and remember who made one when. Nothing of it is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from hosho.domain.kinds import Delivery
from hosho.domain.refusals import KeyNotReady, NotFound
from hosho.guarantees import custody, papers
from hosho.guarantees.models import Guarantee, KeyDisplay
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def print_key_notice(guarantee: Guarantee, *, by: Actor, at: datetime) -> dict[str, Any]:
    """What `Renderer.key_notice` sets; it holds the secret. The caller has done the step-up.

    Raises NotFound for another company's or a paper guarantee, NotAllowed without the role, KeyNotReady until the
    register has the key.
    """
    by.require(Role.APPLICANT, Role.COMPANY_ADMINISTRATOR)
    with transaction.atomic():
        guarantee = _mine(guarantee, by)
        kept = guarantee.keys.order_by("-serial").select_related("data_key").first()
        current = guarantee.certificates.filter(version=guarantee.current_version).first()
        if current is None or kept is None or kept.deposited_at is None:
            raise KeyNotReady
        paper = papers.key_notice(guarantee, current, custody.reveal(kept), at=at)
        KeyDisplay.objects.create(
            guarantee=guarantee,
            serial=kept.serial,
            what=KeyDisplay.What.NOTICE,
            person_id=by.person,
            at=at,
        )
        audit.note("key.notice_printed", f"guarantee {guarantee.number}", by=by, at=at, serial=kept.serial)
        return paper


def _mine(guarantee: Guarantee, by: Actor) -> Guarantee:
    found = (
        Guarantee.objects.select_for_update(of=("self",))
        .select_related("application", "contractor")
        .filter(pk=guarantee.pk, contractor_id=by.home, delivery=Delivery.ELECTRONIC.value)
        .first()
    )
    if found is None:
        raise NotFound
    return found
