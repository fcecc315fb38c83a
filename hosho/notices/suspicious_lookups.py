"""For the desk: many look-ups of one number did not match."""

from __future__ import annotations

from datetime import datetime

from hosho.lib.days import format_moment
from hosho.notices.mail import HasValue, Mail, ending, full, subject_for, write
from hosho.notices.sender import Sender


def suspicious_lookups(
    *,
    to: str,
    person: str,
    number: str | HasValue,
    company: str,
    misses: int,
    since: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "suspicious_lookups",
        to=to,
        subject=subject_for("一致しない照会が続いています", guarantee=number),
        occasion=f"{full(number)}:{since.isoformat()}",
        values={
            "person": person,
            "number": ending(number),
            "company": company,
            "misses": str(misses),
            "since": format_moment(since),
        },
        sender=sender,
    )
