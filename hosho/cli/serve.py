"""``hosho serve``: the web server and a worker, for a real system on one machine. Run `hosho manage migrate` first."""

import argparse
import os
import sys
from pathlib import Path

from hosho.cli.children import Child, Supervisor

CONFIGURATION = Path(__file__).resolve().parents[2] / "gunicorn.conf.py"


def web() -> Child:
    """gunicorn, set up by gunicorn.conf.py."""
    return Child("web", [sys.executable, "-m", "gunicorn", "--config", str(CONFIGURATION)])


def worker(*, threads: int = 2) -> Child:
    """One worker process."""
    return Child("worker", [sys.executable, "-m", "hosho.cli", "worker", "--threads", str(threads)])


def main(words: list[str]) -> int:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="hosho serve", description=__doc__)
    parser.add_argument("--workers", type=int, default=1, help="worker processes (1)")
    chosen = parser.parse_args(words)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "hosho.config.settings"}
    supervisor = Supervisor([web(), *(worker() for _ in range(chosen.workers))], environment=environment)
    supervisor.stop_on_signals()
    supervisor.start()
    supervisor.watch()
    return 0
