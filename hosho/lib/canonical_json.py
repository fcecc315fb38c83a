"""One value, one sequence of bytes: canonical JSON (RFC 8785), written, digested and read back strictly.

Reading is stricter than RFC 8785 asks: what we sign contains no floating point numbers and no integer that a
reader in another language could round, and bytes that are not already canonical are refused instead of repaired.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, NoReturn

import rfc8785

LARGEST_INTEGER = 2**53 - 1


class NotCanonical(ValueError):
    """The bytes are not the canonical form of a value we accept. The message says where it fails, in English."""


def canonical(value: Any) -> bytes:
    """The canonical bytes (UTF-8) of a JSON value. Raises NotCanonical for floats, large integers, odd types."""
    _refuse_what_we_never_sign(value)
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeError, RecursionError) as error:
        raise NotCanonical(f"not representable: {error}") from error


def digest(value: Any) -> str:
    """Lower-case hexadecimal SHA-256 of the canonical bytes."""
    return hashlib.sha256(canonical(value)).hexdigest()


def load_strict(data: bytes) -> Any:
    """Read canonical bytes back. Raises NotCanonical for anything that `canonical` would not have written."""
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object_without_twins,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
            parse_int=_integer,
        )
    except NotCanonical:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonical(f"not JSON in UTF-8: {error}") from error
    if canonical(value) != data:
        raise NotCanonical("JSON, but not in its canonical form")
    return value


def _refuse_what_we_never_sign(value: Any) -> None:
    """Walk without recursion, so that depth cannot exhaust the stack before rfc8785 looks."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, float):
            raise NotCanonical("floating point numbers are not allowed")
        if isinstance(item, int) and abs(item) > LARGEST_INTEGER:
            raise NotCanonical("an integer is beyond 2**53 - 1")
        if isinstance(item, dict):
            waiting.extend(item.values())
        elif isinstance(item, list | tuple):
            waiting.extend(item)


def _object_without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotCanonical("a name stands twice in one object")
    return members


def _refuse_number(text: str) -> NoReturn:
    raise NotCanonical("only whole numbers are allowed")


def _integer(text: str) -> int:
    if len(text) > len(str(LARGEST_INTEGER)) + 1:
        raise NotCanonical("an integer is beyond 2**53 - 1")
    return int(text)
