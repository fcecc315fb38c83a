"""Keys that wait to be handed to the orderer: says in SQL what `progress.progress_of` says of one guarantee."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from hosho.domain.kinds import Delivery
from hosho.domain.lifecycle import GuaranteeStatus
from hosho.guarantees.models import Certificate, Guarantee, HandIn, KeyCustody, OrdererAnswer
from hosho.parties.actor import Actor


def keys_not_handed_in(actor: Actor) -> QuerySet[Guarantee]:
    """The company's guarantees that are 未提出 and in force, oldest first."""
    mine = Guarantee.objects.filter(contractor_id=actor.home, current_version__gte=1)
    return not_handed_in(mine).order_by("concluded_at", "id")


def not_handed_in(found: QuerySet[Guarantee]) -> QuerySet[Guarantee]:
    """Of these the electronic ones in force whose present version nobody has opened and whose key is not handed in.

    A hand-in from before a new key or a new version does not count: its papers have become useless.
    """
    in_force = [status.value for status in GuaranteeStatus if status.is_in_force]
    here = {"guarantee": OuterRef("guarantee")}
    newer_key = KeyCustody.objects.filter(created_at__gt=OuterRef("at"), **here)
    newer_version = Certificate.objects.filter(
        version__gt=1, version=OuterRef("guarantee__current_version"), prepared_at__gt=OuterRef("at"), **here
    )
    counting = HandIn.objects.filter(~Exists(newer_key), ~Exists(newer_version), guarantee=OuterRef("pk"))
    answered = OrdererAnswer.objects.filter(guarantee=OuterRef("pk"), version=OuterRef("current_version"))
    return found.filter(
        ~Exists(counting), ~Exists(answered), delivery=Delivery.ELECTRONIC.value, status__in=in_force
    )
