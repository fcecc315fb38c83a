"""What the register signs about its log: so many leaves, this head. No I/O.

The body is a C2SP tlog-checkpoint, the envelope a C2SP signed-note with Ed25519. A witness may add a signature line of
its own; we read the lines of keys we know and pass over the others, as the specification asks.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from hosho.ledger.merkle import HASH_BYTES

_ED25519 = b"\x01"
_KEY_ID_BYTES = 4
_DASH = "\u2014"


class CheckpointError(ValueError):
    """The text is not a checkpoint, or not one that this key signed."""


@dataclass(frozen=True)
class Checkpoint:
    """`origin` names the log for ever; `root` is the head over its first `size` leaves."""

    origin: str
    size: int
    root: bytes

    @property
    def body(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, body: str) -> Checkpoint:
        """Extension lines after the third are allowed by the specification and not kept."""
        lines = body.split("\n")
        if len(lines) < 4 or lines[-1] != "" or not lines[0]:
            raise CheckpointError("a checkpoint has an origin, a size and a root, a line each")
        origin, size, root = lines[:3]
        if not (size.isascii() and size.isdigit()) or (size != "0" and size.startswith("0")):
            raise CheckpointError("the size is not a plain decimal number")
        return cls(origin, int(size), _decode(root, HASH_BYTES))


@dataclass(frozen=True)
class VerifierKey:
    """A public key with the name under which it signs; written name+keyid+base64, as others publish theirs."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not self.name or "+" in self.name or any(c.isspace() for c in self.name):
            raise CheckpointError("a key's name is not empty and has neither a plus sign nor white space")

    @property
    def key_id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:_KEY_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(_ED25519 + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        name, _, rest = text.partition("+")
        key_id, _, encoded = rest.partition("+")
        held = _decode(encoded, 33)
        key = cls(name, held[1:])
        if held[:1] != _ED25519 or key.key_id.hex() != key_id:
            raise CheckpointError("the key is not of Ed25519, or its id does not belong to it")
        return key


def sign_note(body: str, name: str, private: Ed25519PrivateKey) -> str:
    """`body` ends with a line break. Returns the whole note with one signature line."""
    if not body.endswith("\n"):
        raise CheckpointError("the text of a note ends with a line break")
    key = VerifierKey(name, private.public_key().public_bytes_raw())
    signature = base64.b64encode(key.key_id + private.sign(body.encode())).decode()
    return f"{body}\n{_DASH} {name} {signature}\n"


def open_note(note: str, key: VerifierKey) -> str:
    """The text of a note that `key` signed. Raises CheckpointError when it did not, or when a line of its is wrong."""
    text, separator, signatures = note.rpartition("\n\n")
    if not separator or not signatures.endswith("\n"):
        raise CheckpointError("a note has a text, an empty line and its signatures")
    body = text + "\n"
    for line in signatures.removesuffix("\n").split("\n"):
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        if dash != _DASH or not name or not encoded:
            raise CheckpointError("a signature line is a dash, a name and a signature")
        if name != key.name or not (held := _decode(encoded)).startswith(key.key_id):
            continue
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(held[_KEY_ID_BYTES:], body.encode())
        except InvalidSignature:
            raise CheckpointError(f"the signature of {name} does not fit the text") from None
        return body
    raise CheckpointError(f"there is no signature of {key.name}")


def open_checkpoint(note: str, key: VerifierKey) -> Checkpoint:
    """The checkpoint in a note that the log itself signed: its origin must be the name of the key."""
    checkpoint = Checkpoint.parse(open_note(note, key))
    if checkpoint.origin != key.name:
        raise CheckpointError(f"the checkpoint is of {checkpoint.origin}, not of {key.name}")
    return checkpoint


def _decode(text: str, length: int | None = None) -> bytes:
    try:
        held = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise CheckpointError("not base64") from None
    if length is not None and len(held) != length:
        raise CheckpointError(f"{len(held)} bytes where {length} belong")
    return held
