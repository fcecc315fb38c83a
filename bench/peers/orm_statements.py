"""The look-up's statements in SQLAlchemy, for the asynchronous and the plain session alike."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from bench.peers import pages
from bench.peers.orm_models import Certificate, Event, Guarantee, LookUp, Misses, OpeningKey


def pressure(number: str, network: str) -> Select[Any]:
    return select(Misses).where(Misses.bucket.in_((f"number:{number}|{network}", network)))


def keys(number: str) -> Select[Any]:
    return (
        select(OpeningKey)
        .join(OpeningKey.guarantee)
        .options(contains_eager(OpeningKey.guarantee))
        .where(Guarantee.number == number)
        .order_by(OpeningKey.serial.desc())
    )


def opened(rows: list[OpeningKey], number: str, digits: str, source: str) -> tuple[OpeningKey, LookUp] | None:
    """The key that these digits open, and the audit row to write."""
    digest = pages.mac(number, digits)
    for row in rows:
        if hmac.compare_digest(bytes(row.mac), digest) and row.revoked_at is None:
            version = row.guarantee.current_version
            return row, LookUp(at=datetime.now(UTC), number=number, guarantee_id=row.guarantee_id, version=version,
                               result="opened", source=source)  # fmt: skip
    return None


def certificate(guarantee_id: int, look_up_id: int) -> Select[Any]:
    return (
        select(Certificate)
        .join(Certificate.guarantee)
        .options(contains_eager(Certificate.guarantee))
        .join(LookUp, LookUp.guarantee_id == Guarantee.id)
        .where(Certificate.guarantee_id == guarantee_id, LookUp.id == look_up_id, LookUp.result == "opened", LookUp.ended_at.is_(None))
        .order_by(Certificate.version.desc())
        .limit(1)
    )  # fmt: skip


def events(guarantee_id: int) -> Select[Any]:
    return select(Event.body).where(Event.guarantee_id == guarantee_id).order_by(Event.seq)


def columns(row: Certificate) -> dict[str, Any]:
    """What the page shows of the rows."""
    guarantee = row.guarantee
    return {
        "number": guarantee.number,
        "status": guarantee.status,
        "current_version": guarantee.current_version,
        "version": row.version,
        "record": row.record,
        "record_digest": row.record_digest,
        "pdf": row.pdf,
        "stamped_at": row.stamped_at,
    }
