"""Strike out what must never be kept in a log or an error text: access keys, and values named like secrets."""

import re
from collections.abc import Mapping
from typing import Any

REDACTED = "[伏字]"
SECRET_NAMES = re.compile(
    r"pass(word|wd|phrase)?|secret|token|cookie|authori[sz]ation|pepper|access_?key|credential", re.IGNORECASE
)
KEY_LIKE = re.compile(
    r"(?<![0-9０-９])(?:[0-9０-９][\s\-\u2010-\u2015\u2212\uff0d\u30fc.]{0,2}){19}[0-9０-９](?![0-9０-９])"
)
"""Twenty digits, ASCII or full-width, in any grouping a person may type: an access key."""


def redact(value: Any) -> Any:
    """``value`` with everything that looks like an access key, or is named like a secret, struck out."""
    if isinstance(value, str):
        return KEY_LIKE.sub(REDACTED, value)
    if isinstance(value, Mapping):
        return {k: REDACTED if SECRET_NAMES.search(str(k)) else redact(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact(part) for part in value]
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return REDACTED if KEY_LIKE.fullmatch(str(value)) else value
    return redact(str(value))
