"""Keys that wait to be handed to the orderer."""

from __future__ import annotations

from django.db.models import QuerySet

from hosho.domain.kinds import Delivery
from hosho.domain.lifecycle import GuaranteeStatus
from hosho.guarantees.models import Guarantee
from hosho.parties.actor import Actor

_STANDING = (GuaranteeStatus.VALID.value, GuaranteeStatus.AMENDED.value)


def keys_not_handed_in(actor: Actor) -> QuerySet[Guarantee]:
    """The company's electronic guarantees of which neither a hand-in is noted nor the orderer has opened one."""
    return Guarantee.objects.filter(
        contractor_id=actor.home,
        current_version__gte=1,
        delivery=Delivery.ELECTRONIC.value,
        status__in=_STANDING,
        hand_ins__isnull=True,
        orderer_answers__isnull=True,
    ).order_by("concluded_at", "id")
