"""Write to both sides that many look-ups of one of our guarantees did not match."""

from __future__ import annotations

from datetime import datetime

from hosho.guarantees.models import Guarantee
from hosho.guarantees.readers import desk_readers, readers_of
from hosho.notices import post
from hosho.notices.lookups_missed import lookups_missed
from hosho.notices.suspicious_lookups import suspicious_lookups
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def warn_of_misses(number: str, *, by: Actor, at: datetime, misses: int, since: datetime) -> None:
    """Post the letters to clerks and administrators and to the contractor; the same news twice is one letter.

    Call inside the transaction that marks the reading job done. An unknown number is passed over.
    """
    guarantee = (
        Guarantee.objects.select_related("contractor", "application__created_by")
        .filter(number=number)
        .first()
    )
    if guarantee is None:
        return
    audit.note("look_ups.suspicious", f"guarantee {number}", by=by, at=at, misses=misses)
    for reader in desk_readers(Role.CLERK, Role.ADMINISTRATOR):
        letter = suspicious_lookups(
            to=reader.email,
            person=reader.name,
            number=number,
            company=guarantee.contractor.name,
            misses=misses,
            since=since,
        )
        post(letter, at=at)
    for reader in readers_of(guarantee.application):
        told = lookups_missed(
            to=reader.email,
            company=guarantee.contractor.name,
            person=reader.name,
            number=number,
            title=guarantee.title,
            since=since,
        )
        post(told, at=at)
