"""Measuring side by side: what is compared takes turns in one process, so that a busy machine disturbs both alike."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Taken(NamedTuple):
    """Seconds on the clock, and seconds of processor time of this process."""

    wall: float
    cpu: float


def cpu_seconds() -> float:
    """Processor time of this process so far, user and system."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def interleaved(
    rounds: int, ways: Mapping[str, Callable[[int], object]], *, warm_up: int = 1
) -> dict[str, list[Taken]]:
    """What each way took in each round. A way is called with the round's number; the order turns every round."""
    taken: dict[str, list[Taken]] = {name: [] for name in ways}
    names = list(ways)
    for number in range(-warm_up, rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            gc.collect()
            began, used = time.perf_counter(), cpu_seconds()
            ways[name](number)
            if number >= 0:
                taken[name].append(Taken(time.perf_counter() - began, cpu_seconds() - used))
    return taken


def middles(taken: Mapping[str, list[Taken]]) -> dict[str, Taken]:
    """The medians of each way."""
    return {
        name: Taken(median([each.wall for each in found]), median([each.cpu for each in found]))
        for name, found in taken.items()
    }


def median(values: list[float]) -> float:
    return statistics.median(values)


def milliseconds(seconds: float) -> str:
    """A duration as people read it: 0.74 ms, 12.3 ms, 1,240 ms."""
    value = seconds * 1000
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{digits}f} ms"


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))]
