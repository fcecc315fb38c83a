"""The queue's two tables. No row is ever 'running': a job that is being done is one whose time has not come again."""

from typing import ClassVar

from django.db import models


class Job(models.Model):
    """Something to do after the transaction that wrote it. ``key`` makes writing it twice the same as once."""

    name = models.CharField(max_length=80)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    # when it is due; a worker that takes it pushes this forward by the lease
    run_at = models.DateTimeField()
    # how often it was taken; the number also fences off a worker whose lease ran out
    attempts = models.PositiveIntegerField(default=0)
    # of those, how many lie before the last `retry` by a person; `attempts` itself never goes down
    forgiven = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    # given up: a person must look, then `retry`
    dead_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["run_at", "id"]
        indexes: ClassVar = [
            models.Index(
                fields=["run_at", "id"],
                name="outbox_waiting",
                condition=models.Q(done_at__isnull=True, dead_at__isnull=True),
            ),
            models.Index(fields=["dead_at"], name="outbox_dead", condition=models.Q(dead_at__isnull=False)),
            models.Index(fields=["done_at"], name="outbox_done", condition=models.Q(done_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key}"


class Schedule(models.Model):
    """When a periodic job is next due. The row is the lock: two schedulers enqueue the same due time once."""

    name = models.CharField(max_length=80, unique=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.next_at:%F %T}"
