"""What may be read of the register."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, DateTimeField, ExpressionWrapper, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from hosho.domain.certificate_record import CertificateRecord
from hosho.domain.events import Event, from_bytes
from hosho.domain.lifecycle import GuaranteeStatus
from hosho.domain.refusals import CredentialsMissing, DocumentMissing, RecordMalformed, ViewingEnded
from hosho.lib.clock import stamp
from hosho.register.models import (
    AcceptedEvent,
    LookUp,
    NewsAccess,
    RegisteredCertificate,
    RegisteredSurety,
    Statement,
    Suspicion,
)
from hosho.register.news import CONFIRMED, MANY_MISSES, NOT_CONFIRMED, OPENED, NewsItem

# News younger than this waits for the next reading: on PostgreSQL a lower id may still be committing.
_SETTLED = timedelta(seconds=3)
_PAGE = 200
_BEFORE = timedelta(hours=24)
_STATEMENTS = 1_000_000_000_000
_SUSPICIONS = 2_000_000_000_000
_STATEMENTS_SHOWN = 20
_CURSOR_PART = re.compile(r"[0-9]{1,18}")


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
    # the last day guaranteed as of the current version
    period_to: date
    # whether the kept record is still the bytes its digest stands for
    record_intact: bool

    @property
    def is_current(self) -> bool:
        return self.version == self.current_version


def view(guarantee_id: int, version: int | None = None) -> View:
    """A version (the current one when left out) in one statement. Raises ViewingEnded when there is none."""
    return _view(RegisteredCertificate.objects.filter(guarantee_id=guarantee_id), version)


def viewed(guarantee_id: int, look_up_id: int, version: int | None = None) -> View:
    """The same for a browser that opened the guarantee with that look-up, as long as the look-up is not ended."""
    open_still = RegisteredCertificate.objects.filter(
        guarantee_id=guarantee_id,
        guarantee__look_ups__pk=look_up_id,
        guarantee__look_ups__result="opened",
        guarantee__look_ups__ended_at__isnull=True,
    )
    return _view(open_still, version)


def _view(found: QuerySet[RegisteredCertificate], version: int | None) -> View:
    """Raises ViewingEnded, or DocumentMissing when the kept record is damaged beyond reading."""
    found = found.select_related("guarantee").order_by("-version")
    kept = list((found.filter(version=version) if version else found)[:1])
    if not kept:
        raise ViewingEnded
    row = kept[0]
    guarantee, record = row.guarantee, bytes(row.record)
    try:
        read = CertificateRecord.from_bytes(record)
    except RecordMalformed as error:
        raise DocumentMissing from error
    return View(
        number=guarantee.number,
        version=row.version,
        current_version=guarantee.current_version,
        status=GuaranteeStatus(guarantee.status),
        record=read,
        record_digest=row.record_digest,
        pdf=row.pdf,
        pdf_digest=row.pdf_digest,
        stamped_at=row.stamped_at,
        deposited_at=row.deposited_at,
        changed_at=guarantee.changed_at,
        period_to=guarantee.period_to,
        record_intact=hashlib.sha256(record).hexdigest() == row.record_digest,
    )


def history(guarantee_id: int) -> list[Event]:
    """Every accepted event of a guarantee, in order, in one statement; each can say its sentence."""
    bodies = (
        AcceptedEvent.objects.filter(guarantee_id=guarantee_id).order_by("seq").values_list("body", flat=True)
    )
    return [from_bytes(bytes(body)) for body in bodies]


def statements(guarantee_id: int) -> list[Statement]:
    """What orderers said about a guarantee, the latest first."""
    return list(Statement.objects.filter(guarantee_id=guarantee_id).order_by("-id")[:_STATEMENTS_SHOWN])


def surety_of_token(token: str) -> str:
    """The code of the surety that may read its news with this bearer token. Raises CredentialsMissing."""
    access = (
        NewsAccess.objects.select_related("surety")
        .filter(digest=token_digest(token), revoked_at__isnull=True, surety__suspended_at__isnull=True)
        .first()
    )
    if access is None:
        raise CredentialsMissing
    return access.surety.code


def token_digest(token: str) -> str:
    """How a bearer token is kept: it is random and long, so a plain SHA-256 tells nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def news_since(surety_code: str, cursor: str, *, at: datetime) -> tuple[list[NewsItem], str]:
    """News of one surety's deposits after a cursor ("look-up id.statement id.suspicion id"), and the next cursor.

    A malformed cursor is read as the beginning: news are kept once by their id, so reading twice does no harm.
    """
    looked, stated, suspected = _read_cursor(cursor)
    settled = at - _SETTLED
    mine = {"guarantee__surety__code": surety_code, "at__lt": settled}
    look_ups = LookUp.objects.select_related("guarantee").filter(result="opened", id__gt=looked, **mine)
    look_ups = look_ups.annotate(missed=_missed_before())
    answers = Statement.objects.select_related("guarantee").filter(id__gt=stated, **mine)
    suspicions = Suspicion.objects.select_related("guarantee").filter(id__gt=suspected, **mine)
    items = []
    for seen in look_ups.order_by("id")[:_PAGE]:
        looked = seen.pk
        items.append(_opened(seen))
    for said in answers.order_by("id")[:_PAGE]:
        stated = said.pk
        items.append(_stated(said))
    for suspicion in suspicions.order_by("id")[:_PAGE]:
        suspected = suspicion.pk
        items.append(_suspected(suspicion))
    return items, f"{looked}.{stated}.{suspected}"


def _read_cursor(cursor: str) -> tuple[int, int, int]:
    """A cursor of two parts, from before there were suspicions, has seen none of them."""
    parts = cursor.split(".")
    if len(parts) not in (2, 3) or not all(_CURSOR_PART.fullmatch(part) for part in parts):
        return 0, 0, 0
    looked, stated, *suspected = (int(part) for part in parts)
    return looked, stated, suspected[0] if suspected else 0


def _opened(seen: LookUp) -> NewsItem:
    number = seen.guarantee.number if seen.guarantee else ""
    missed: int = getattr(seen, "missed", 0)
    return NewsItem(seen.pk, number, seen.version or 0, OPENED, stamp(seen.at), misses=missed)


def _missed_before() -> Coalesce:
    """How many look-ups of the same number missed within the day before one succeeded."""
    missed = LookUp.objects.filter(
        result="missed",
        number=OuterRef("number"),
        at__lte=OuterRef("at"),
        at__gt=ExpressionWrapper(OuterRef("at") - _BEFORE, output_field=DateTimeField()),
    )
    counted = missed.order_by().values("number").annotate(count=Count("id")).values("count")
    return Coalesce(Subquery(counted), Value(0))


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


def _suspected(suspicion: Suspicion) -> NewsItem:
    return NewsItem(
        _SUSPICIONS + suspicion.pk,
        suspicion.guarantee.number,
        suspicion.guarantee.current_version,
        MANY_MISSES,
        stamp(suspicion.since),
        misses=suspicion.misses,
    )


def registered_sureties() -> QuerySet[RegisteredSurety]:
    """Whose deposits are accepted, with the sealing certificates they registered. For the operator."""
    return RegisteredSurety.objects.prefetch_related("seal_certificates").order_by("code")
