"""For the desk: a guarantee was opened after many look-ups that did not match."""

from __future__ import annotations

from datetime import datetime

from hosho.lib.days import format_moment
from hosho.notices.mail import HasValue, Mail, ending, full, subject_for, write
from hosho.notices.sender import Sender


def opened_after_misses(
    *,
    to: str,
    person: str,
    number: str | HasValue,
    company: str,
    misses: int,
    opened_at: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "opened_after_misses",
        to=to,
        subject=subject_for("一致しない照会のあとに閲覧されました", guarantee=number),
        occasion=f"{full(number)}:{opened_at.isoformat()}",
        values={
            "person": person,
            "number": ending(number),
            "company": company,
            "misses": str(misses),
            "opened_at": format_moment(opened_at),
        },
        sender=sender,
    )
