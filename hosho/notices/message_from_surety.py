"""The desk wrote about an application. What it wrote stands on the screen, not here."""

from __future__ import annotations

from datetime import datetime

from hosho.lib.days import format_moment
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def message_from_surety(
    *,
    to: str,
    company: str,
    person: str,
    receipt: str,
    title: str,
    written_at: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "message_from_surety",
        to=to,
        subject=subject_for("当社からの連絡があります", receipt=receipt),
        occasion=f"{receipt}:{written_at.isoformat()}",
        values={
            "company": company,
            "person": person,
            "receipt": receipt,
            "title": title,
            "written_at": format_moment(written_at),
        },
        sender=sender,
    )
