"""The token of a form, as it is kept to know the same deed again."""

from __future__ import annotations

from hashlib import sha256


def token_for(subject: object, token: str) -> str:
    """64 hexadecimal digits that hold for this subject alone.

    What a browser sends may be long, may hold any character, and may have served another subject before.
    """
    return sha256(f"{subject}:{token}".encode(errors="backslashreplace")).hexdigest()
