"""Child processes under one roof: started together, started again when one dies, stopped together."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

PATIENCE = 25.0
"""Seconds a child has to stop by itself; gunicorn finishes what it is answering."""
TOO_SOON = 5.0
"""A child that lived shorter than this many seconds is started again more and more slowly."""
LONGEST_REST = 30.0


@dataclass(frozen=True, slots=True)
class Child:
    """A part of the system: what to call it, what to run, and what it needs in its environment."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Running:
    child: Child
    process: subprocess.Popen[bytes]
    since: float
    early_deaths: int = 0
    start_at: float | None = None


class Supervisor:
    """Keeps children alive until `stop`. ``environment`` is what all of them get."""

    def __init__(self, children: Sequence[Child], *, environment: Mapping[str, str]) -> None:
        self.children = children
        self.environment = environment
        self.stopping = threading.Event()
        self._running: list[_Running] = []

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """End `watch`. Safe in a signal handler."""
        self.stopping.set()

    def stop_on_signals(self) -> None:
        """SIGTERM and SIGINT stop everything in good order."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def start(self) -> None:
        """Start every child."""
        self._running = [_Running(child, self._spawn(child), time.monotonic()) for child in self.children]

    def watch(self) -> None:
        """Start again what dies, until told to stop; then stop all."""
        try:
            while not self.stopping.wait(0.2):
                for one in self._running:
                    self._look_after(one)
        finally:
            self.stop_all()

    def stop_all(self) -> None:
        """SIGTERM to all, then SIGKILL to those that do not go. The last started is the first told."""
        for one in reversed(self._running):
            if one.process.poll() is None:
                one.process.terminate()
        until = time.monotonic() + PATIENCE
        for one in self._running:
            try:
                one.process.wait(timeout=max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                one.process.kill()
                one.process.wait()
        self._running = []

    def _spawn(self, child: Child) -> subprocess.Popen[bytes]:
        # A session of its own, so that Ctrl-C in the terminal reaches only this process, which stops them in order.
        return subprocess.Popen(
            list(child.argv),
            env={**self.environment, **child.env},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _look_after(self, one: _Running) -> None:
        now = time.monotonic()
        if one.start_at is not None:
            if now >= one.start_at:
                one.process, one.since, one.start_at = self._spawn(one.child), now, None
            return
        status = one.process.poll()
        if status is None:
            return
        one.early_deaths = one.early_deaths + 1 if now - one.since < TOO_SOON else 0
        rest = min(2.0**one.early_deaths - 1, LONGEST_REST)
        one.start_at = now + rest
        print(
            f"{one.child.name} stopped (status {status}); starting it again in {rest:.0f} s", file=sys.stderr
        )
