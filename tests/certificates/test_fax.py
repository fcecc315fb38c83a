"""The key notice after two photocopies and a FAX at standard resolution: the code is read, the digits never lie.

HOSHO_FAX_TRIALS sets the number of the slow trials (100 by default; documents.md 4 used 500).
"""

from __future__ import annotations

import os
import random

import pytest

from hosho.certificates.papers import MODULE_MM
from hosho.certificates.render import Renderer
from hosho.domain.numbers import AccessKey, TypingError, check_digits
from tests.certificates import samples
from tests.simulators import clerks_eye, fax

QUICK = 4
MANY = int(os.environ.get("HOSHO_FAX_TRIALS", "100"))
# Of 200 whole pages 198 were read by OCR when the paper was designed (documents.md 4.4).
READ_AT_LEAST = 0.9


def faxed(trial: int) -> tuple[AccessKey, str | None, str]:
    """One notice with its own key: the key, what the code says and which digits OCR reads."""
    body = f"{random.Random(trial).randrange(10**18):018d}"
    key = AccessKey.parse(body + check_digits(body))
    pdf = Renderer().key_notice(samples.key_notice(key=key.value))
    sheet = fax.received(fax.page(pdf), seed=trial)
    return key, fax.read_code(sheet), clerks_eye.read_key(sheet, clerks_eye.key_area(pdf, key.value))


def is_caught(digits: str) -> bool:
    """Whether a misread key is told to be a typing error without looking anything up."""
    try:
        AccessKey.parse(digits)
    except TypingError:
        return True
    return False


def check(trials: range) -> None:
    read = 0
    for trial in trials:
        key, code, digits = faxed(trial)
        assert code == f"{samples.NUMBER} {key.value}", f"trial {trial}: the code says {code}"
        assert digits == key.value or is_caught(digits), f"trial {trial}: {digits} was believed"
        read += digits == key.value
    assert read >= READ_AT_LEAST * len(trials) - 1, f"only {read} of {len(trials)} keys were read by OCR"


@pytest.mark.slow
def test_the_code_and_the_digits_survive_a_fax() -> None:
    check(range(QUICK))


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_code_and_the_digits_survive_many_faxes() -> None:
    check(range(QUICK, QUICK + MANY))


def test_the_code_is_printed_large_enough_for_a_fax() -> None:
    assert MODULE_MM >= 0.8


@pytest.mark.slow
def test_the_simulated_line_is_worth_its_name() -> None:
    sheet = fax.page(Renderer().key_notice(samples.key_notice()))
    first, again, other = (fax.received(sheet, seed=seed) for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()
    assert set(first.ravel()[::97].tolist()) > {0, 255}  # scanned grey again after the one-bit line
    too_far = fax.Line(across_dpi=50, down_dpi=24)
    assert fax.read_code(fax.received(sheet, seed=1, line=too_far)) is None
