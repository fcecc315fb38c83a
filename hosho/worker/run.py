"""The worker: one process, a few threads, until told to stop. Any number may run; any may be killed."""

import signal
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import FrameType

import structlog
from django.db import Error, close_old_connections, connection

from hosho.outbox.periodic import Periodic, enqueue_due
from hosho.outbox.work import Handler, run_one

log = structlog.get_logger("hosho.worker")

PAUSE = 0.5
"""Seconds between looks at an empty queue."""
AFTER_TROUBLE = 3.0
"""Seconds before asking a database again that did not answer."""
SCHEDULE_EVERY = 5.0


class Worker:
    """``lease`` must be longer than the longest job; a handler gives its own calls time-outs that keep to that."""

    def __init__(
        self,
        handlers: Mapping[str, Handler],
        *,
        clock: Callable[[], datetime],
        lease: timedelta,
        periodic: tuple[Periodic, ...] = (),
        pause: float = PAUSE,
    ) -> None:
        self.handlers = handlers
        self.clock = clock
        self.lease = lease
        self.periodic = periodic
        self.pause = pause
        self.stopped = threading.Event()

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Take nothing more; what is being done is finished."""
        self.stopped.set()

    def run(self, *, threads: int = 1) -> None:
        """Work until `stop`. Returns when the last job in hand is finished."""
        crowd = [threading.Thread(target=self._loop, name=f"worker-{n}") for n in range(1, threads)]
        if self.periodic:
            crowd.append(threading.Thread(target=self._schedule_loop, name="schedule"))
        for thread in crowd:
            thread.start()
        self._loop()
        for thread in crowd:
            thread.join()

    def _loop(self) -> None:
        self._until_stopped(self._one_pass)

    def _schedule_loop(self) -> None:
        self._until_stopped(self._one_schedule)

    def _until_stopped(self, one: Callable[[], float]) -> None:
        """Call ``one`` again and again; it returns how many seconds to rest."""
        try:
            while not self.stopped.is_set():
                try:
                    close_old_connections()
                    rest = one()
                except Error:
                    log.exception("database_trouble")
                    connection.close()
                    rest = AFTER_TROUBLE
                if rest:
                    self.stopped.wait(rest)
        finally:
            connection.close()

    def _one_pass(self) -> float:
        return 0.0 if run_one(self.handlers, clock=self.clock, lease=self.lease) else self.pause

    def _one_schedule(self) -> float:
        enqueue_due(self.periodic, at=self.clock())
        return SCHEDULE_EVERY


def main(*, threads: int = 2) -> None:
    """The product's worker, with its handlers and schedule, until SIGTERM or SIGINT."""
    from django.conf import settings

    from hosho.lib.clock import now
    from hosho.worker.handlers import HANDLERS
    from hosho.worker.schedule import PERIODIC

    lease = timedelta(seconds=2 * settings.HOSHO_JOB_SECONDS)
    worker = Worker(HANDLERS, clock=now, lease=lease, periodic=PERIODIC)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, worker.stop)
    log.info("worker_started", threads=threads, jobs=sorted(HANDLERS))
    worker.run(threads=threads)
    log.info("worker_stopped")
