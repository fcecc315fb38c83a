"""A worker process for the kill test: does its job slowly enough to be killed in every phase of it."""

import random
import sys
import time
from datetime import timedelta

import django

django.setup()

from django.db import connection

from hosho.lib.clock import now
from hosho.outbox.queue import enqueue
from hosho.worker.run import Worker


def first(work):
    """Half of the jobs' effect; the other half is a second job enqueued in the same commit."""
    time.sleep(random.uniform(0, 0.02))

    def finish():
        write_effect(work.key)
        enqueue("second", {}, key=f"{work.key}/second", at=now())
        time.sleep(random.uniform(0, 0.005))

    return finish


def second(work):
    return lambda: write_effect(work.key)


def write_effect(key):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO effect (job_key) VALUES (%s)", [key])


if __name__ == "__main__":
    worker = Worker(
        {"first": first, "second": second},
        clock=now,
        lease=timedelta(seconds=float(sys.argv[1])),
        pause=0.05,
    )
    worker.run(threads=2)
