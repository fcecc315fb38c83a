"""Open a stranger's file in a process of its own, with little memory and little time, and no environment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SECONDS = 20
_CHILD = Path(__file__).with_name("child.py")
_EXHAUSTED = 3


class ChildFailed(Exception):
    """The process did not answer. `exhausted`: it ran out of memory or time; else it could not read the file."""

    def __init__(self, *, exhausted: bool) -> None:
        super().__init__("exhausted" if exhausted else "failed")
        self.exhausted = exhausted


def run_child(*arguments: str, data: bytes) -> bytes:
    """What `child.py` answers about `data`. Raises: ChildFailed."""
    command = [sys.executable, "-I", str(_CHILD), *arguments]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, env={}, close_fds=True, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ChildFailed(exhausted=True) from error
    if done.returncode != 0:
        raise ChildFailed(exhausted=done.returncode == _EXHAUSTED or done.returncode < 0)
    return done.stdout
