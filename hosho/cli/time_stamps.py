"""``hosho time-stamps``: the demo's trial time-stamp server (試験用) on the loopback address."""

import argparse
import os
import signal
import threading
from pathlib import Path

from hosho.certificates.trial_authority import TrialTimeStampServer


def main(words: list[str]) -> int:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="hosho time-stamps", description=__doc__)
    parser.add_argument("--port", type=int, default=3161)
    chosen = parser.parse_args(words)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    with TrialTimeStampServer(
        Path(os.environ.get("HOSHO_HOME") or ".hosho") / "keys" / "trial-authority", chosen.port
    ):
        stopped.wait()
    return 0
