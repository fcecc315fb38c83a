"""A register with as many guarantees as wanted, filled by COPY: one issued for real, the others after its likeness."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from hosho.domain.numbers import GuaranteeNumber, check_digits
from hosho.lib.canonical_json import canonical

_A_YEAR = 900_000
"""Serial numbers used of each fiscal year."""


def number(place: int) -> str:
    """The guarantee number of the n-th made guarantee, in years the issued ones do not use."""
    return GuaranteeNumber.make("47", 2040 + place // _A_YEAR, place % _A_YEAR + 1).value


def key(place: int) -> str:
    """Its key."""
    body = f"{int.from_bytes(hashlib.sha256(str(place).encode()).digest()[:8]) % 10**18:018d}"
    return body + check_digits(body)


def fill(count: int, like: str) -> None:
    """Fill guarantee, certificate, event and key like the issued one with that number. PostgreSQL only."""
    from django.db import connection

    from hosho.register.models import RegisteredGuarantee

    model = RegisteredGuarantee.objects.get(number=like)
    # read before the first COPY, during which the connection answers nothing else
    kept, event = model.certificates.get(), model.events.get()
    first, at = model.pk + 1_000, datetime.now(UTC)
    _copy(
        "register_registeredguarantee (id, number, surety_id, status, current_version, orderer_code, amount_yen, period_to, deposited_at, changed_at)",
        _guarantees(model, count, first, at),
    )
    _copy(
        "register_registeredcertificate (guarantee_id, version, record, record_digest, pdf, pdf_digest, seal_certificate_id, stamped_at, deposited_at)",
        _certificates(kept, count, first, at),
    )
    _copy(
        "register_acceptedevent (guarantee_id, seq, type, body, signature, seal_certificate_id, accepted_at, salt)",
        _events(event, like, count, first, at),
    )
    _copy(
        "register_openingkey (guarantee_id, serial, mac, pepper_version, registered_at)",
        _keys(count, first, at),
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _guarantees(model: Any, count: int, first: int, at: datetime) -> Iterator[tuple[Any, ...]]:
    for place in range(count):
        yield (first + place, number(place), model.surety_id, "VALID", 1, model.orderer_code, 19_580_000,
               date(2098, 3, 31), at, at)  # fmt: skip


def _certificates(kept: Any, count: int, first: int, at: datetime) -> Iterator[tuple[Any, ...]]:
    record = json.loads(bytes(kept.record))
    for place in range(count):
        own = canonical(record | {"guarantee_number": number(place)})
        yield (first + place, 1, own, hashlib.sha256(own).hexdigest(), kept.pdf, kept.pdf_digest,
               kept.seal_certificate_id, at, at)  # fmt: skip


def _events(event: Any, like: str, count: int, first: int, at: datetime) -> Iterator[tuple[Any, ...]]:
    for place in range(count):
        body = bytes(event.body).replace(like.encode(), number(place).encode())
        yield (first + place, 1, "issued", body, bytes(event.signature), event.seal_certificate_id, at,
               b"s" * 16)  # fmt: skip


def _keys(count: int, first: int, at: datetime) -> Iterator[tuple[Any, ...]]:
    from hosho.register.opening import mac

    for place in range(count):
        yield first + place, 1, mac(number(place), key(place)), "1", at


def _copy(into: str, rows: Iterator[tuple[Any, ...]]) -> None:
    from django.db import connection

    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
