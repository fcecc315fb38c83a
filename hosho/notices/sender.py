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


SAMPLE_SENDER = Sender(
    surety="青海建設保証株式会社（見本）",
    department="電子保証窓口",
    telephone="0972-00-0000",
    hours="平日9時から17時まで",
)


def sender_from_settings() -> Sender:
    """`HOSHO_LETTER_SENDER` of the settings (a dict with the four names), or the sample surety."""
    from django.conf import settings

    chosen = getattr(settings, "HOSHO_LETTER_SENDER", None)
    return Sender(**chosen) if chosen else SAMPLE_SENDER
