"""The deposit: the one thing that crosses the street between a surety and the register (docs/formats/deposit.md).

A package is self-contained: the signed event, and for an event that makes a new version also the record and the
sealed PDF. The opening key travels beside them and is never part of what is signed or kept.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

FORMAT = "hosho-deposit/1"
# bytes; a certificate is about 120 kB, its package a third more
MAX_PACKAGE_BYTES = 8 * 1024 * 1024
_KEYS = {"format", "surety_code", "event", "signature", "record", "pdf", "opening_key"}


class MalformedDeposit(ValueError):
    """The bytes are not a deposit of this format."""


@dataclass(frozen=True)
class OpeningKeyPart:
    """The key that opens the guarantee, with its serial. Held only as long as the register needs to digest it."""

    serial: int
    digits: str

    def __repr__(self) -> str:
        return f"OpeningKeyPart(serial={self.serial})"


@dataclass(frozen=True)
class Deposit:
    """One package. `record` and `pdf` are None for events that make no new version."""

    surety_code: str
    event: bytes
    signature: bytes
    record: bytes | None = None
    pdf: bytes | None = None
    opening_key: OpeningKeyPart | None = None

    def to_bytes(self) -> bytes:
        key = self.opening_key
        return json.dumps(
            {
                "format": FORMAT,
                "surety_code": self.surety_code,
                "event": _encode(self.event),
                "signature": _encode(self.signature),
                "record": _encode(self.record),
                "pdf": _encode(self.pdf),
                "opening_key": None if key is None else {"serial": key.serial, "digits": key.digits},
            }
        ).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Deposit:
        """Read a package; raises MalformedDeposit and never anything else for any bytes."""
        if len(data) > MAX_PACKAGE_BYTES:
            raise MalformedDeposit("larger than 8 MiB")
        try:
            parts = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise MalformedDeposit("not JSON") from error
        if not isinstance(parts, dict) or set(parts) != _KEYS or parts["format"] != FORMAT:
            raise MalformedDeposit("not a package of " + FORMAT)
        if not isinstance(parts["surety_code"], str):
            raise MalformedDeposit("surety_code is not a text")
        event, signature = _decode(parts["event"]), _decode(parts["signature"])
        if event is None or signature is None:
            raise MalformedDeposit("event and signature are missing")
        return cls(
            surety_code=parts["surety_code"],
            event=event,
            signature=signature,
            record=_decode(parts["record"]),
            pdf=_decode(parts["pdf"]),
            opening_key=_opening_key(parts["opening_key"]),
        )


@dataclass(frozen=True)
class Receipt:
    """What the register answers to an accepted deposit. The same package again gets the same receipt."""

    guarantee_number: str
    seq: int
    event_digest: str
    accepted_at: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "guarantee_number": self.guarantee_number,
            "seq": self.seq,
            "event_digest": self.event_digest,
            "accepted_at": self.accepted_at,
        }


def _encode(part: bytes | None) -> str | None:
    return None if part is None else base64.b64encode(part).decode()


def _decode(part: object) -> bytes | None:
    if part is None:
        return None
    if not isinstance(part, str):
        raise MalformedDeposit("a part is not base64")
    try:
        return base64.b64decode(part, validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedDeposit("a part is not base64") from error


def _opening_key(part: object) -> OpeningKeyPart | None:
    if part is None:
        return None
    if not isinstance(part, dict) or set(part) != {"serial", "digits"}:
        raise MalformedDeposit("opening_key has the wrong shape")
    serial, digits = part["serial"], part["digits"]
    if type(serial) is not int or not isinstance(digits, str):
        raise MalformedDeposit("opening_key has the wrong shape")
    return OpeningKeyPart(serial, digits)
