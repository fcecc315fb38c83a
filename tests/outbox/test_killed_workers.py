"""Workers killed with SIGKILL at random moments: no job is lost and none takes effect twice, on both databases."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import postgres

ROOT = Path(__file__).resolve().parents[2]
LEASE_SECONDS = 1.5

FILL = """
import django, sys; django.setup()
from django.core.management import call_command
from django.db import connection, transaction
call_command("migrate", "outbox", verbosity=0)
from hosho.lib.clock import now
from hosho.outbox.queue import enqueue
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE effect (job_key text NOT NULL)")
for n in range(int(sys.argv[1])):
    try:
        with transaction.atomic():
            enqueue("first", {"n": n}, key=f"job-{n}", at=now())
            if n % 10 == 9:
                raise ZeroDivisionError
    except ZeroDivisionError:
        pass
"""
LOOK = """
import django, json; django.setup()
from django.db import connection
from hosho.lib.clock import now
from hosho.outbox.queue import counts
with connection.cursor() as cursor:
    cursor.execute("SELECT job_key FROM effect")
    effects = [row[0] for row in cursor.fetchall()]
now = counts(at=now())
print(json.dumps({"effects": effects, "waiting": now.waiting, "dead": now.dead}))
"""


class System:
    """A database of its own and the processes that work on it."""

    def __init__(self, home: Path, address: str) -> None:
        self.log = (home / "workers.log").open("ab")
        self.env = os.environ | {
            "HOSHO_HOME": str(home),
            "HOSHO_DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "hosho.config.settings",
            "PYTHONPATH": str(ROOT),
        }

    def python(self, code: str, *args: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, *args],
            env=self.env,
            check=True,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.stdout

    def worker(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.outbox.kill_worker", str(LEASE_SECONDS)]
        return subprocess.Popen(command, env=self.env, cwd=ROOT, stderr=self.log, stdout=self.log)

    def look(self) -> dict:
        return json.loads(self.python(LOOK))


def kill_and_count(home: Path, address: str, *, jobs: int, kills: int) -> tuple[dict, set[str]]:
    """Two workers, one of them killed ``kills`` times, then time to drain."""
    system = System(home, address)
    system.python(FILL, str(jobs))
    workers = [system.worker(), system.worker()]
    chance = random.Random(20261122)
    try:
        for turn in range(kills):
            time.sleep(chance.uniform(0.3, 2.0))
            victim = workers[turn % 2]
            assert victim.poll() is None, "a worker died by itself"
            os.kill(victim.pid, signal.SIGKILL)
            victim.wait()
            workers[turn % 2] = system.worker()
        until = time.monotonic() + 60 + jobs / 10
        while (found := system.look())["waiting"] and time.monotonic() < until:
            time.sleep(0.5)
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
        system.log.close()
    wanted = {f"job-{n}" for n in range(jobs) if n % 10 != 9}
    return found, wanted | {f"{key}/second" for key in wanted}


def address_of(kind: str) -> str:
    return postgres.new_database() if kind == "postgres" else ""


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
@pytest.mark.parametrize(("jobs", "kills"), [(120, 6), pytest.param(600, 60, id="long")])
@pytest.mark.timeout(600)
def test_killing_workers_loses_nothing_and_does_nothing_twice(tmp_path, kind, jobs, kills):
    found, wanted = kill_and_count(tmp_path, address_of(kind), jobs=jobs, kills=kills)
    effects = found["effects"]
    assert len(effects) == len(set(effects)), "done twice"
    assert set(effects) == wanted, "lost, or done although it was rolled back"
    assert (found["waiting"], found["dead"]) == (0, 0)


@pytest.mark.timeout(120)
def test_one_kill_loses_nothing_and_does_nothing_twice(tmp_path):
    """The short form, for `make check`."""
    found, wanted = kill_and_count(tmp_path, "", jobs=30, kills=1)
    assert sorted(found["effects"]) == sorted(wanted)
