"""Take the README's pictures: start the demo on a free port, walk its pages with a real browser, save PNG files.

    python tools/take_screenshots.py [NAME...]

Each shot is a name and a function that leads the page to what is to be seen; the picture is docs/pictures/NAME.png.
They run in the order of the list, because later ones need what earlier ones did. Sign-ins and words are those of the
README's walk, so a picture that cannot be taken means that the README is wrong too.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, ViewportSize, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
PICTURES = REPOSITORY / "docs" / "pictures"
READY_SECONDS = 120
SIZE: ViewportSize = {"width": 1280, "height": 900}


class Demo(NamedTuple):
    """A running demo: its address without a slash at the end, and the password of all its sample logins."""

    address: str
    password: str


Lead = Callable[[Page, Demo], None]


class Shot(NamedTuple):
    name: str
    lead: Lead
    full_page: bool = True


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


def sign_in(page: Page, demo: Demo, login: str) -> None:
    """Fill in the sign-in form, if the page shows it."""
    if page.get_by_label("お客様ID").count():
        page.get_by_label("お客様ID").fill(login)
        page.get_by_label("パスワード").fill(demo.password)
        page.get_by_role("button", name="ログイン").click()


def home(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.address}/")


def application(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.address}/enet/")
    sign_in(page, demo, "10000012-01")
    page.get_by_role("link", name="保証申込").first.click()


def certificates(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.address}/certificates/")
    sign_in(page, demo, "10000012-01")


def certificate(page: Page, demo: Demo) -> None:
    certificates(page, demo)
    page.get_by_role("link", name=re.compile(r"\d{4}-\d{4}-\d{4}")).first.click()


def desk(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.address}/desk/")
    sign_in(page, demo, "desk-tanaka")


def look_up(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.address}/confirm/")


def mailbox(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.address}/operator/mailbox/")


SHOTS = (
    Shot("home", home),
    Shot("application", application),
    Shot("desk", desk),
    Shot("mailbox", mailbox),
    Shot("certificates", certificates),
    Shot("certificate", certificate),
    Shot("look-up", look_up),
)


def main(wanted: list[str]) -> None:
    if unknown := set(wanted) - {shot.name for shot in SHOTS}:
        raise SystemExit(
            f"no such shot: {', '.join(sorted(unknown))}; there are {', '.join(shot.name for shot in SHOTS)}"
        )
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("there is no chromium; run make browser first")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running_demo() as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for shot in SHOTS:
            if wanted and shot.name not in wanted:
                continue
            # a context each: nobody is signed in because an earlier picture was
            context = browser.new_context(viewport=SIZE, locale="ja-JP", timezone_id="Asia/Tokyo")
            page = context.new_page()
            shot.lead(page, demo)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=PICTURES / f"{shot.name}.png", full_page=shot.full_page)
            print(f"took docs/pictures/{shot.name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
