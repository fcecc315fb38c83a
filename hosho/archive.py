"""Where sealed files lie: under the digest of their bytes, so that nothing is overwritten and damage is seen."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


class Damaged(OSError):
    """A stored file is no longer what its name says."""


def keep(data: bytes) -> str:
    """Store a PDF and return its name. The same bytes are stored once."""
    name = f"certificates/{hashlib.sha256(data).hexdigest()}.pdf"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(data))
    return name


def read(name: str) -> bytes:
    """Stored bytes by name. Raises FileNotFoundError, or Damaged when they are not what the name says."""
    with default_storage.open(name) as file:
        data: bytes = file.read()
    if hashlib.sha256(data).hexdigest() not in name:
        raise Damaged(name)
    return data
