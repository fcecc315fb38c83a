"""Slowing guessers without ever locking a clerk out.

Misses are counted per (number, network, browser). After five misses the bucket waits 1, 5, 15, then 60 minutes; a
right key during the wait is refused too, or the wait would be an oracle. A browser that has opened this number
before has a bucket of its own, so a stranger's misses behind the same town-hall address do not hurt it. No bucket
spans networks: nobody can shut out a clerk elsewhere by guessing at a printed number.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from hosho.register.models import Misses

FREE_MISSES = 5
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
# misses older than this are forgotten
MEMORY = timedelta(hours=24)
SOFT_MISSES = 60
SOFT_WINDOW = timedelta(hours=1)


@dataclass(frozen=True)
class Caller:
    """Where a look-up comes from. `browser` is empty unless this browser has proved it opened the number before."""

    network: str
    browser: str = ""

    @classmethod
    def at_address(cls, address: str, *, browser: str = "") -> Caller:
        """A caller at an IP address: IPv4 as it is, IPv6 by its /64, which is one subscriber."""
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return cls(network="unknown", browser=browser)
        if parsed.version == 6:
            return cls(network=str(ipaddress.ip_network(f"{parsed}/64", strict=False)), browser=browser)
        return cls(network=str(parsed), browser=browser)

    @property
    def digest(self) -> str:
        """A short name for the log that tells callers apart; without our secret it cannot be turned into an address."""
        return salted_hmac("hosho.register.caller", f"{self.network}|{self.browser}").hexdigest()[:16]


def number_bucket(number: str, caller: Caller) -> str:
    who = f"browser:{caller.browser}" if caller.browser else f"network:{caller.network}"
    return f"number:{number}|{who}"


def network_bucket(caller: Caller) -> str:
    return f"network:{caller.network}"


@dataclass(frozen=True)
class Pressure:
    """What the counters say before a look-up: wait until a moment, or take an extra step first."""

    waits_until: datetime | None
    extra_step: bool


def pressure(number: str, caller: Caller, at: datetime) -> Pressure:
    """Read the two counters of a caller in one statement."""
    mine, network = number_bucket(number, caller), network_bucket(caller)
    rows = {row.bucket: row for row in Misses.objects.filter(bucket__in=(mine, network))}
    until = rows[mine].waits_until if mine in rows else None
    crowd = rows.get(network)
    return Pressure(
        waits_until=until if until and until > at else None,
        extra_step=not caller.browser
        and crowd is not None
        and crowd.misses >= SOFT_MISSES
        and crowd.last_at > at - SOFT_WINDOW,
    )


def count_miss(number: str, caller: Caller, at: datetime) -> None:
    """Count one miss in both buckets, inside the look-up's transaction."""
    _count((number_bucket(number, caller),), at, memory=MEMORY, waits=True)
    _count((network_bucket(caller),), at, memory=SOFT_WINDOW, waits=False)


def _count(buckets: Iterable[str], at: datetime, *, memory: timedelta, waits: bool) -> None:
    for bucket in buckets:
        Misses.objects.bulk_create([Misses(bucket=bucket, first_at=at, last_at=at)], ignore_conflicts=True)
        row = Misses.objects.select_for_update().get(bucket=bucket)
        if row.last_at < at - memory:
            row.misses, row.first_at = 0, at
        row.misses += 1
        row.last_at = at
        row.waits_until = _wait_end(row.misses, at) if waits else None
        row.save(update_fields=["misses", "first_at", "last_at", "waits_until"])


def _wait_end(misses: int, at: datetime) -> datetime | None:
    beyond = misses - FREE_MISSES
    if beyond < 0:
        return None
    return at + WAITS[min(beyond, len(WAITS) - 1)]
