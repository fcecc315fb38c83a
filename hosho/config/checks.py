"""System checks: what is set wrongly, in words that say what to do. `manage check` runs them, and so does start-up."""

import os
import sqlite3
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 - Django's own name
from django.db import connections

from hosho.config.databases import FIXED_SQLITE

SHORTEST_SECRET = 32
OLDEST_POSTGRESQL = 150_000


@register(Tags.database)
def sqlite_is_fixed(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """E001: SQLite's WAL-reset bug."""
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        return []
    if sqlite3.sqlite_version_info >= FIXED_SQLITE:
        return []
    wanted = ".".join(map(str, FIXED_SQLITE))
    return [
        Error(
            f"SQLite {sqlite3.sqlite_version} can lose a committed transaction (WAL-reset bug).",
            hint=f"Use {wanted} or newer: install the pysqlite3 package of requirements.lock.",
            id="hosho.E001",
        )
    ]


@register(Tags.database)
def postgresql_is_new_enough(
    app_configs: Any, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """E002. Asks the server only when Django checks databases (`migrate`, `check --database default`)."""
    if not databases or connections["default"].vendor != "postgresql":
        return []
    version = connections["default"].pg_version  # type: ignore[attr-defined]
    if version >= OLDEST_POSTGRESQL:
        return []
    return [
        Error(
            f"PostgreSQL {version // 10000} is too old.", hint="Use PostgreSQL 15 or newer.", id="hosho.E002"
        )
    ]


@register(Tags.database)
def requests_are_not_transactions(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """E003: with immediate transactions, ATOMIC_REQUESTS would take the write lock for every page that is read."""
    if not settings.DATABASES["default"].get("ATOMIC_REQUESTS"):
        return []
    return [
        Error(
            "ATOMIC_REQUESTS is on.",
            hint="Turn it off; actions open their own transactions.",
            id="hosho.E003",
        )
    ]


@register(Tags.security)
def secrets_are_secret(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """E010 E011: present and long enough. W012: made by itself although several machines may share the database."""
    found: list[CheckMessage] = []
    for number, name in (("E010", "SECRET_KEY"), ("E011", "HOSHO_KEY_PEPPER")):
        if len(getattr(settings, name, "") or "") < SHORTEST_SECRET:
            variable = "HOSHO_SECRET_KEY" if name == "SECRET_KEY" else name
            found.append(
                Error(
                    f"{name} is missing or shorter than {SHORTEST_SECRET} characters.",
                    hint=f"Set {variable}, or {variable}_FILE to a file that holds it.",
                    id=f"hosho.{number}",
                )
            )
    if settings.HOSHO_HTTPS and settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        found += [
            Warning(
                f"{name} was made on this machine only.",
                hint=f"Set {name} or {name}_FILE to the same value on every machine that uses this database.",
                id="hosho.W012",
            )
            for name in ("HOSHO_SECRET_KEY", "HOSHO_KEY_PEPPER")
            if not os.environ.get(name) and not os.environ.get(f"{name}_FILE")
        ]
    return found


@register(Tags.security)
def real_use_is_strict(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """E020 E021 E022 W023: with HOSHO_HTTPS on, other people rely on it."""
    if not settings.HOSHO_HTTPS:
        return []
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(Error("DEBUG is on.", hint="Unset HOSHO_DEBUG.", id="hosho.E020"))
    if "*" in settings.ALLOWED_HOSTS or not settings.ALLOWED_HOSTS:
        hint = "Set HOSHO_HOSTS to the names this service is reached by."
        found.append(Error("Any host name is accepted.", hint=hint, id="hosho.E021"))
    if settings.HOSHO_DEMO:
        hint = "Unset HOSHO_DEMO: it shows sample logins and everybody's mail."
        found.append(Error("The demo is on.", hint=hint, id="hosho.E022"))
    if settings.EMAIL_HOST in {"127.0.0.1", "localhost"} and settings.EMAIL_PORT == 2525:
        hint = "Set HOSHO_SMTP_HOST and HOSHO_SMTP_PORT."
        found.append(Warning("Letters go to the demo's mailbox.", hint=hint, id="hosho.W023"))
    return found


@register(Tags.security)
def keys_are_private(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """E030: another user of this machine could read the keys."""
    folder = Path(settings.HOSHO_KEYS)
    if not folder.exists() or not stat.S_IMODE(folder.stat().st_mode) & 0o077:
        return []
    return [
        Error("Other users can read the key folder.", hint="chmod -R go= HOSHO_HOME/keys", id="hosho.E030")
    ]
