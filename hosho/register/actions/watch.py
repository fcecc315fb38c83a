"""Look for numbers that somebody seems to be guessing at, and note it once a day for the surety's news."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Min

from hosho.parties.actor import Actor
from hosho.register.models import LookUp, RegisteredGuarantee, Suspicion
from hosho.register.news import MANY

WINDOW = timedelta(hours=1)
QUIET = timedelta(hours=24)


def watch(*, by: Actor, at: datetime) -> int:
    """Note every existing number with `MANY` misses from all sources within the last hour; how many are new.

    Call inside the transaction that marks the job done. A number that does not exist is nobody's to be told about.
    """
    missed = (
        LookUp.objects.filter(result="missed", at__gt=at - WINDOW)
        .exclude(number="")
        .values("number")
        .annotate(misses=Count("id"), since=Min("at"))
        .filter(misses__gte=MANY)
    )
    found = {row["number"]: row for row in missed}
    told = Suspicion.objects.filter(at__gt=at - QUIET).values("guarantee_id")
    new = RegisteredGuarantee.objects.filter(number__in=found).exclude(pk__in=told)
    made = [
        Suspicion(
            guarantee=guarantee,
            misses=found[guarantee.number]["misses"],
            since=found[guarantee.number]["since"],
            at=at,
        )
        for guarantee in new
    ]
    Suspicion.objects.bulk_create(made)
    return len(made)
