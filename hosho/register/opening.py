"""Digesting access keys: HMAC-SHA-256 under a pepper, bound to the guarantee number.

A slow hash would only invite overload: the key has 59 random bits and guesses are slowed by throttle.py. Whoever
steals the table without the pepper learns nothing (docs/decisions/0004).
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

PEPPER_VERSION = "1"
# compared against when a number is unknown, so that both misses do the same work
NOBODYS_MAC = bytes(32)


def mac(number: str, digits: str) -> bytes:
    """The digest of a key's 20 digits for one canonical guarantee number: 32 bytes."""
    pepper: str = settings.HOSHO_KEY_PEPPER
    return hmac.new(pepper.encode(), f"{PEPPER_VERSION}|{number}|{digits}".encode(), hashlib.sha256).digest()


def same(kept: bytes, digest: bytes) -> bool:
    """Compare two digests in constant time."""
    return hmac.compare_digest(kept, digest)
