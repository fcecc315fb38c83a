"""The two databases Hosho runs on: SQLite beside the program, or PostgreSQL by one address."""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FIXED_SQLITE = (3, 51, 3)
"""Older versions can lose a commit in WAL mode (the WAL-reset bug); Debian 12's own is older."""

KEEP_CONNECTION = 600
"""Seconds a connection is kept: without that every request pays for a new one (2.8 times slower, measured)."""

SQLITE_BUSY_SECONDS = 20


def use_fixed_sqlite() -> None:
    """Let ``import sqlite3`` mean the fixed SQLite of the pysqlite3 wheel. Call before Django opens a database."""
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def database(address: str, *, home: Path) -> dict[str, Any]:
    """Django's settings for the database at ``address``: empty or ``sqlite:PATH``, or ``postgresql://…``."""
    if not address:
        return sqlite(home / "hosho.sqlite3")
    if address.startswith("sqlite:"):
        return sqlite(Path(address.removeprefix("sqlite:").removeprefix("//")))
    if address.startswith(("postgresql://", "postgres://")):
        return postgresql(address)
    raise ImproperlyConfigured("HOSHO_DATABASE_URL must start with postgresql:// or sqlite:, or be left out.")


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite for several processes: readers never wait (WAL), a commit survives a power cut (FULL), and a
    transaction takes its write lock when it begins (IMMEDIATE), so that it waits instead of failing half-way.
    """
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": KEEP_CONNECTION,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_BUSY_SECONDS,
            "init_command": pragmas,
        },
    }


def postgresql(address: str) -> dict[str, Any]:
    """PostgreSQL through psycopg. ``?host=/folder`` names a socket; other query parameters go to libpq."""
    parts = urlsplit(address)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "hosho",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(options.pop("port", None) or parts.port or ""),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": KEEP_CONNECTION,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
