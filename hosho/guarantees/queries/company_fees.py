"""The fees of one company, as it may see them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from hosho.domain.refusals import NotFound
from hosho.guarantees.models import Fee
from hosho.parties.actor import Actor
from hosho.parties.roles import Side

OPEN = (Fee.State.DUE, Fee.State.SHORT)
_MOST = 100


def find(actor: Actor, application_id: UUID) -> Fee:
    """The fee of one application of the actor's company. Raises NotFound for anything else."""
    found = _mine(actor).filter(application_id=application_id).first()
    if found is None:
        raise NotFound
    return found


def to_pay(actor: Actor) -> list[Fee]:
    """What is still owed, the nearest due day first."""
    return list(_mine(actor).filter(state__in=OPEN).order_by("due_on", "pk"))


def paid(actor: Actor) -> list[Fee]:
    """What is settled or covered, the newest hundred."""
    return list(_mine(actor).exclude(state__in=OPEN).order_by("-noticed_at", "-pk")[:_MOST])


def is_open(fee: Fee) -> bool:
    """Whether money is still expected by transfer."""
    return fee.state in OPEN


def is_covered(fee: Fee) -> bool:
    """Whether the monthly collective payment covers it."""
    return fee.state == Fee.State.COVERED


def _mine(actor: Actor) -> QuerySet[Fee]:
    if actor.side is not Side.CONTRACTOR:
        raise NotFound
    return (
        Fee.objects.filter(application__contractor_id=actor.home)
        .select_related("application", "application__contractor")
        .prefetch_related("application__guarantees", "payments")
    )
