"""What a surety is told about its deposits: opened, confirmed, not confirmed, many misses. No key, no address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

OPENED, CONFIRMED, NOT_CONFIRMED = "opened", "confirmed", "not_confirmed"
MANY_MISSES = "many_misses"
MANY = 10
"""Misses from which a surety is told: within an hour, or before a success."""


@dataclass(frozen=True)
class NewsItem:
    """One piece of news; `id` is unique over all news, `at` an ISO moment. `misses`: see below."""

    id: int
    guarantee_number: str
    version: int
    what: str
    at: str
    department: str = ""
    name: str = ""
    reason: str = ""
    # many_misses: how many within an hour; opened: how many within the day before it was opened
    misses: int = 0

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, item: Mapping[str, Any]) -> NewsItem:
        return cls(**item)
