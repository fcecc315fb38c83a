"""Jobs that come back: one row each with the next due time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from hosho.outbox.models import Schedule
from hosho.outbox.queue import enqueue


@dataclass(frozen=True, slots=True)
class Periodic:
    """Job ``name`` is due every ``every``, counted from midnight UTC of 2000-01-01 plus ``offset``."""

    name: str
    every: timedelta
    offset: timedelta = timedelta()

    def next_after(self, at: datetime) -> datetime:
        """The first due time later than ``at``."""
        epoch = datetime(2000, 1, 1, tzinfo=at.tzinfo) + self.offset
        return epoch + ((at - epoch) // self.every + 1) * self.every


def enqueue_due(jobs: tuple[Periodic, ...], *, at: datetime) -> int:
    """Put every job whose time has come into the queue; how many. What was missed while stopped is done once.

    ``at`` is in UTC. The key is name and due time, so two schedulers at once enqueue one job.
    """
    known = dict(Schedule.objects.filter(name__in=[job.name for job in jobs]).values_list("name", "next_at"))
    for job in jobs:
        if job.name not in known:
            row = Schedule(name=job.name, next_at=job.next_after(at))
            Schedule.objects.bulk_create([row], ignore_conflicts=True)
    due = [job for job in jobs if job.name in known and known[job.name] <= at]
    return sum(_enqueue_one(job, at=at) for job in due)


def _enqueue_one(job: Periodic, *, at: datetime) -> int:
    with transaction.atomic():
        rows = Schedule.objects.filter(name=job.name, next_at__lte=at)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        row = rows.first()
        if row is None:
            return 0
        enqueue(job.name, {}, key=f"{job.name}@{row.next_at.isoformat()}", at=at)
        row.next_at = job.next_after(at)
        row.save(update_fields=["next_at"])
    return 1
