"""The issuing worker killed with SIGKILL at random points: every guarantee ends issued exactly once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hosho.certificates.trial_authority import TrialTimeStampServer, make_trial_authority
from hosho.lib.clock import now
from tests import postgres
from tests.simulators.smtp import SmtpSimulator

ROOT = Path(__file__).resolve().parents[2]


def issue_under_fire(home: Path, address: str, *, applications: int, kills: int) -> tuple[dict, list]:
    """Run the nursery in a process of its own, with a real time-stamp server and a real mail server beside it."""
    make_trial_authority(home / "authority", at=now())
    with TrialTimeStampServer(home / "authority") as stamps, SmtpSimulator() as mails:
        environment = os.environ | {
            "HOSHO_HOME": str(home / "home"),
            "HOSHO_DATABASE_URL": address,
            "HOSHO_SEAL_FOLDER": str(home / "authority"),
            "HOSHO_TRUST_FOLDER": str(home / "authority" / "trust"),
            "HOSHO_TIME_STAMP_URLS": stamps.url,
            "HOSHO_SMTP_HOST": "127.0.0.1",
            "HOSHO_SMTP_PORT": str(mails.port),
            "HOSHO_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "hosho.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.worker.kill_nursery", str(applications), str(kills), "20261122"],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return json.loads(done.stdout.splitlines()[-1]), list(mails.received)


@pytest.mark.slow
@pytest.mark.timeout(1000)
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
@pytest.mark.parametrize(("applications", "kills"), [pytest.param(60, 200, id="200 kills")])
def test_every_guarantee_is_issued_exactly_once(tmp_path, kind, applications, kills):
    address = postgres.new_database() if kind == "postgres" else ""
    found, letters = issue_under_fire(tmp_path, address, applications=applications, kills=kills)
    check(found, letters, applications=applications, kills=kills)


@pytest.mark.timeout(200)
@pytest.mark.slow
def test_a_few_kills_change_nothing(tmp_path):
    """The short form, for `make check`."""
    found, letters = issue_under_fire(tmp_path, "", applications=3, kills=4)
    check(found, letters, applications=3, kills=4)


def check(found: dict, letters: list, *, applications: int, kills: int) -> None:
    numbers = found["numbers"]
    assert (found["waiting"], found["dead"], found["kills"]) == (0, [], kills)
    assert found["half_visible"] == 0
    assert found["states"] == ["ISSUED"]
    assert found["stages"] == ["ANNOUNCED"]
    assert len(numbers) == len(set(numbers)) == 2 * applications
    assert sorted(int(number[4:10]) for number in numbers) == list(range(1, 2 * applications + 1)), "gapless"
    once = [[number, 1] for number in numbers]
    assert found["versions"] == found["deposits"] == found["events"] == once
    assert found["registered"] == found["opening_keys"] == numbers
    assert found["same_pdf"]
    told = {
        number
        for number in numbers
        if any(f"番号末尾{number[-4:]}" in str(letter.message["Subject"]) for letter in letters)
    }
    assert told == set(numbers), "a mail at least for each"
