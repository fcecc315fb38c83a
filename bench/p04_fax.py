"""P4a: the key notice through a standard FAX (204 x 98, two copies, one degree): code, digits, and misreads caught."""

from __future__ import annotations

import os
import random
import time

from bench.row import Row, Scale
from hosho.certificates.render import Renderer
from hosho.domain.numbers import AccessKey, TypingError, check_digits
from tests.certificates import samples
from tests.simulators import clerks_eye, fax

LONGEST_SECONDS = float(os.environ.get("BENCH_FAX_SECONDS", "900"))
"""After that the trials made so far count, and the row says how many they were."""


def measure(scale: Scale) -> list[Row]:
    wanted, began = scale.of(500, 20), time.monotonic()
    trials = codes = whole = believed = wrong = 0
    renderer = Renderer()
    for trial in range(wanted):
        if time.monotonic() - began > LONGEST_SECONDS:
            break
        body = f"{random.Random(10_000 + trial).randrange(10**18):018d}"
        key = AccessKey.parse(body + check_digits(body))
        pdf = renderer.key_notice(samples.key_notice(key=key.value))
        sheet = fax.received(fax.page(pdf), seed=trial)
        trials += 1
        codes += fax.read_code(sheet) == f"{samples.NUMBER} {key.value}"
        digits = clerks_eye.read_key(sheet, clerks_eye.key_area(pdf, key.value))
        whole += digits == key.value
        wrong += _distance(digits, key.value)
        believed += digits != key.value and not _caught(digits)
    return _rows(trials, codes, whole, wrong, believed)


def _rows(trials: int, codes: int, whole: int, wrong: int, believed: int) -> list[Row]:
    enough = trials >= 500
    note = "" if enough else f"only {trials} trials; the goal speaks of 500, so this is no verdict"
    share = 100 * wrong / (20 * trials)
    return [
        Row("P4a", "QR code of the key notice after two copies and a standard FAX", f"{codes} of {trials} read", "", "",
            "0 failures in 500", False if codes < trials else enough or None, note),
        Row("P4a", "its key by OCR from the whole page, character errors", f"{share:.3f} %, {whole} of {trials} keys whole", "", "",
            "≤ 0.25 %", False if share > 0.25 else enough or None, note),
        Row("P4a", "misread keys that their check digits or length did not catch", str(believed),
            f"of {trials - whole} misread", "", "0", False if believed else enough or None, note),
    ]  # fmt: skip


def _caught(digits: str) -> bool:
    try:
        AccessKey.parse(digits)
    except TypingError:
        return True
    return False


def _distance(read: str, meant: str) -> int:
    """Levenshtein: how many characters must be changed, lost or added."""
    row = list(range(len(meant) + 1))
    for place, character in enumerate(read, start=1):
        before, row[0] = row[0], place
        for at, other in enumerate(meant, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (character != other))
    return row[-1]
