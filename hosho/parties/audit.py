"""The audit entry: one line for who did or tried what, written in the transaction of the deed."""

from __future__ import annotations

from datetime import datetime

from hosho.parties.actor import Actor
from hosho.parties.models import AuditEntry


def note(
    act: str,
    subject: str,
    *,
    by: Actor,
    at: datetime,
    result: str = "done",
    source: str = "",
    reference: str = "",
    **detail: object,
) -> None:
    """Write one audit entry. `act` is a past-tense verb, `subject` e.g. "guarantee 2525-0000-0142"; no secrets in `detail`."""
    AuditEntry.objects.create(
        at=at,
        person_id=by.person_id,
        side=by.side.value,
        name=by.name,
        act=act,
        subject=subject,
        result=result,
        detail=detail,
        source=source,
        reference=reference,
    )
