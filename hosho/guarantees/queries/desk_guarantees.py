"""Concluded guarantees as the desk sees them: the list, and everything that happened to one. Never a key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from hosho.domain import events
from hosho.domain.refusals import NotFound
from hosho.guarantees.models import Guarantee
from hosho.lib.text import fold_code, fold_search
from hosho.parties.actor import Actor
from hosho.parties.roles import Side

PAGE = 50


@dataclass(frozen=True)
class Happened:
    """One event of the signed chain, as a sentence."""

    seq: int
    at: datetime
    sentence: str


def guarantees(actor: Actor, typed: str = "", *, after: str = "") -> tuple[list[Guarantee], str]:
    """Newest first: by number, contractor (folded) or orderer; and the place to go on from, "" at the end."""
    found = _all(actor).order_by("-concluded_at", "-pk")
    if typed := typed.strip():
        digits = fold_code(typed).replace("-", "")
        asked = Q(contractor__search_key__contains=fold_search(typed)) | Q(orderer_name__contains=typed)
        if digits.isdigit():
            asked |= Q(number__startswith=digits) | Q(contractor__customer_number=digits)
        found = found.filter(asked)
    if after:
        moment, _, key = after.partition("|")
        try:
            last, last_key = datetime.fromisoformat(moment), UUID(key)
        except ValueError:
            raise NotFound from None
        found = found.filter(Q(concluded_at__lt=last) | Q(concluded_at=last, pk__lt=last_key))
    rows = list(found[: PAGE + 1])
    more = len(rows) > PAGE
    next_key = f"{rows[PAGE - 1].concluded_at.isoformat()}|{rows[PAGE - 1].pk}" if more else ""
    return rows[:PAGE], next_key


def guarantee(actor: Actor, number: str) -> Guarantee:
    """One guarantee by its number. Raises NotFound."""
    # anything may stand in an address, NUL too, which no column takes
    found = _all(actor).filter(number=number).first() if number.isascii() and number.isdecimal() else None
    if found is None:
        raise NotFound
    return found


def happened(guarantee: Guarantee) -> list[Happened]:
    """The chain of signed events as sentences."""
    read = ((row, events.from_bytes(bytes(row.body))) for row in guarantee.events.all())
    return [Happened(row.seq, row.at, event.sentence) for row, event in read]


def _all(actor: Actor) -> QuerySet[Guarantee]:
    if actor.side is not Side.SURETY:
        raise NotFound
    return Guarantee.objects.select_related("contractor", "application")
