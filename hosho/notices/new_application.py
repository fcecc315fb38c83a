"""For the desk: an application waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hosho.domain.kinds import GuaranteeKind
from hosho.lib.days import format_moment
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def new_application(
    *,
    to: str,
    person: str,
    receipt: str,
    company: str,
    kinds: Iterable[GuaranteeKind],
    orderer: str,
    received_at: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "new_application",
        to=to,
        subject=subject_for("新しい保証申込があります", receipt=receipt),
        occasion=f"{receipt}:{received_at.isoformat()}",
        values={
            "person": person,
            "receipt": receipt,
            "company": company,
            "kinds": "・".join(kind.label for kind in kinds),
            "orderer": orderer,
            "received_at": format_moment(received_at),
        },
        sender=sender,
    )
