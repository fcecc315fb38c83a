"""Web servers to be measured: started on a free port, waited for, ended."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.installation import ROOT

WORKERS, THREADS = 2, 2
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    name: str
    port: int
    process: subprocess.Popen[bytes]

    def family(self) -> list[int]:
        """This server's processes."""
        found, ahead = [], [self.process.pid]
        while ahead:
            one = ahead.pop()
            found.append(one)
            ahead += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
        return found

    def cpu_seconds(self) -> float:
        """Processor time of all its processes so far."""
        total = 0
        for one in self.family():
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / _TICKS


@contextmanager
def gunicorn(
    name: str, environment: dict[str, str], *words: str, first: str = "/healthz"
) -> Iterator[Server]:
    """The product's configuration; `words` after it may name another application."""
    port = free_port()
    told = environment | {
        "HOSHO_BIND": f"127.0.0.1:{port}",
        "HOSHO_WEB_WORKERS": str(WORKERS),
        "HOSHO_WEB_THREADS": str(THREADS),
    }
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        str(ROOT / "gunicorn.conf.py"),
        "--max-requests",
        "0",
        *words,
    ]
    with _served(name, port, command, told, first) as server:
        yield server


@contextmanager
def uvicorn(
    name: str, application: str, environment: dict[str, str], *, first: str = "/confirm/"
) -> Iterator[Server]:
    port = free_port()
    command = [
        sys.executable, "-m", "uvicorn", application, "--port", str(port), "--workers", str(WORKERS),
        "--log-level", "error", "--no-access-log",
    ]  # fmt: skip
    with _served(name, port, command, environment, first) as server:
        yield server


@contextmanager
def _served(
    name: str, port: int, command: list[str], environment: dict[str, str], first: str
) -> Iterator[Server]:
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        _wait(port, process, first)
        yield Server(name, port, process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes], path: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended by itself with {process.returncode}")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server did not answer")


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])
