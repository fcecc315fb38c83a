"""A file name from outside, made fit to be shown, stored and offered for download."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 80
_SEPARATORS = re.compile(r"[/\\]")
# blanks of every other width look alike; the two of Japanese typing stay
_ODD_BLANKS = re.compile(r"[^\S 　]")
_FORBIDDEN = re.compile(r'[:*?"<>|]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def safe_name(name: str, suffix: str) -> str:
    """The last part of the name without what nobody can see or no system can store, ending in `suffix`.

    Japanese stays byte for byte (no normalisation). A name of which nothing is left becomes 添付書類.
    """
    last = _SEPARATORS.split(name)[-1]
    seen = _ODD_BLANKS.sub(" ", "".join(c for c in last if _stays(c)))
    stem = _ENDING.sub("", _FORBIDDEN.sub("_", seen)).strip(" .　")
    if not stem or _RESERVED.fullmatch(stem):
        stem = "添付書類"
    return stem[:_LONGEST].rstrip(" .　") + suffix


def _stays(character: str) -> bool:
    is_selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return is_selector or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
