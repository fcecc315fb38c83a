"""The worker's loop: it stops when told, keeps its schedule, and outlives a database that goes away."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError

from hosho.outbox import queue
from hosho.outbox.models import Job
from hosho.outbox.periodic import Periodic
from hosho.worker import run as module
from hosho.worker.handlers import HANDLERS
from hosho.worker.run import Worker
from hosho.worker.schedule import PERIODIC

pytestmark = pytest.mark.django_db(transaction=True)


def worker(handlers, at, **more):
    return Worker(handlers, clock=lambda: at, lease=timedelta(seconds=60), pause=0.01, **more)


def test_it_does_all_there_is_and_stops_after_the_job_in_hand(at):
    for n in range(5):
        queue.enqueue("say", {}, key=str(n), at=at)
    done = []

    def handler(work):
        done.append(work.key)
        if len(done) == 3:
            crew.stop()

    crew = worker({"say": handler}, at)
    crew.run()
    assert len(done) == 3
    assert Job.objects.filter(done_at__isnull=False).count() == 3, "what was in hand is finished"


def test_several_threads_share_the_work_and_all_stop(at):
    for n in range(8):
        queue.enqueue("say", {}, key=str(n), at=at)
    names = set()
    meeting = threading.Barrier(2, timeout=20)

    def handler(work):
        names.add(threading.current_thread().name)
        meeting.wait()
        if Job.objects.filter(done_at__isnull=True).count() <= 2:
            crew.stop()

    crew = worker({"say": handler}, at)
    crew.run(threads=2)
    assert len(names) == 2
    assert threading.active_count() < 20


def test_the_schedule_enqueues_what_is_due(at):
    jobs = (Periodic("tick", every=timedelta(minutes=1)),)
    clock = iter([at, at + timedelta(minutes=1)] + [at + timedelta(minutes=1)] * 10_000)

    def handler(work):
        crew.stop()

    crew = Worker(
        {"tick": handler}, clock=lambda: next(clock), lease=timedelta(60), periodic=jobs, pause=0.01
    )
    original, module.SCHEDULE_EVERY = module.SCHEDULE_EVERY, 0.05
    try:
        crew.run()
    finally:
        module.SCHEDULE_EVERY = original
    assert Job.objects.get().key.startswith("tick@2025-01-06T05:06:00")


def test_a_database_that_does_not_answer_is_asked_again(at, monkeypatch):
    monkeypatch.setattr(module, "AFTER_TROUBLE", 0.01)
    asked = []

    def trouble(*_, **__):
        asked.append(1)
        if len(asked) == 3:
            crew.stop()
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(module, "run_one", trouble)
    crew = worker({}, at)
    crew.run()
    assert len(asked) == 3


def test_every_scheduled_job_has_a_handler():
    assert {job.name for job in PERIODIC} <= HANDLERS.keys()
