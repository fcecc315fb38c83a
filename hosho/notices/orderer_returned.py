"""The orderer states that it cannot take the certificate as it is. Its reason stands on the screen."""

from __future__ import annotations

from datetime import datetime

from hosho.domain.kinds import version_label
from hosho.lib.days import format_moment
from hosho.notices.mail import HasValue, Mail, ending, full, subject_for, write
from hosho.notices.sender import Sender


def orderer_returned(
    *,
    to: str,
    company: str,
    person: str,
    number: str | HasValue,
    version: int,
    title: str,
    orderer: str,
    department: str,
    stated_at: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "orderer_returned",
        to=to,
        subject=subject_for("発注者から電子証書について連絡があります", guarantee=number),
        occasion=f"{full(number)}:{version}:{stated_at.isoformat()}",
        values={
            "company": company,
            "person": person,
            "number": ending(number),
            "version": version_label(version),
            "title": title,
            "orderer": orderer,
            "department": department,
            "stated_at": format_moment(stated_at),
        },
        sender=sender,
    )
