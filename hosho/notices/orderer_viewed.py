"""The orderer has opened the certificate for the first time."""

from __future__ import annotations

from datetime import datetime

from hosho.domain.kinds import version_label
from hosho.lib.days import format_moment
from hosho.notices.mail import HasValue, Mail, ending, full, subject_for, write
from hosho.notices.sender import Sender


def orderer_viewed(
    *,
    to: str,
    company: str,
    person: str,
    number: str | HasValue,
    version: int,
    title: str,
    orderer: str,
    viewed_at: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "orderer_viewed",
        to=to,
        subject=subject_for("発注者が電子証書を閲覧しました", guarantee=number),
        occasion=f"{full(number)}:{version}",
        values={
            "company": company,
            "person": person,
            "number": ending(number),
            "version": version_label(version),
            "title": title,
            "orderer": orderer,
            "viewed_at": format_moment(viewed_at),
        },
        sender=sender,
    )
