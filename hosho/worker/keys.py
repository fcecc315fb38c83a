"""The jobs about keys and about what the register reports back."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from hosho.domain import events
from hosho.domain.deposit import Deposit, OpeningKeyPart
from hosho.guarantees import custody
from hosho.guarantees.actions.record_news import Reported, record_news
from hosho.guarantees.actions.warn_of_misses import warn_of_misses
from hosho.guarantees.models import KeyCustody, NewsCursor
from hosho.outbox.work import Finish, Work
from hosho.parties.actor import SYSTEM
from hosho.register.news import CONFIRMED, MANY_MISSES, NOT_CONFIRMED, OPENED, NewsItem
from hosho.worker.street import street


def deposit_key(work: Work) -> Finish:
    """Hand a reissued key to the register; from its receipt on the new key opens and the old one does not."""
    key = KeyCustody.objects.select_related("guarantee", "data_key").get(pk=work.payload["key"])
    row = next(
        row
        for row in key.guarantee.events.filter(type="key_reissued")
        if events.from_bytes(bytes(row.body)).data["key_serial"] == key.serial
    )
    part = OpeningKeyPart(key.serial, custody.reveal(key).value)
    street().deposit(
        Deposit(settings.SURETY["code"], bytes(row.body), bytes(row.signature), opening_key=part), at=work.at
    )

    def finish() -> None:
        KeyCustody.objects.filter(pk=key.pk).update(deposited_at=work.at)

    return finish


def read_news(work: Work) -> Finish:
    """Ask the register what happened to our deposits since last time."""
    known = NewsCursor.objects.filter(pk=1).first()
    items, cursor = street().news(known.cursor if known else "0.0", at=work.at)

    suspicious = [item for item in items if item.what == MANY_MISSES]
    answers = [item for item in items if item.what in (OPENED, CONFIRMED, NOT_CONFIRMED)]

    def finish() -> None:
        record_news([_reported(item) for item in answers], by=SYSTEM, at=work.at, cursor=cursor)
        for item in suspicious:
            since = datetime.fromisoformat(item.at)
            warn_of_misses(item.guarantee_number, by=SYSTEM, at=work.at, misses=item.misses, since=since)

    return finish


def _reported(item: NewsItem) -> Reported:
    return Reported(
        news_id=item.id,
        guarantee_number=item.guarantee_number,
        version=item.version,
        what=item.what,
        at=datetime.fromisoformat(item.at),
        department=item.department,
        name=item.name,
        reason=item.reason,
        misses=item.misses,
    )
