"""The application (保証申込) has arrived."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hosho.domain.kinds import GuaranteeKind
from hosho.lib.days import format_moment
from hosho.notices.mail import Mail, subject_for, write
from hosho.notices.sender import Sender


def application_received(
    *,
    to: str,
    company: str,
    person: str,
    receipt: str,
    kinds: Iterable[GuaranteeKind],
    title: str,
    orderer: str,
    received_at: datetime,
    sender: Sender | None = None,
) -> Mail:
    return write(
        "application_received",
        to=to,
        subject=subject_for("保証のお申し込みを受け付けました", receipt=receipt),
        occasion=f"{receipt}:{received_at.isoformat()}",
        values={
            "company": company,
            "person": person,
            "receipt": receipt,
            "kinds": "・".join(kind.label for kind in kinds),
            "title": title,
            "orderer": orderer,
            "received_at": format_moment(received_at),
        },
        sender=sender,
    )
