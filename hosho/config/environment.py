"""Readers for settings that come from the environment: typed, with a default, and loud about nonsense.

A secret may also come from a file named by ``NAME_FILE`` (Docker and Kubernetes secrets, systemd credentials),
or, for a system on one machine, from a file made once in ``HOSHO_HOME/keys``.
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off", ""})
SECRET_BYTES = 48


def envtext(name: str, default: str = "", *, source: Mapping[str, str] = os.environ) -> str:
    """The text of ``name`` without surrounding blanks, or ``default`` when it is not set."""
    return source.get(name, default).strip()


def envbool(name: str, default: bool, *, source: Mapping[str, str] = os.environ) -> bool:
    """``1 true yes on`` or ``0 false no off``; anything else is refused rather than guessed."""
    if name not in source:
        return default
    value = source[name].strip().lower()
    if value in YES:
        return True
    if value in NO:
        return False
    raise ImproperlyConfigured(f"{name}={source[name]!r} is neither yes nor no. Write on or off.")


def envint(name: str, default: int, *, source: Mapping[str, str] = os.environ) -> int:
    """A whole number."""
    value = source.get(name, "").strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.") from error


def envlist(name: str, default: list[str], *, source: Mapping[str, str] = os.environ) -> list[str]:
    """A comma-separated list; empty parts are dropped."""
    if name not in source:
        return default
    return [part.strip() for part in source[name].split(",") if part.strip()]


def envsecret(name: str, *, kept_in: Path, source: Mapping[str, str] = os.environ) -> str:
    """A secret: from ``name``, from the file named by ``name_FILE``, else from ``kept_in``, made when it is missing."""
    if value := source.get(name, "").strip():
        return value
    if path := source.get(f"{name}_FILE", "").strip():
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE={path!r} cannot be read: {error.strerror}.") from error
        if not value:
            raise ImproperlyConfigured(f"{name}_FILE={path!r} is empty.")
        return value
    return keep_secret(kept_in)


def keep_secret(path: Path) -> str:
    """Read the secret at ``path``; make it first if it is missing. Two processes starting at once agree on one."""
    if path.exists():
        return path.read_text(encoding="utf-8").strip()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(secrets.token_urlsafe(SECRET_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        # link() refuses to overwrite: of two processes starting at once, the second takes what the first made.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="utf-8").strip()
