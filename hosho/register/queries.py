"""What may be read of the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hosho.domain.certificate_record import CertificateRecord
from hosho.domain.events import Event, from_bytes
from hosho.domain.lifecycle import GuaranteeStatus
from hosho.domain.refusals import ViewingEnded
from hosho.lib.clock import stamp
from hosho.register.models import LookUp, RegisteredCertificate, RegisteredGuarantee, Statement
from hosho.register.news import CONFIRMED, NOT_CONFIRMED, OPENED, NewsItem

# News younger than this waits for the next reading: on PostgreSQL a lower id may still be committing.
_SETTLED = timedelta(seconds=3)
_PAGE = 200
_STATEMENTS = 1_000_000_000_000


@dataclass(frozen=True)
class View:
    """One version of a guarantee as its orderer sees it, with what holds now."""

    number: str
    version: int
    current_version: int
    status: GuaranteeStatus
    record: CertificateRecord
    record_digest: str
    pdf: str
    pdf_digest: str
    stamped_at: datetime
    deposited_at: datetime
    changed_at: datetime

    @property
    def is_current(self) -> bool:
        return self.version == self.current_version


def view(guarantee_id: int, version: int | None = None) -> View:
    """A version (the current one when left out) in one statement. Raises ViewingEnded when there is none."""
    found = RegisteredCertificate.objects.select_related("guarantee").filter(guarantee_id=guarantee_id)
    row = found.filter(version=version).first() if version else found.order_by("-version")[:1].first()
    if row is None:
        raise ViewingEnded
    guarantee = row.guarantee
    return View(
        number=guarantee.number,
        version=row.version,
        current_version=guarantee.current_version,
        status=GuaranteeStatus(guarantee.status),
        record=CertificateRecord.from_bytes(bytes(row.record)),
        record_digest=row.record_digest,
        pdf=row.pdf,
        pdf_digest=row.pdf_digest,
        stamped_at=row.stamped_at,
        deposited_at=row.deposited_at,
        changed_at=guarantee.changed_at,
    )


def history(guarantee_id: int) -> list[Event]:
    """Every accepted event of a guarantee, in order; each can say its sentence."""
    guarantee = RegisteredGuarantee.objects.get(pk=guarantee_id)
    return [from_bytes(bytes(row.body)) for row in guarantee.events.all()]


def news_since(surety_code: str, cursor: str, *, at: datetime) -> tuple[list[NewsItem], str]:
    """News of one surety's deposits after a cursor ("look-up id.statement id"), and the next cursor.

    A malformed cursor is read as the beginning: news are kept once by their id, so reading twice does no harm.
    """
    looked, stated = _read_cursor(cursor)
    settled = at - _SETTLED
    mine = {"guarantee__surety__code": surety_code, "at__lt": settled}
    look_ups = LookUp.objects.select_related("guarantee").filter(result="opened", id__gt=looked, **mine)
    statements = Statement.objects.select_related("guarantee").filter(id__gt=stated, **mine)
    items = []
    for seen in look_ups.order_by("id")[:_PAGE]:
        looked = seen.pk
        items.append(_opened(seen))
    for said in statements.order_by("id")[:_PAGE]:
        stated = said.pk
        items.append(_stated(said))
    return items, f"{looked}.{stated}"


def _read_cursor(cursor: str) -> tuple[int, int]:
    looked, _, stated = cursor.partition(".")
    return (int(looked), int(stated)) if looked.isdecimal() and stated.isdecimal() else (0, 0)


def _opened(seen: LookUp) -> NewsItem:
    number = seen.guarantee.number if seen.guarantee else ""
    return NewsItem(seen.pk, number, seen.version or 0, OPENED, stamp(seen.at))


def _stated(said: Statement) -> NewsItem:
    return NewsItem(
        _STATEMENTS + said.pk,
        said.guarantee.number,
        said.version,
        CONFIRMED if said.confirmed else NOT_CONFIRMED,
        stamp(said.at),
        said.department,
        said.name,
        said.reason,
    )
