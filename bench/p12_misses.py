"""P12: a wrong key and an unknown number look the same, in time and in bytes."""

from __future__ import annotations

import random
import re
import time

from bench.installation import installation, issue
from bench.rounds import median, milliseconds
from bench.row import Row, Scale
from bench.wsgi_browser import Clerk

_CHANGES = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]+"|\b\d{4}-?\d{4}-?\d{4}\b|\d{1,2}:\d{2}|[0-9a-f]{8,36}(?:-[0-9a-f]{4,12})*'
)
"""What differs between any two answers: the form's token, the number as typed, the clock, the request's own number."""


def measure(scale: Scale) -> list[Row]:
    with installation(scale.database):
        return _measured(scale)


def _measured(scale: Scale) -> list[Row]:
    from hosho.config.wsgi import application
    from hosho.domain.numbers import AccessKey, GuaranteeNumber

    known = [number for number, _ in issue(scale.of(40, 10))]
    clerk, chance = Clerk(application), random.Random(20261122)
    wrong: list[float] = []
    unknown: list[float] = []
    seen: set[bytes] = set()
    for trial in range(-20, scale.of(1500, 300)):
        pair = [
            (wrong, known[trial % len(known)]),
            (unknown, GuaranteeNumber.make("47", 2031, trial % 90_000 + 30).value),
        ]
        chance.shuffle(pair)
        for times, number in pair:
            # every miss from an address of its own, or the throttle would answer instead
            address = f"10.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(1, 255)}"
            key = AccessKey.random().value
            began = time.perf_counter()
            answer = clerk.post(number, key, address=address)
            passed = time.perf_counter() - began
            if trial >= 0:
                times.append(passed)
                seen.add(_CHANGES.sub(b"", answer.body) + f" {answer.status}".encode())
    return _rows(wrong, unknown, seen, scale.database)


def _rows(wrong: list[float], unknown: list[float], seen: set[bytes], database: str) -> list[Row]:
    on = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[database]
    # five runs of trials each give a ratio; their median is the row's
    part = len(wrong) // 5
    ratios = [
        median(wrong[n * part : (n + 1) * part]) / median(unknown[n * part : (n + 1) * part])
        for n in range(5)
    ]
    ratio = median(ratios)
    return [
        Row("P12", f"wrong key against unknown number on {on}, {len(wrong)} each in random order", milliseconds(median(wrong)),
            f"{milliseconds(median(unknown))} unknown number", f"{ratio:.3f} ×", "within 1 %", abs(ratio - 1) <= 0.01,
            "medians of five parts: " + ", ".join(f"{each:.3f}" for each in ratios)),
        Row("P12", f"their answers' status and bytes on {on}", "equal" if len(seen) == 1 else f"{len(seen)} different answers",
            "", "", "equal", len(seen) == 1, "form token, typed number, clock and request number masked"),
    ]  # fmt: skip
