"""P1b two workers against one, P1c the same bytes twice, P1d memory after many certificates against after fewer."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from bench.installation import ROOT
from bench.p01_certificate import Ours, record
from bench.rounds import median
from bench.row import Row, Scale, at_least, at_most


def measure(scale: Scale) -> list[Row]:
    return [_two_workers(scale), _same_bytes(), _memory(scale)]


def _worker(line: Connection) -> None:
    """Make as many certificates as the line asks for, again and again; 0 ends it."""
    with tempfile.TemporaryDirectory() as folder:
        ours, made = Ours(Path(folder)), os.getpid()
        ours.issued(record(made))
        while count := line.recv():
            for _ in range(count):
                made += 1
                ours.issued(record(made))
            line.send(count)


def _two_workers(scale: Scale) -> Row:
    count, rounds = scale.of(60, 20), 5
    context = multiprocessing.get_context("spawn")
    lines = []
    for _ in range(2):
        here, there = context.Pipe()
        context.Process(target=_worker, args=(there,), daemon=True).start()
        lines.append(here)
    one: list[float] = []
    two: list[float] = []
    for number in range(-1, rounds):
        # warm-up first, then one and both by turns
        for workers, rates in ((lines[:1], one), (lines, two)):
            began = time.perf_counter()
            for line in workers:
                line.send(count)
            made = sum(line.recv() for line in workers)
            if number >= 0:
                rates.append(made / (time.perf_counter() - began))
    for line in lines:
        line.send(0)
    ratio, wanted, met = at_least(median(two) / median(one), 1.7)
    note = f"on {os.cpu_count()} cores that other work may share" if not met else ""
    return Row("P1b", "certificates a second by two processes", f"{median(two):.1f} a second", f"{median(one):.1f} a second by one", ratio, wanted, met, note)  # fmt: skip


def _same_bytes() -> Row:
    """In this process, again, and in another process with another time zone and another seed for hashing."""
    from hosho.certificates.render import Renderer

    program = (
        "import hashlib;from bench.p01_certificate import record;from hosho.certificates.render import Renderer;"
        "print(hashlib.sha256(Renderer().certificate(record(7))).hexdigest())"
    )
    environment = {**os.environ, "TZ": "America/New_York", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    elsewhere = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()
    here = {hashlib.sha256(Renderer().certificate(record(7))).hexdigest() for _ in range(3)}
    same = here == {elsewhere}
    return Row("P1c", "bytes before sealing, same record: thrice here, once in another process and time zone", "identical" if same else "different", "", "", "identical", same)  # fmt: skip


def _memory(scale: Scale) -> Row:
    few, many = scale.of(500, 100), scale.of(3000, 600)
    program = f"from bench.p01_many_certificates import grow; grow({few}, {many})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    before, after = (int(word) for word in done.stdout.split())
    ratio, wanted, met = at_most(after / before, 1.1)
    return Row("P1d", f"memory after {many:,} certificates", f"{after / 1024:.0f} MiB", f"{before / 1024:.0f} MiB after {few:,}", ratio, wanted, met)  # fmt: skip


def grow(few: int, many: int) -> None:
    """Print this process's proportional memory (KiB) after few and after many certificates."""
    with tempfile.TemporaryDirectory() as folder:
        ours = Ours(Path(folder))
        for number in range(1, many + 1):
            ours.issued(record(number))
            if number in (few, many):
                print(pss_kib(os.getpid()))


def pss_kib(process: int) -> int:
    """Proportional memory of a process: what it shares counts in parts."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
