"""Somebody signed in from a device this person has not used before. `device` is in words: Windows の Edge."""

from __future__ import annotations

from datetime import datetime

from hosho.lib.days import format_moment
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def new_device_login(
    *,
    to: str,
    company: str,
    person: str,
    device: str,
    signed_in_at: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "new_device_login",
        to=to,
        subject=subject_for("新しい端末からログインがありました"),
        occasion=signed_in_at.isoformat(),
        values={
            "company": company,
            "person": person,
            "device": device,
            "signed_in_at": format_moment(signed_in_at),
        },
        sender=sender,
    )
