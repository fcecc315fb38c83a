"""The application waits for the contractor's correction. What to correct stands on the screen, not here."""

from __future__ import annotations

from datetime import date, datetime

from hosho.lib.days import format_day, format_moment
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def application_returned(
    *,
    to: str,
    company: str,
    person: str,
    receipt: str,
    title: str,
    points: int,
    returned_at: datetime,
    answer_by: date | None,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "application_returned",
        to=to,
        subject=subject_for("お申し込みの内容をご確認ください", receipt=receipt),
        occasion=f"{receipt}:{returned_at.isoformat()}",
        values={
            "company": company,
            "person": person,
            "receipt": receipt,
            "title": title,
            "points": str(points),
            "returned_at": format_moment(returned_at),
            "answer_by": format_day(answer_by) if answer_by else "",
        },
        sender=sender,
    )
