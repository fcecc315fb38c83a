"""Open a guarantee by number and key. Every way of failing looks the same, in words and in work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.domain.refusals import KeyRevoked, LookUpFailed, LookUpWaiting, OneMoreStep, Refusal
from hosho.lib.clock import today_in_japan
from hosho.lib.days import format_clock, format_day
from hosho.parties.actor import Actor
from hosho.register import opening
from hosho.register.models import LookUp, OpeningKey
from hosho.register.throttle import Caller, count_miss, pressure


@dataclass(frozen=True)
class Opened:
    """A successful look-up: what the browser may now read, and the look-up's own id."""

    guarantee_id: int
    number: str
    version: int
    look_up_id: int


def look_up(
    number: GuaranteeNumber,
    key: AccessKey,
    *,
    by: Actor,
    at: datetime,
    caller: Caller,
    step_taken: bool = False,
) -> Opened:
    """Check a number and key and write the audit row.

    Typing errors never come here: number and key carry check digits. Raises LookUpFailed for an unknown number and
    for a wrong key alike, LookUpWaiting while the caller's bucket waits, KeyRevoked only to whoever holds the
    replaced key itself, OneMoreStep when the caller's network has missed often and has not yet pressed once more.
    """
    refusal: Refusal
    with transaction.atomic():
        now = pressure(number.value, caller, at)
        if now.waits_until is not None:
            _write(number, "waiting", None, caller, at)
            refusal = LookUpWaiting(until=format_clock(now.waits_until))
        elif now.extra_step and not step_taken:
            raise OneMoreStep
        else:
            found = _find(number, key)
            if found is not None and found.revoked_at is None:
                row = _write(number, "opened", found, caller, at)
                guarantee = found.guarantee
                return Opened(guarantee.pk, number.value, guarantee.current_version, row.pk)
            if found is not None and found.revoked_at is not None:
                _write(number, "revoked", found, caller, at)
                refusal = KeyRevoked(day=format_day(today_in_japan(found.revoked_at)))
            else:
                count_miss(number.value, caller, at)
                _write(number, "missed", None, caller, at)
                refusal = LookUpFailed()
    # raised after the commit: a refusal must not roll its own audit row back
    raise refusal


def _find(number: GuaranteeNumber, key: AccessKey) -> OpeningKey | None:
    """The key row that these digits open, newest first, or None after the same amount of work."""
    rows = list(
        OpeningKey.objects.select_related("guarantee")
        .filter(guarantee__number=number.value)
        .order_by("-serial")
    )
    digest = opening.mac(number.value, key.value)
    match = None
    for row in rows or [OpeningKey(mac=opening.NOBODYS_MAC)]:
        if opening.same(bytes(row.mac), digest) and match is None and row.pk is not None:
            match = row
    return match


def _write(
    number: GuaranteeNumber, result: str, found: OpeningKey | None, caller: Caller, at: datetime
) -> LookUp:
    return LookUp.objects.create(
        at=at,
        number=number.value,
        guarantee_id=found.guarantee_id if found else None,
        version=found.guarantee.current_version if found else None,
        result=result,
        source=caller.digest,
    )
