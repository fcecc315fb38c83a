"""Take the README's pictures: start the demo on a free port, walk the leaflet in a real browser, save PNG files.

    python tools/take_screenshots.py [ADDRESS]

The walk is the README's, with JavaScript off and the words of the leaflet, so a picture that cannot be taken means
that the README is wrong too. With the address of a demo that already runs, that one is walked instead of a new one.
Pictures go to docs/pictures, numbered in the order of the walk. The key that they show is the sample's own.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from leaflet_walk import Demo, Walk
from playwright.sync_api import sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
PICTURES = REPOSITORY / "docs" / "pictures"
READY_SECONDS = 300


@contextmanager
def running_demo() -> Iterator[Demo]:
    """`hosho demo` with a home of its own, until the block is left."""
    with tempfile.TemporaryDirectory(prefix="hosho-screenshots-") as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        process = subprocess.Popen(
            [Path(sys.executable).parent / "hosho", "demo"],
            env={**os.environ, "HOSHO_HOME": home, "PORT": str(port)},
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            text=True,
        )
        timer = threading.Timer(READY_SECONDS, process.terminate)
        timer.start()
        try:
            _read_until_ready(process)
            timer.cancel()
            yield Demo(f"http://127.0.0.1:{port}", sample_password())
        finally:
            timer.cancel()
            process.terminate()
            process.wait(timeout=30)


def sample_password() -> str:
    """Read from the file, because importing it would need the demo's settings here too."""
    people = (REPOSITORY / "hosho/cli/sample_people.py").read_text(encoding="utf-8")
    (password,) = re.findall(r'^PASSWORD = "([^"]+)"', people, re.MULTILINE)
    return str(password)


def _read_until_ready(process: subprocess.Popen[str]) -> None:
    printed: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        printed.append(line)
        if re.match(r"ready\b", line):
            # what the demo prints later must not fill the pipe
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return
    raise SystemExit(f"the demo ended before it was ready:\n{''.join(printed)}")


def take(demo: Demo) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("there is no chromium; run make browser first")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        walk = Walk(browser, demo, Path(folder))
        try:
            walk.everything()
        except Exception:
            walk.page.screenshot(path=Path(tempfile.gettempdir()) / "hosho-stuck.png", full_page=True)
            print(f"stuck at {walk.page.url}; see hosho-stuck.png in {tempfile.gettempdir()}")
            raise
        browser.close()
        # only a whole walk replaces the pictures of the last one
        shutil.rmtree(PICTURES, ignore_errors=True)
        shutil.copytree(folder, PICTURES)


def main(arguments: list[str]) -> None:
    if arguments:
        take(Demo(arguments[0].rstrip("/"), sample_password()))
        return
    with running_demo() as demo:
        take(demo)


if __name__ == "__main__":
    main(sys.argv[1:])
