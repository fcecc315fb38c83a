"""A new key replaces the one before."""

from __future__ import annotations

from datetime import datetime

from hosho.lib.days import format_moment
from hosho.notices.mail import HasValue, Mail, ending, full, subject_for, write
from hosho.notices.sender import Sender


def key_reissued(
    *,
    to: str,
    company: str,
    person: str,
    number: str | HasValue,
    title: str,
    reissued_by: str,
    reissued_at: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "key_reissued",
        to=to,
        subject=subject_for("認証キーを再発行しました", guarantee=number),
        occasion=f"{full(number)}:{reissued_at.isoformat()}",
        values={
            "company": company,
            "person": person,
            "number": ending(number),
            "title": title,
            "reissued_by": reissued_by,
            "reissued_at": format_moment(reissued_at),
        },
        sender=sender,
    )
