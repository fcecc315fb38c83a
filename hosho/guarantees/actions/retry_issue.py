"""A person has looked at what stopped issuing: take the given-up job into the queue again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hosho.domain.refusals import AlreadyDone, NotFound
from hosho.outbox import queue
from hosho.outbox.models import Job
from hosho.parties import audit
from hosho.parties.actor import Actor
from hosho.parties.roles import Role

# the jobs the desk may take up again; others are the operator's
NAMES = ("issue.seal", "issue.stamp", "issue.deposit", "issue.announce", "key.deposit", "send_mail")


def retry_issue(job_id: int, *, by: Actor, at: datetime) -> None:
    """Make a given-up job due now, with all its attempts. Raises NotAllowed, NotFound, AlreadyDone when it is not given up."""
    by.require(Role.CLERK, Role.UNDERWRITER, Role.APPROVER, Role.ADMINISTRATOR)
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id, name__in=NAMES).first()
        if job is None:
            raise NotFound
        if not queue.retry(job.pk, at=at):
            raise AlreadyDone(verb="発行のやり直し")
        audit.note("issue.retried", f"job {job.key}"[:80], by=by, at=at)
