"""Builders with good defaults, and a world in which guarantees can really be issued: authority, stamps, register.

world = make_world(home)             # trial authority, time-stamp server, registered surety
application = accepted()             # Saiki works, contract + advance guarantee, fee settled
conclude(application, by=..., at=...); world.work()
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from hosho.certificates.trial_authority import TrialAuthority, TrialTimeStampServer, make_trial_authority
from hosho.cli import sample_people
from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees import signing
from hosho.guarantees.models import Application, Fee
from hosho.lib.clock import now
from hosho.outbox.work import run_one
from hosho.parties.models import Person
from hosho.register.models import RegisteredSurety, SealCertificate
from hosho.worker import issuing
from hosho.worker.handlers import HANDLERS

AT = datetime(2025, 1, 6, 5, 5, tzinfo=UTC)

SAIKI_WORKS: dict[str, Any] = {
    "orderer": {
        "code": "oita-saiki",
        "name": "佐伯市",
        "department": "契約検査課契約係",
        "addressee": "佐伯市長",
    },
    "kinds": {"category": "WORKS", "kinds": ["CONTRACT", "ADVANCE_PAYMENT"]},
    "contract": {
        "title": "市道見本線道路改良工事",
        "number": "令和6年度第123号",
        "place": "大分県佐伯市見本町地内",
        "price_yen": 48_950_000,
        "date": "2024-12-20",
        "date_is_planned": False,
        "initial_date": None,
        "notice_date": None,
        "period_from": "2024-12-21",
        "period_to": "2025-09-30",
        "latest_clauses": "yes",
    },
    "amounts": {
        "CONTRACT": {"amount_yen": 4_895_000, "period_from": "2024-12-21", "period_to": "2025-09-30"},
        "ADVANCE_PAYMENT": {"amount_yen": 19_580_000},
    },
    "joint_venture": {"is_joint_venture": False, "name": "", "members": []},
    "account": {
        "bank": "見本銀行",
        "branch": "佐伯支店",
        "kind": "普通",
        "number": "1234567",
        "holder": "サイキミホンケンセツ（カ",
    },
    "delivery": {
        "delivery": "ELECTRONIC",
        "contact_name": "見本　花子",
        "contact_phone": "0972-00-0011",
        "contact_email": "hanako@hosho.example",
        "remarks": "",
        "character_note": "",
    },
    "declarations": {"terms": True, "no_antisocial_forces": True, "privacy": True},
}


def answers(**pages: dict[str, Any]) -> dict[str, Any]:
    """Saiki's works case with some entries of some pages changed."""
    made = copy.deepcopy(SAIKI_WORKS)
    for page, entries in pages.items():
        made[page] = {**made.get(page, {}), **entries}
    return made


def application(
    *, state: ApplicationState = ApplicationState.SUBMITTED, by: Person | None = None, **pages: dict[str, Any]
) -> Application:
    """An application of the first sample company, as submitted."""
    filer = by or sample_people.people()["10000012-01"]
    content = answers(**pages)
    count = Application.objects.count()
    return Application.objects.create(
        receipt_number=None if state is ApplicationState.DRAFT else f"2025-{count + 1:06}",
        contractor=filer.contractor,
        created_by=filer,
        branch=sample_people.branch(),
        state=state.value,
        answers=content,
        kinds=content["kinds"]["kinds"],
        delivery=content["delivery"]["delivery"],
        orderer_code=content["orderer"]["code"],
        orderer_name=content["orderer"]["name"],
        title=content["contract"]["title"],
        created_at=AT,
        changed_at=AT,
        submitted_at=None if state is ApplicationState.DRAFT else AT,
    )


def accepted(*, settled: bool = True, by: Person | None = None, **pages: dict[str, Any]) -> Application:
    """An accepted application whose fee is stated, and settled unless told otherwise."""
    made = application(state=ApplicationState.FEE_DUE, by=by, **pages)
    Fee.objects.create(
        application=made,
        state=Fee.State.SETTLED if settled else Fee.State.DUE,
        total_yen=100_000,
        paid_yen=100_000 if settled else 0,
        quotes=[],
        due_on=AT.date() + timedelta(days=7),
        noticed_at=AT,
        settled_at=AT if settled else None,
    )
    return made


@dataclass
class World:
    """Everything around the database that issuing needs."""

    authority: TrialAuthority
    server: TrialTimeStampServer
    surety: RegisteredSurety

    def work(self, *, until_idle: bool = True, at: datetime | None = None) -> int:
        """Do due jobs as the worker does, in this process; how many were done. Failures stay in the queue."""
        done = 0
        while run_one(HANDLERS, clock=(lambda: at) if at else now, lease=timedelta(minutes=2)):
            done += 1
            if not until_idle:
                break
        return done


@contextmanager
def make_world(folder: Path) -> Iterator[World]:
    """A trial authority in `folder`, a running time-stamp server, and the sample surety registered."""
    authority = make_trial_authority(folder / "authority", at=now())
    server = TrialTimeStampServer(folder / "authority")
    url = server.start()
    settings.HOSHO_SEAL_FOLDER = folder / "authority"
    settings.HOSHO_TRUST_FOLDER = folder / "authority" / "trust"
    settings.HOSHO_TIME_STAMP_URLS = [url]
    signing.sealer.cache_clear()
    issuing.time_stamper.cache_clear()
    try:
        yield World(authority, server, register_surety(authority.sealer().certificate))
    finally:
        server.stop()
        signing.sealer.cache_clear()
        issuing.time_stamper.cache_clear()


def register_surety(certificate: x509.Certificate) -> RegisteredSurety:
    """Make the sample surety known to the register with this sealing certificate."""
    surety, _ = RegisteredSurety.objects.get_or_create(
        code=settings.SURETY["code"], defaults={"name": settings.SURETY["name"], "phone": "0972-00-0001"}
    )
    SealCertificate.objects.get_or_create(
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        defaults={
            "surety": surety,
            "pem": certificate.public_bytes(encoding=Encoding.PEM).decode(),
            "valid_from": certificate.not_valid_before_utc,
            "valid_to": certificate.not_valid_after_utc,
        },
    )
    return surety
