"""Is this the person? One answer for every way of being wrong, in words and in time; waiting instead of locking.

Every try is counted before the password is looked at, per account and per network, and given back when it succeeds.
After the free tries a bucket waits 1, 2, 4, 8, then 15 minutes; the right password during the wait is refused too, or
the wait would be an oracle. A browser that has signed in before has an account bucket of its own, so a stranger who
types somebody's ID cannot keep that person out. Nothing is ever locked for good.
"""

from __future__ import annotations

import ipaddress
import re
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from hosho.domain.refusals import AccountClosed, SignInFailed, SignInWaiting
from hosho.lib.clock import in_japan
from hosho.lib.text import fold_code
from hosho.parties import audit
from hosho.parties.actor import SYSTEM
from hosho.parties.models import Person, SignInMisses

FREE_TRIES_ACCOUNT = 5
FREE_TRIES_NETWORK = 40
WAITS = tuple(timedelta(minutes=m) for m in (1, 2, 4, 8, 15))
MEMORY = timedelta(hours=12)
"""Tries older than this are forgotten."""
_COMPANY_LOGIN = re.compile(r"([0-9]{8})-?([0-9]{1,2})", re.ASCII)


def read_login_id(typed: str) -> str:
    """`１００００００１２ー１` → `10000012-01`; `DESK-Tanaka` → `desk-tanaka`; the company's number alone stays."""
    folded = fold_code(typed).lower()
    found = _COMPANY_LOGIN.fullmatch(folded)
    return f"{found[1]}-{int(found[2]):02}" if found else folded


def find_person(typed: str) -> Person | None:
    """Whom a typed お客様ID means: a company's number alone means its one active person, if it has just one."""
    login_id = read_login_id(typed)
    if re.fullmatch(r"[0-9]{8}", login_id, re.ASCII):
        active = Person.objects.select_related("contractor").filter(
            contractor__customer_number=login_id, is_active=True
        )[:2]
        return active[0] if len(active) == 1 else None
    return Person.objects.select_related("contractor").filter(login_id=login_id[:40]).first()


def sign_in(typed: str, password: str, *, address: str, known_people: frozenset[int], at: datetime) -> Person:
    """The person of this ID and password, of an account that is in use.

    `address` is the caller's IP address; `known_people` the ids of those who signed in with this browser before, as its
    signed cookie says. Raises SignInFailed, SignInWaiting (with the clock time), AccountClosed (password was right).
    """
    person = find_person(typed)
    account = person.login_id if person else read_login_id(typed)[:40]
    own_browser = person is not None and person.pk in known_people
    buckets = {
        f"account:{account}{':own' if own_browser else ''}": FREE_TRIES_ACCOUNT,
        f"network:{network_of(address)}": FREE_TRIES_NETWORK,
    }
    _count_try(buckets, at=at)
    if not matches(person, password):
        if person is not None:
            audit.note(
                "sign_in_failed",
                f"login {person.login_id}",
                by=SYSTEM,
                at=at,
                result="refused",
                source=address,
            )
        raise SignInFailed
    assert person is not None
    forget_tries(buckets)
    if not in_use(person):
        raise AccountClosed
    return person


def matches(person: Person | None, password: str) -> bool:
    """Compare the password; for nobody do the same hashing work, so that time tells nothing."""
    if person is None or not person.has_usable_password():
        make_password(password)
        return False
    return person.check_password(password)


def in_use(person: Person) -> bool:
    """Whether the account and its company may act today."""
    return person.is_active and (person.contractor is None or person.contractor.suspended_at is None)


def network_of(address: str) -> str:
    """IPv4 as it is, IPv6 by its /64, which is one subscriber."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network(f"{parsed}/64", strict=False))
    return str(parsed)


def count_try(bucket: str, *, free: int = FREE_TRIES_ACCOUNT, at: datetime) -> None:
    """Count a try of another secret (activation code, password in a session). Raises SignInWaiting."""
    _count_try({bucket: free}, at=at)


def _count_try(buckets: dict[str, int], *, at: datetime) -> None:
    with transaction.atomic():
        rows = []
        for bucket in sorted(buckets):
            SignInMisses.objects.bulk_create([SignInMisses(bucket=bucket, last_at=at)], ignore_conflicts=True)
            rows.append(SignInMisses.objects.select_for_update().get(bucket=bucket))
        waits = [row.waits_until for row in rows if row.waits_until and row.waits_until > at]
        if not waits:
            for row in rows:
                _add(row, free=buckets[row.bucket], at=at)
    if waits:
        raise SignInWaiting(until=_clock_time(max(waits)))


def _add(row: SignInMisses, *, free: int, at: datetime) -> None:
    if row.last_at < at - MEMORY:
        row.misses = 0
    row.misses += 1
    row.last_at = at
    beyond = row.misses - free
    row.waits_until = at + WAITS[min(beyond, len(WAITS) - 1)] if beyond >= 0 else None
    row.save(update_fields=["misses", "last_at", "waits_until"])


def forget_tries(buckets: dict[str, int]) -> None:
    """After success: the account starts anew; the network only gets this one try back."""
    with transaction.atomic():
        for row in SignInMisses.objects.select_for_update().filter(bucket__in=buckets):
            if row.bucket.startswith("network:"):
                row.misses = max(row.misses - 1, 0)
                row.waits_until = None if row.misses < FREE_TRIES_NETWORK else row.waits_until
                row.save(update_fields=["misses", "waits_until"])
            else:
                row.delete()


def _clock_time(moment: datetime) -> str:
    """The next full minute, so that the time shown is never too early."""
    shown = in_japan(moment + timedelta(seconds=59))
    return f"{shown.hour}時{shown.minute:02}分"


def password_again(person: Person, password: str, *, at: datetime) -> bool:
    """Whether somebody signed in knows the password. Raises SignInWaiting after too many misses."""
    bucket = {f"again:{person.login_id}": FREE_TRIES_ACCOUNT}
    _count_try(bucket, at=at)
    right = matches(person, password)
    if right:
        forget_tries(bucket)
    return right
