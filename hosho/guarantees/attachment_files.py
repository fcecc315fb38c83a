"""Where uploaded papers lie: under the digest of their bytes, with no name and no ending of the sender's."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


class AttachmentDamaged(OSError):
    """A stored paper is no longer what its digest says."""


def keep(data: bytes, digest: str) -> None:
    """Store the bytes; the same bytes are stored once."""
    if not default_storage.exists(_name(digest)):
        default_storage.save(_name(digest), ContentFile(data))


def forget(digest: str) -> None:
    """Delete the bytes of a digest that no attachment has any more. Twice is harmless."""
    default_storage.delete(_name(digest))


def read(digest: str) -> bytes:
    """The bytes of a digest. Raises FileNotFoundError or AttachmentDamaged."""
    with default_storage.open(_name(digest)) as file:
        data: bytes = file.read()
    if hashlib.sha256(data).hexdigest() != digest:
        raise AttachmentDamaged(digest)
    return data


def _name(digest: str) -> str:
    return f"attachments/{digest}"
