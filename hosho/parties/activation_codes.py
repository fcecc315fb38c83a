"""利用開始コード: sixteen digits on a letter, the last two of which check the others; only a digest is kept.

Fourteen random digits are 46 bits: too few to hash without a key, so the digest is keyed with the installation's
secret, and tries are counted (parties.sign_in). A typing error is told from a wrong code without counting.
"""

from __future__ import annotations

import secrets

from django.utils.crypto import salted_hmac

from hosho.domain.numbers import check_digits, is_checked
from hosho.domain.refusals import ActivationCodeWrong
from hosho.lib.text import fold_code_bare

DIGITS = 16


def new_code() -> str:
    """Sixteen digits from the system's random source."""
    body = f"{secrets.randbelow(10 ** (DIGITS - 2)):0{DIGITS - 2}}"
    return body + check_digits(body)


def shown(code: str) -> str:
    """`1234 5678 9012 3456`, in groups as the letter shows it."""
    return " ".join(code[place : place + 4] for place in range(0, DIGITS, 4))


def read_code(typed: str) -> str:
    """The digits of what was typed. Raises ActivationCodeWrong for what cannot be a code."""
    digits = fold_code_bare(typed)
    if len(digits) != DIGITS or not is_checked(digits):
        raise ActivationCodeWrong
    return digits


def digest(code: str) -> str:
    """What is kept of a code: hex HMAC-SHA-256 under the installation's secret."""
    return salted_hmac("hosho.parties.activation_codes", code, algorithm="sha256").hexdigest()
