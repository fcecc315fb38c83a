"""For the desk: issuing stopped after the last attempt. `step` says where, in words."""

from __future__ import annotations

from datetime import datetime

from hosho.lib.days import format_moment
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def issuing_failed(
    *,
    to: str,
    person: str,
    receipt: str,
    company: str,
    step: str,
    attempts: int,
    failed_at: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "issuing_failed",
        to=to,
        subject=subject_for("証書の発行が止まっています", receipt=receipt),
        occasion=f"{receipt}:{failed_at.isoformat()}",
        values={
            "person": person,
            "receipt": receipt,
            "company": company,
            "step": step,
            "attempts": str(attempts),
            "failed_at": format_moment(failed_at),
        },
        sender=sender,
    )
