"""The operator lets a job that was given up be tried again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import AlreadyDone
from hosho.outbox import queue
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role


def retry_work(job_id: int, *, by: Actor, at: datetime) -> None:
    """Take the job into the queue again with all its attempts. Raises NotAllowed, AlreadyDone."""
    by.require(Role.OPERATOR)
    with transaction.atomic():
        if not queue.retry(job_id, at=at):
            raise AlreadyDone(verb="処理のやり直し")
        audit.note("work_retried", f"job {job_id}", by=by, at=at)
