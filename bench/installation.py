"""A whole Hosho for one measurement: home, database, trial authority, time stamps, sample people, registered surety.

Import nothing of Django before `installation()` was entered: it sets the environment that settings are read from.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hosho.certificates.trial_authority import TrialAuthority, TrialTimeStampServer, make_trial_authority
from hosho.lib.clock import now
from tests import postgres

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Installation:
    """`environment` is what a server or worker of this installation is started with."""

    home: Path
    database_url: str
    authority: TrialAuthority
    environment: dict[str, str]

    def manage(self, *words: str) -> None:
        from django.core.management import call_command

        call_command(*words, verbosity=0)


@contextmanager
def installation(
    database: str = "sqlite", *, settings: str = "hosho.config.settings", **environment: str
) -> Iterator[Installation]:
    """Make one, set Django up with it in this process, and clear it away afterwards."""
    home = Path(tempfile.mkdtemp(prefix="hosho-bench-"))
    authority = make_trial_authority(home / "authority", at=now())
    url = postgres.new_database() if database == "postgres" else ""
    with TrialTimeStampServer(home / "authority") as stamps:
        told = {
            "HOSHO_HOME": str(home),
            "HOSHO_DATABASE_URL": url,
            "HOSHO_SEAL_FOLDER": str(home / "authority"),
            "HOSHO_TRUST_FOLDER": str(home / "authority" / "trust"),
            "HOSHO_TIME_STAMP_URLS": stamps.url,
            "HOSHO_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": settings,
            "PYTHONPATH": str(ROOT),
            **environment,
        }
        os.environ.update(told)
        try:
            yield _prepared(Installation(home, url, authority, {**os.environ}))
        finally:
            shutil.rmtree(home, ignore_errors=True)


def _prepared(made: Installation) -> Installation:
    import django

    django.setup()
    made.manage("migrate")
    made.manage("collectstatic", "--no-input")
    from hosho.cli import sample_people
    from tests.builders import register_surety

    sample_people.people()
    register_surety(made.authority.sealer().certificate)
    return made


def work_off(*, but: tuple[str, ...] = ("send_mail",)) -> None:
    """Do what is in the queue in this process, as the worker does, except the named jobs. Raises what a job raised."""
    from datetime import timedelta

    from hosho.outbox.models import Job
    from hosho.outbox.work import claim, do
    from hosho.worker.handlers import HANDLERS

    Job.objects.filter(name__in=but, done_at=None).update(run_at=now() + timedelta(days=1))
    while (job := claim(at=now(), lease=timedelta(minutes=2))) is not None:
        if job.name in but:
            Job.objects.filter(pk=job.pk).update(run_at=now() + timedelta(days=1))
            continue
        do(job, HANDLERS, clock=now)


def issue(count: int) -> list[tuple[str, str]]:
    """Issue guarantees for real; number and key of each."""
    from hosho.guarantees import custody
    from hosho.guarantees.actions.conclude import conclude
    from hosho.parties.actor import SYSTEM
    from tests.builders import accepted

    opened = []
    for _ in range(count):
        application = accepted(
            contract={"period_to": "2098-03-31"}, kinds={"category": "WORKS", "kinds": ["ADVANCE_PAYMENT"]}
        )
        conclude(application, by=SYSTEM, at=now())
        work_off()
        guarantee = application.guarantees.get()
        opened.append((guarantee.number, custody.reveal(guarantee.keys.get()).value))
    return opened
