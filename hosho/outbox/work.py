"""Take jobs from the queue and do them so that a worker may be killed at any instant.

No state 'running' exists. Taking a job counts an attempt and moves its time forward by the lease; a dead worker's job
is simply due again. 'Done' commits together with what the handler writes, and only if nobody has taken the job since.
"""

import random
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import connection, transaction

from hosho.lib.redaction import redact
from hosho.outbox.models import Job

log = structlog.get_logger("hosho.outbox")

ATTEMPTS = 8
LONGEST_WAIT = timedelta(hours=1)
ERROR_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Work:
    """What a handler is given. ``attempt`` counts from 1; ``at`` is when this attempt began."""

    name: str
    payload: Mapping[str, Any]
    key: str
    attempt: int
    at: datetime


Finish = Callable[[], None]
Handler = Callable[[Work], Finish | None]
"""Effects outside the database come first, outside any transaction, and may happen again after a crash: give them an
idempotency key made of ``work.key``. The returned closure writes to the database and commits together with 'done'."""


class GiveUp(Exception):
    """Raised by a handler when trying again cannot help: the job is given up at once, loudly."""


class LeaseLost(Exception):
    """Somebody else has taken the job meanwhile; what this worker would have written is rolled back."""


def claim(*, at: datetime, lease: timedelta) -> Job | None:
    """Take the oldest due job for ``lease``, or None. One short transaction."""
    due = Job.objects.filter(done_at__isnull=True, dead_at__isnull=True, run_at__lte=at).order_by(
        "run_at", "id"
    )
    if not due.exists():
        # An idle worker only reads: on SQLite a transaction would take the one write lock.
        return None
    with transaction.atomic(durable=True):
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        job = due.first()
        if job is None:
            return None
        job.attempts += 1
        job.run_at = at + lease
        job.save(update_fields=["attempts", "run_at"])
        return job


def run_one(handlers: Mapping[str, Handler], *, clock: Callable[[], datetime], lease: timedelta) -> bool:
    """Take one due job and do it. False when nothing was due."""
    job = claim(at=clock(), lease=lease)
    if job is None:
        return False
    with structlog.contextvars.bound_contextvars(job=job.name, job_key=job.key, attempt=job.attempts):
        try:
            do(job, handlers, clock=clock)
        except LeaseLost:
            log.warning("lease_lost")
        except Exception as error:  # noqa: BLE001 - whatever a handler raises, the queue goes on
            fail(job, error, at=clock())
    return True


def do(job: Job, handlers: Mapping[str, Handler], *, clock: Callable[[], datetime]) -> None:
    """The handler's effects, then its writes and 'done' in one transaction."""
    handler = handlers.get(job.name)
    if handler is None:
        raise LookupError(f"no handler for {job.name}")
    finish = handler(Work(job.name, job.payload, job.key, job.attempts, clock()))
    with transaction.atomic(durable=True):
        mine = Job.objects.filter(
            id=job.id, attempts=job.attempts, done_at__isnull=True, dead_at__isnull=True
        )
        # First, not last: it locks the row, so a second worker cannot pass this point with the same job.
        if not mine.update(done_at=clock(), last_error=""):
            raise LeaseLost
        if finish is not None:
            finish()


def back_off(tries: int) -> timedelta:
    """2, 4, 8 … seconds up to an hour, give or take a quarter, so that many failures do not come back as one crowd."""
    wait = min(timedelta(seconds=2 ** min(tries, 20)), LONGEST_WAIT)
    return wait * random.uniform(0.75, 1.25)  # noqa: S311 - spreads load, guards nothing


def fail(job: Job, error: Exception, *, at: datetime) -> None:
    """Write down what happened; try again later, or give up after `ATTEMPTS` tries."""
    tries = job.attempts - job.forgiven
    dies = tries >= ATTEMPTS or isinstance(error, GiveUp)
    text = redact("".join(traceback.format_exception(error)))[-ERROR_TEXT:]
    mine = Job.objects.filter(id=job.id, attempts=job.attempts, done_at__isnull=True)
    mine.update(last_error=text, run_at=at + back_off(tries), dead_at=at if dies else None)
    if dies:
        log.error("job_given_up", tries=tries, exc_info=error)
    else:
        log.warning("job_failed", tries=tries, exc_info=error)
