"""Keep what the register reported: the orderer opened, confirmed or could not confirm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hosho.guarantees.models import Guarantee, NewsCursor, OrdererAnswer
from hosho.guarantees.readers import desk_readers, readers_of
from hosho.notices import post
from hosho.notices.mail import Mail
from hosho.notices.opened_after_misses import opened_after_misses
from hosho.notices.orderer_confirmed import orderer_confirmed
from hosho.notices.orderer_returned import orderer_returned
from hosho.notices.orderer_viewed import orderer_viewed
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role

# misses before a success from which the desk is told
SUSPICIOUS = 10


@dataclass(frozen=True)
class Reported:
    """One item as the register told it; `what` is opened, confirmed or not_confirmed."""

    news_id: int
    guarantee_number: str
    version: int
    what: str
    at: datetime
    department: str = ""
    name: str = ""
    reason: str = ""
    # of an opening: look-ups that missed within the day before
    misses: int = 0


def record_news(items: Iterable[Reported], *, by: Actor, at: datetime, cursor: str) -> int:
    """Save news not yet known, write to the contractor about first openings and answers; returns how many were new.

    Call inside the transaction that marks the reading job done: cursor and news commit together.
    """
    new = 0
    for item in items:
        guarantee = Guarantee.objects.select_for_update().filter(number=item.guarantee_number).first()
        if guarantee is None or OrdererAnswer.objects.filter(news_id=item.news_id).exists():
            continue
        first = not guarantee.orderer_answers.filter(what=item.what).exists()
        OrdererAnswer.objects.create(
            guarantee=guarantee,
            news_id=item.news_id,
            what=item.what,
            version=item.version,
            department=item.department,
            name=item.name,
            reason=item.reason,
            at=item.at,
        )
        new += 1
        if item.what == "opened" and item.misses >= SUSPICIOUS:
            _flag(guarantee, item, by=by, at=at)
        if first or item.what != "opened":
            _write(guarantee, item, at)
    NewsCursor.objects.update_or_create(pk=1, defaults={"cursor": cursor, "read_at": at})
    return new


def _flag(guarantee: Guarantee, item: Reported, *, by: Actor, at: datetime) -> None:
    """Tell the desk: somebody may have guessed, or only misread."""
    audit.note(
        "look_ups.opened_after_misses", f"guarantee {guarantee.number}", by=by, at=at, misses=item.misses
    )
    for reader in desk_readers(Role.CLERK, Role.ADMINISTRATOR):
        letter = opened_after_misses(
            to=reader.email,
            person=reader.name,
            number=guarantee.number,
            company=guarantee.contractor.name,
            misses=item.misses,
            opened_at=item.at,
        )
        post(letter, at=at)


def _write(guarantee: Guarantee, item: Reported, at: datetime) -> None:
    for reader in readers_of(guarantee.application):
        post(_letter(guarantee, item, reader.name, reader.email), at=at)


def _letter(guarantee: Guarantee, item: Reported, name: str, email: str) -> Mail:
    about: dict[str, Any] = {
        "to": email,
        "company": guarantee.contractor.name,
        "person": name,
        "number": guarantee.number,
        "version": item.version,
        "title": guarantee.title,
        "orderer": guarantee.orderer_name,
    }
    if item.what == "opened":
        return orderer_viewed(**about, viewed_at=item.at)
    letter = orderer_confirmed if item.what == "confirmed" else orderer_returned
    return letter(**about, department=item.department, stated_at=item.at)
