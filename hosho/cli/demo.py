"""``hosho demo`` (`make run`): a whole system on this machine, with sample data, its own authority and its own mailbox.

Serves until Ctrl-C. PORT chooses the address (8000); everything it keeps is in HOSHO_HOME (.hosho).
"""

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from hosho.cli.children import Child, Supervisor
from hosho.cli.serve import web, worker

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0
"""Seconds the web server has to answer for the first time."""
ADDRESSES = (
    ("保証会社のホームページ（入口）", "/"),
    ("受注者：e-Net保証", "/enet/"),
    ("受注者：電子証書の確認はこちら", "/certificates/"),
    ("発注者：発注者用保証確認サービス", "/confirm/"),
    ("保証会社：審査・発行", "/desk/"),
    ("運用：メールボックス", "/operator/mailbox/"),
)


def main(words: list[str]) -> int:
    """Prepare, start, say where it is, serve. Returns 1 when it could not start."""
    parser = argparse.ArgumentParser(prog="hosho demo", description=__doc__)
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
    port = parser.parse_args(words).port
    if taken(port):
        print(f"port {port} is in use; choose another: make run PORT={port + 1}", file=sys.stderr)
        return 1
    environment = demo_environment(port)
    os.environ.update(environment)
    supervisor = Supervisor(children(environment), environment=environment)
    supervisor.stop_on_signals()
    prepare(environment)
    if supervisor.stopping.is_set():
        return 0
    supervisor.start()
    try:
        if not answers(port, stopping=supervisor.stopping.is_set):
            print("the web server did not start; its message is above", file=sys.stderr)
            return 0 if supervisor.stopping.is_set() else 1
        announce(port)
        supervisor.watch()
    finally:
        supervisor.stop_all()
    return 0


def demo_environment(port: int) -> dict[str, str]:
    """What every part is told. Free ports for the small servers, unless they are named."""
    chosen = {
        "HOSHO_HOME": str(Path(os.environ.get("HOSHO_HOME") or ROOT / ".hosho").absolute()),
        "HOSHO_DEMO": "on",
        "PORT": str(port),
        "HOSHO_BIND": f"127.0.0.1:{port}",
        "HOSHO_SMTP_HOST": "127.0.0.1",
        "HOSHO_SMTP_PORT": os.environ.get("HOSHO_SMTP_PORT") or str(free_port()),
        "DJANGO_SETTINGS_MODULE": "hosho.config.settings",
        "HOSHO_LOG_LEVEL": os.environ.get("HOSHO_LOG_LEVEL") or "WARNING",
        "HOSHO_TIME_STAMP_URLS": f"http://127.0.0.1:{free_port()}/",
    }
    authority = Path(chosen["HOSHO_HOME"]) / "keys" / "trial-authority"
    chosen |= {"HOSHO_SEAL_FOLDER": str(authority), "HOSHO_TRUST_FOLDER": str(authority / "trust")}
    return {**os.environ, **chosen}


def children(environment: dict[str, str]) -> list[Child]:
    """The parts that exist, in the order they start; a missing one is named and left out."""
    stamps_port = environment["HOSHO_TIME_STAMP_URLS"].rstrip("/").rsplit(":", 1)[1]
    parts = (
        part("time stamps", "hosho.cli.time_stamps", "--port", stamps_port),
        part("mailbox", "hosho.cli.mailbox", "--port", environment["HOSHO_SMTP_PORT"]),
    )
    return [*(one for one in parts if one), web(), worker()]


def part(name: str, module: str, *words: str) -> Child | None:
    """A child that runs ``hosho`` with the command of ``module``, if there is such a module."""
    if find_spec(module) is None:
        print(f"{name}: not part of this version yet")
        return None
    return Child(
        name, [sys.executable, "-m", "hosho.cli", module.rsplit(".", 1)[1].replace("_", "-"), *words]
    )


def prepare(environment: dict[str, str]) -> None:
    """Database, trial authority, collected style sheets, and on the first run the sample data."""
    Path(environment["HOSHO_HOME"]).mkdir(parents=True, exist_ok=True)
    step("database", lambda: manage("migrate", "--verbosity", "0"))
    step("style sheets", lambda: manage("collectstatic", "--no-input", "--verbosity", "0"))
    import django

    django.setup()
    from hosho.certificates.trial_authority import make_trial_authority
    from hosho.lib.clock import now

    authority = Path(environment["HOSHO_SEAL_FOLDER"])
    step("trial authority", lambda: make_trial_authority(authority, at=now()))
    if find_spec("hosho.cli.sample") is None:
        print("sample data: not part of this version yet")
        return
    step("sample data", import_module("hosho.cli.sample").load)


def step(name: str, do: Callable[[], object]) -> None:
    """Do one thing and say so, with its time when it took some."""
    started = time.monotonic()
    do()
    taken_s = time.monotonic() - started
    print(f"{name}: ready" + (f" ({taken_s:.0f} s)" if taken_s > 1 else ""), flush=True)


def manage(*words: str) -> None:
    """A management command in a process of its own. Raises CalledProcessError with its own message printed."""
    subprocess.run([sys.executable, "-m", "hosho.cli", "manage", *words], check=True)


def taken(port: int) -> bool:
    """Whether somebody listens there already."""
    with socket.socket() as attempt:
        attempt.settimeout(1)
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


def answers(port: int, *, stopping: Callable[[], bool]) -> bool:
    """Wait until `/healthz` says 200."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not stopping():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def announce(port: int) -> None:
    """Where everything is, who can sign in, and last the line `ready` that other programs wait for."""
    home = f"http://127.0.0.1:{port}"
    print("\n" + "\n".join(f"  {home}{path}  {name}" for name, path in ADDRESSES))
    if find_spec("hosho.cli.sample") and hasattr(sample := import_module("hosho.cli.sample"), "logins_table"):
        print("\n" + sample.logins_table())
    print(f"\nready {home}", flush=True)
