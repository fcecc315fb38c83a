"""The peer queue's job: one row written."""

from __future__ import annotations

from django_tasks import task


@task()
def write_row(number: int) -> None:
    from bench.p13_queue import write

    write(number)
