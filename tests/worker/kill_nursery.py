"""A nursery of issuing workers: loads everything once, then forks workers and kills them with SIGKILL at random.

    python -m tests.worker.kill_nursery APPLICATIONS KILLS SEED

Fills the database with accepted applications, lets two forked workers conclude and issue them while one of them is
killed again and again, watches what is visible meanwhile, and prints what it found as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from hosho.certificates.trial_authority import TrialAuthority
from hosho.guarantees.actions.conclude import conclude
from hosho.guarantees.models import Application, Certificate, Guarantee
from hosho.lib.clock import now
from hosho.outbox.models import Job
from hosho.outbox.queue import enqueue
from hosho.outbox.work import Work
from hosho.parties.actor import SYSTEM
from hosho.register.models import (
    AcceptedEvent,
    OpeningKey,
    RegisteredCertificate,
    RegisteredGuarantee,
)
from hosho.worker import issuing
from hosho.worker.handlers import HANDLERS
from hosho.worker.run import Worker
from tests.builders import accepted, register_surety

LEASE = timedelta(seconds=4)
PATIENCE_SECONDS = 300


def conclude_application(work: Work) -> Callable[[], None]:
    """Conclusion as a job, so that it too is killed in every phase."""
    application = Application.objects.get(pk=work.payload["application"])

    def finish() -> None:
        conclude(application, by=SYSTEM, at=work.at)

    return finish


def fill(count: int) -> None:
    call_command("migrate", verbosity=0)
    register_surety(TrialAuthority(issuing.settings.HOSHO_SEAL_FOLDER).sealer().certificate)
    with transaction.atomic():
        for _ in range(count):
            # concluded on the day the test runs, so the works must end later than that
            made = accepted(contract={"period_to": "2098-03-31"})
            enqueue("test.conclude", {"application": str(made.pk)}, key=f"conclude:{made.pk}", at=now())


def in_child(do: Callable[[], None]) -> int:
    """Fork; the child does it and leaves without cleaning up after the parent."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        do()
        code = 0
    finally:
        os._exit(code)


def work() -> None:
    handlers = {**HANDLERS, "test.conclude": conclude_application}
    Worker(handlers, clock=now, lease=LEASE, pause=0.02).run(threads=2)


def watch_what_is_visible() -> None:
    """Until killed: whatever the contractor can see is whole, and so is whatever the register can open."""
    while True:
        for guarantee in Guarantee.objects.filter(current_version__gte=1).order_by("?")[:20]:
            certificate = guarantee.certificates.get()
            if not (certificate.pdf_digest and certificate.deposited_at and certificate.stamped_at):
                os._exit(2)
            if not RegisteredGuarantee.objects.filter(number=guarantee.number, current_version=1).exists():
                os._exit(3)
        for registered in RegisteredGuarantee.objects.order_by("?")[:20]:
            if registered.certificates.count() != 1 or registered.opening_keys.count() != 1:
                os._exit(4)
        time.sleep(0.1)


def kill_workers(kills: int, chance: random.Random) -> int:
    """Two workers; one of them is killed at a random moment, again and again, then both may finish."""
    workers = [in_child(work), in_child(work)]
    for turn in range(kills):
        time.sleep(chance.uniform(0.02, 0.5))
        victim = workers[turn % 2]
        os.kill(victim, signal.SIGKILL)
        _, status = os.waitpid(victim, 0)
        if not os.WIFSIGNALED(status):
            raise RuntimeError("a worker died by itself")
        workers[turn % 2] = in_child(work)
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and Job.objects.filter(done_at=None, dead_at=None).exists():
        time.sleep(0.5)
    connection.close()
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
    return kills


def found() -> dict[str, Any]:
    return {
        "waiting": Job.objects.filter(done_at=None, dead_at=None).count(),
        "dead": list(Job.objects.filter(dead_at__isnull=False).values_list("name", "last_error")),
        "states": sorted(set(Application.objects.values_list("state", flat=True))),
        "numbers": sorted(Guarantee.objects.values_list("number", flat=True)),
        "stages": sorted(set(Certificate.objects.values_list("stage", flat=True))),
        "versions": sorted(Certificate.objects.values_list("guarantee__number", "version")),
        "registered": sorted(RegisteredGuarantee.objects.values_list("number", flat=True)),
        "deposits": sorted(RegisteredCertificate.objects.values_list("guarantee__number", "version")),
        "events": sorted(AcceptedEvent.objects.values_list("guarantee__number", "seq")),
        "opening_keys": sorted(OpeningKey.objects.values_list("guarantee__number", flat=True)),
        "same_pdf": all(
            RegisteredCertificate.objects.filter(
                guarantee__number=number, pdf_digest=digest, record_digest=record
            ).exists()
            for number, digest, record in Certificate.objects.values_list(
                "guarantee__number", "pdf_digest", "record_digest"
            )
        ),
    }


def main(applications: int, kills: int, seed: int) -> None:
    fill(applications)
    connection.close()
    watcher = in_child(watch_what_is_visible)
    done = kill_workers(kills, random.Random(seed))
    os.kill(watcher, signal.SIGTERM)
    _, status = os.waitpid(watcher, 0)
    half_visible = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0
    print(json.dumps({**found(), "kills": done, "half_visible": half_visible}))


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:4]))
