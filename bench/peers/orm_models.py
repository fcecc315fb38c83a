"""The register's tables as SQLAlchemy sees them: whole rows, as an ORM is used."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, LargeBinary
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator):
    """An aware moment on both databases; SQLite keeps none, so it is written as Django writes it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value.replace(tzinfo=None) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value, dialect):
        from datetime import UTC

        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Table(DeclarativeBase):
    type_annotation_map = {datetime: Moment, bytes: LargeBinary}
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class Guarantee(Table):
    __tablename__ = "register_registeredguarantee"
    number: Mapped[str]
    surety_id: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str]
    current_version: Mapped[int]
    orderer_code: Mapped[str]
    amount_yen: Mapped[int] = mapped_column(BigInteger)
    period_to: Mapped[date]
    deposited_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Certificate(Table):
    __tablename__ = "register_registeredcertificate"
    guarantee_id: Mapped[int] = mapped_column(ForeignKey(Guarantee.id))
    guarantee: Mapped[Guarantee] = relationship()
    version: Mapped[int]
    record: Mapped[bytes]
    record_digest: Mapped[str]
    pdf: Mapped[str]
    pdf_digest: Mapped[str]
    seal_certificate_id: Mapped[int] = mapped_column(BigInteger)
    stamped_at: Mapped[datetime]
    deposited_at: Mapped[datetime]


class Event(Table):
    __tablename__ = "register_acceptedevent"
    guarantee_id: Mapped[int] = mapped_column(ForeignKey(Guarantee.id))
    seq: Mapped[int]
    type: Mapped[str]
    body: Mapped[bytes]


class OpeningKey(Table):
    __tablename__ = "register_openingkey"
    guarantee_id: Mapped[int] = mapped_column(ForeignKey(Guarantee.id))
    guarantee: Mapped[Guarantee] = relationship()
    serial: Mapped[int]
    mac: Mapped[bytes]
    pepper_version: Mapped[str]
    registered_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class LookUp(Table):
    __tablename__ = "register_lookup"
    at: Mapped[datetime]
    number: Mapped[str]
    guarantee_id: Mapped[int | None] = mapped_column(ForeignKey(Guarantee.id))
    version: Mapped[int | None]
    result: Mapped[str]
    source: Mapped[str]
    ended_at: Mapped[datetime | None]


class Misses(Table):
    __tablename__ = "register_misses"
    bucket: Mapped[str]
    misses: Mapped[int]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    waits_until: Mapped[datetime | None]
