"""How long a miss takes for a number that exists and for one that does not. Called by a test and by the bench."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from statistics import mean

from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.domain.refusals import LookUpRefused
from hosho.lib.clock import now
from hosho.parties.actor import SYSTEM
from hosho.register.actions.look_up import look_up
from hosho.register.throttle import Caller

NOBODY = GuaranteeNumber.make("47", 2031, 77)


def mean_miss_seconds(number: str, *, rounds: int = 200) -> tuple[float, float]:
    """Mean seconds of a miss: (existing number, number that does not exist), taken in turn, each from a new network.

    Works on the database Django is set up with and leaves its rows there.
    """
    existing, unknown = GuaranteeNumber(number), NOBODY
    taken: dict[str, list[float]] = {existing.value: [], unknown.value: []}
    for turn in range(rounds):
        order = (existing, unknown) if turn % 2 else (unknown, existing)
        for tried in order:
            caller = Caller.at_address(f"10.{turn // 65536}.{turn // 256 % 256}.{turn % 256}")
            taken[tried.value].append(_timed(lambda tried=tried, caller=caller: _miss(tried, caller)))  # type: ignore[misc]
    return mean(taken[existing.value]), mean(taken[unknown.value])


def _miss(number: GuaranteeNumber, caller: Caller) -> None:
    with suppress(LookUpRefused):
        look_up(number, AccessKey.random(), by=SYSTEM, at=now(), caller=caller)


def _timed(deed: Callable[[], None]) -> float:
    started = time.perf_counter()
    deed()
    return time.perf_counter() - started
