"""P13: jobs a second through the outbox, against django-tasks-db; the job writes one row."""

from __future__ import annotations

from datetime import timedelta

from bench.installation import installation
from bench.rounds import Taken, interleaved, middles
from bench.row import Row, Scale, at_least


def write(number: int) -> None:
    """The job's one row."""
    from hosho.lib.clock import now
    from hosho.register.models import LookUp

    LookUp.objects.create(at=now(), number=f"{number:012}", result="missed", source="bench")


def measure(scale: Scale) -> list[Row]:
    with installation(scale.database, settings="bench.settings"):
        return _measured(scale)


def _measured(scale: Scale) -> list[Row]:
    from django_tasks_db.management.commands.db_worker import Worker

    from bench.peers.tasks import write_row
    from hosho.lib.clock import now
    from hosho.outbox.queue import enqueue
    from hosho.outbox.work import Finish, Work, run_one

    count, rounds = scale.of(200, 60), 5

    def handle(work: Work) -> Finish:
        return lambda: write(int(work.payload["number"]))

    def fill(number: int) -> None:
        for job in range(count):
            enqueue("bench.write", {"number": job}, key=f"bench:{number}:{job}", at=now())
            write_row.enqueue(job)

    def ours(_round: int) -> None:
        done = 0
        while run_one({"bench.write": handle}, clock=now, lease=timedelta(minutes=1)):
            done += 1
        if done != count:
            raise RuntimeError(f"{done} of {count} jobs done")

    def peer(_round: int) -> None:
        Worker(
            queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
            worker_id="bench", excluded_queue_names=[],
        ).run()  # fmt: skip

    taken: dict[str, list[Taken]] = {"ours": [], "peer": []}
    for number in range(-1, rounds):
        fill(number)
        for name, seconds in interleaved(1, {"ours": ours, "peer": peer}, warm_up=0).items():
            if number >= 0:
                taken[name] += seconds
    return [_row(scale, count, taken)]


def _row(scale: Scale, count: int, taken: dict[str, list[Taken]]) -> Row:
    rates = {name: count / middle.wall for name, middle in middles(taken).items()}
    cpu = {name: middle.cpu / count for name, middle in middles(taken).items()}
    ratio, wanted, met = at_least(rates["ours"] / rates["peer"], 2)
    on = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[scale.database]
    note = f"one worker, start-up not counted; processor time a job {cpu['ours'] * 1000:.2f} against {cpu['peer'] * 1000:.2f} ms"
    return Row("P13", f"jobs a second through the queue on {on}", f"{rates['ours']:.0f}", f"{rates['peer']:.0f} django-tasks-db", ratio, wanted, met, note)  # fmt: skip
