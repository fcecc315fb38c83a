"""Who writes the letters: the surety's name, department and telephone, from the settings."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Sender:
    """What stands at the foot of every letter. `hours` are words: 平日9時から17時まで."""

    surety: str
    department: str
    telephone: str
    hours: str

    def as_values(self) -> dict[str, str]:
        return asdict(self)


def sender_from_settings() -> Sender:
    """The surety that runs this installation (settings.SURETY)."""
    from django.conf import settings

    surety = settings.SURETY
    return Sender(surety["name"], "電子保証窓口", surety["phone"], surety["hours"])
