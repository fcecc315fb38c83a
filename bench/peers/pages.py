"""What the FastAPI peers share: form token, signed cookies, key digest, and the certificate's page in Jinja2.

Written as one would write it without knowing Hosho: the record is read with `json.loads` and shown by a template.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

HOME = Path(os.environ["HOSHO_HOME"])
PEPPER = (HOME / "keys" / "key-pepper").read_text().strip().encode()
SECRET = (HOME / "keys" / "secret-key").read_text().strip().encode()
JAPAN = timezone(timedelta(hours=9))
KIND_LABELS = {
    "ADVANCE_PAYMENT": "前払金保証",
    "INTERIM_ADVANCE_PAYMENT": "中間前払金保証",
    "CONTRACT": "契約保証",
}
NOBODYS_MAC = bytes(32)


def mac(number: str, digits: str) -> bytes:
    return hmac.new(PEPPER, f"1|{number}|{digits}".encode(), hashlib.sha256).digest()


def caller(address: str) -> tuple[str, str, str]:
    """The two throttle buckets are named after the address, and the log keeps a digest of it."""
    digest = hmac.new(SECRET, f"caller|{address}|".encode(), hashlib.sha256).hexdigest()[:16]
    return f"network:{address}", address, digest


def signed(kept: dict[str, Any]) -> str:
    body = base64.urlsafe_b64encode(json.dumps({**kept, "t": int(time.time())}).encode()).decode()
    return f"{body}.{hmac.new(SECRET, body.encode(), hashlib.sha256).hexdigest()}"


def unsigned(value: str, *, seconds: int) -> dict[str, Any] | None:
    body, _, signature = value.rpartition(".")
    if not hmac.compare_digest(hmac.new(SECRET, body.encode(), hashlib.sha256).hexdigest(), signature):
        return None
    kept = json.loads(base64.urlsafe_b64decode(body))
    return kept if kept["t"] > time.time() - seconds else None


def form_token() -> str:
    return secrets.token_hex(16)


def read_pdf(name: str) -> bool:
    """Whether the stored file is still what its name, its digest, says."""
    return hashlib.sha256((HOME / "documents" / name).read_bytes()).hexdigest() in name


def certificate_page(found: dict[str, Any], bodies: list[bytes], *, token: str) -> str:
    """`found`: the columns of certificate and guarantee; `bodies`: the events' bytes."""
    record = json.loads(bytes(found["record"]))
    intact = hashlib.sha256(bytes(found["record"])).hexdigest() == found["record_digest"]
    return _CERTIFICATE.render(
        found=found,
        record=record,
        kind=KIND_LABELS[record["kind"]],
        events=[json.loads(bytes(body)) for body in bodies],
        genuine=intact and read_pdf(found["pdf"]),
        at=datetime.now(UTC),
        token=token,
    )


def entrance_page(token: str) -> str:
    return _ENTRANCE.render(token=token)


def _day(value: date | str | None) -> str:
    if not value:
        return ""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return f"令和{day.year - 2018}年{day.month}月{day.day}日（{day.year}年{day.month}月{day.day}日）"


def _moment(value: datetime | str) -> str:
    at = (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(JAPAN)
    return f"{_day(at.date())} {at.hour}時{at.minute:02}分"


def _yen(value: int) -> str:
    return f"{value:,}円"


_environment = Environment(loader=FileSystemLoader(Path(__file__).parent / "pages"), autoescape=True)
_environment.filters |= {"day": _day, "moment": _moment, "yen": _yen}
_CERTIFICATE = _environment.get_template("certificate.html")
_ENTRANCE = _environment.get_template("entrance.html")
