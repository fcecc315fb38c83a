"""お客様ID of a company: seven digits of a serial number and a check digit, and `-01` behind it for each person.

Check digit after H. M. Damm (2004): every wrong digit and every swap of neighbours is caught.
"""

from __future__ import annotations

import re

_STEP = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
FIRST_SERIAL = 1_000_001
LAST_SERIAL = 9_999_999
MOST_PEOPLE = 99


def customer_number(serial: int) -> str:
    """The eight digits for a serial number of seven. Raises ValueError outside FIRST_SERIAL to LAST_SERIAL."""
    if not FIRST_SERIAL <= serial <= LAST_SERIAL:
        raise ValueError(f"no customer number for serial {serial}")
    return f"{serial}{_check_digit(str(serial))}"


def is_customer_number(digits: str) -> bool:
    """Whether eight ASCII digits end in their right check digit."""
    return re.fullmatch(r"[1-9]\d{7}", digits, re.ASCII) is not None and _check_digit(digits) == 0


def login_id(number: str, person: int) -> str:
    """`10000012-01`. Raises ValueError beyond 99 people."""
    if not 1 <= person <= MOST_PEOPLE:
        raise ValueError(f"a company has people 1 to {MOST_PEOPLE}")
    return f"{number}-{person:02}"


def _check_digit(digits: str) -> int:
    state = 0
    for digit in digits:
        state = _STEP[state][int(digit)]
    return state
