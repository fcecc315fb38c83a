"""For the contractor: many look-ups of its guarantee did not match. Neither key nor a look-up's source stands in it."""

from __future__ import annotations

from datetime import datetime

from hosho.lib.days import format_moment
from hosho.notices.mail import HasValue, Mail, ending, full, subject_for, write
from hosho.notices.sender import Sender


def lookups_missed(
    *,
    to: str,
    company: str,
    person: str,
    number: str | HasValue,
    title: str,
    since: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "lookups_missed",
        to=to,
        subject=subject_for("認証キーの一致しない照会が続いています", guarantee=number),
        occasion=f"{full(number)}:{since.isoformat()}",
        values={
            "company": company,
            "person": person,
            "number": ending(number),
            "title": title,
            "since": format_moment(since),
        },
        sender=sender,
    )
