"""P19: from handing in an application within an agreed credit line to the announced certificate, with a real worker."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.installation import ROOT, Installation, installation
from bench.rounds import median, percentile
from bench.row import Row, Scale
from tests.simulators.smtp import SmtpSimulator

PATIENCE_SECONDS = 60


def measure(scale: Scale) -> list[Row]:
    with SmtpSimulator() as mails:
        told = {"HOSHO_SMTP_HOST": "127.0.0.1", "HOSHO_SMTP_PORT": str(mails.port)}
        with installation(scale.database, **told) as made, _worker(made):
            seconds = [_one(number) for number in range(-2, scale.of(40, 8))][2:]
    late = percentile(seconds, 0.95)
    on = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[scale.database]
    note = f"{len(seconds)} applications of two kinds one after another, median {median(seconds):.2f} s; the desk accepts at once by its action"
    return [Row("P19", f"handed in → accepted under a collective payment → both certificates announced on {on}, 95th percentile", f"{late:.2f} s", "20 s published by Beijing", f"{late / 20:.2f} ×", "≤ 5 s", late <= 5, note)]  # fmt: skip


@contextmanager
def _worker(made: Installation) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", "hosho.cli", "worker"], env=made.environment, cwd=ROOT)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def _one(number: int) -> float:
    """Seconds from handing in to the announcement of the last certificate, seen by asking the database."""
    from hosho.cli import sample_people
    from hosho.guarantees.actions.accept import accept
    from hosho.guarantees.actions.examine import examine
    from hosho.guarantees.actions.submit import submit
    from hosho.lib.clock import now

    people = sample_people.people()
    draft = _draft(people["10000020-01"], number)
    underwriter = people["desk-sato"].actor()
    began = time.perf_counter()
    applicant = people["10000020-01"].actor()
    application = submit(draft, revision=draft.revision, once_token=f"bench-{number}", by=applicant, at=now())
    application = examine(application, by=underwriter, at=now())
    accept(application, by=underwriter, at=now(), note="測定のための見本です。")
    _wait_until_announced(application)
    return time.perf_counter() - began


def _draft(filer: Any, number: int) -> Any:
    """An application ready to be handed in; the credit line is widened so that forty fit into it."""
    from hosho.domain.lifecycle import ApplicationState
    from hosho.parties.models import Contractor
    from tests.builders import application

    Contractor.objects.filter(pk=filer.contractor_id).update(credit_limit_yen=100_000_000_000)
    filer.contractor.refresh_from_db()
    return application(
        state=ApplicationState.DRAFT,
        by=filer,
        contract={"title": f"市道見本線道路改良工事その{number + 100}", "period_to": "2098-03-31"},
        amounts={
            "CONTRACT": {"amount_yen": 4_895_000, "period_from": "2024-12-21", "period_to": "2098-03-31"},
            "ADVANCE_PAYMENT": {"amount_yen": 19_580_000},
        },
    )


def _wait_until_announced(application: Any) -> None:
    from hosho.domain.lifecycle import IssuingStage
    from hosho.guarantees.models import Certificate

    until = time.monotonic() + PATIENCE_SECONDS
    mine = Certificate.objects.filter(guarantee__application=application)
    while list(mine.values_list("stage", flat=True)) != [IssuingStage.ANNOUNCED.value] * 2:
        if time.monotonic() > until:
            raise TimeoutError(f"not announced: {list(mine.values_list('stage', 'trouble'))}")
        time.sleep(0.02)
