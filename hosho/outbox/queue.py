"""Put work into the queue, and see how the queue is doing.

``enqueue`` belongs inside the transaction of the business row: both are there afterwards, or neither. The names
and the shape stay near ``django.tasks``, so that a kept library that passes the same kill test can take its place.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet

from hosho.outbox.models import Job


@dataclass(frozen=True, slots=True)
class Counts:
    """The queue at one moment."""

    waiting: int
    due: int
    dead: int
    late_seconds: float


def enqueue(
    name: str, payload: Mapping[str, Any], *, key: str, at: datetime, run_at: datetime | None = None
) -> None:
    """Write job ``name`` down once. A second call with the same ``key`` changes nothing, whoever made the first."""
    job = Job(name=name, key=key, payload=dict(payload), created_at=at, run_at=run_at or at)
    Job.objects.bulk_create([job], ignore_conflicts=True)


def waiting(*, limit: int = 100) -> QuerySet[Job]:
    """What is not done yet, the next due first."""
    return Job.objects.filter(done_at__isnull=True, dead_at__isnull=True).order_by("run_at", "id")[:limit]


def dead(*, limit: int = 100) -> QuerySet[Job]:
    """What was given up, the latest first. Each needs a person: mend the cause, then `retry`."""
    return Job.objects.filter(dead_at__isnull=False).order_by("-dead_at", "-id")[:limit]


def retry(job_id: int, *, at: datetime) -> bool:
    """Take a job that was given up into the queue again, with all its attempts. False when it is not given up."""
    given_up = Job.objects.filter(id=job_id, dead_at__isnull=False)
    return bool(given_up.update(dead_at=None, run_at=at, forgiven=F("attempts")))


def sweep(*, done_before: datetime, names: Collection[str] | None = None) -> int:
    """Delete what was done before then, of all names or only of some; how many.

    What was given up stays until a person has looked.
    """
    old = Job.objects.filter(done_at__lt=done_before)
    if names is not None:
        old = old.filter(name__in=names)
    return old.delete()[0]


def counts(*, at: datetime) -> Counts:
    """How much waits, how much of it is due, how much was given up, and how late the oldest due job is (seconds)."""
    due = Q(run_at__lte=at)
    found = Job.objects.filter(done_at__isnull=True, dead_at__isnull=True).aggregate(
        waiting=Count("id"), due=Count("id", filter=due), oldest=Min("run_at", filter=due)
    )
    late = (at - found["oldest"]).total_seconds() if found["oldest"] else 0.0
    return Counts(found["waiting"], found["due"], Job.objects.filter(dead_at__isnull=False).count(), late)
