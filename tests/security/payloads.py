"""What nobody types by accident, and how it reaches a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.test import Client

from hosho.cli.sample_people import people
from hosho.config.only_utf8 import read_as_utf8
from tests.security.walk import OWNER

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ settings.SECRET_KEY }}'; DROP TABLE x; -- %_\\"
PAYLOADS = {
    "script": SCRIPT,
    "line breaks": "見本\r\nBcc: evil@evil.example\r\n\r\nbody",
    "bidi": "見本\u202e\u2066gpj.exe",
    "nul": "見本\x00見本",
    "long": "見" * 10_000,
    "spread marks": "か\u3099\u0301\u0301\u0301" * 199,
    "fifty marked": "か\u3099\u0301\u0301\u0301" * 39,
    "expanding": "\ufdfa" * 60,
    "surrogate": "見本\ud800\uffff",
    "strange digits": "٣²①Ⅷ㊿",
    "huge": "99999999999999999999",
    "far": "99999-12-31",
}
BOUNDARY = "----見本".encode().hex()


def as_sent(fields: dict[str, Any]) -> tuple[bytes, str]:
    """A multipart body that a browser never makes: its charset lets lone surrogates through."""
    parts = []
    for name, value in fields.items():
        for each in value if isinstance(value, list) else [value]:
            text = str(each).encode("unicode_escape")
            parts.append(
                f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + text
            )
    body = b"\r\n".join([*parts, f"--{BOUNDARY}--\r\n".encode()])
    return body, f"multipart/form-data; boundary={BOUNDARY}; charset=unicode_escape"


def send(client: Client, url: str, fields: dict[str, Any]) -> Any:
    """The form as a browser posts it, or, where the text cannot be UTF-8, by the odd charset."""
    try:
        return client.post(url, fields)
    except UnicodeEncodeError:
        body, kind = as_sent(fields)
        return client.generic("POST", url, body, content_type=kind)


def everywhere(fields: dict[str, Any], payload: str) -> Iterator[dict[str, Any]]:
    """The form with the payload in each field alone, and in all at once."""
    for name in fields:
        yield {**fields, name: payload}
    yield dict.fromkeys(fields, payload)


class Browser(Client):
    """A client behind what stands before Django in earnest (hosho.config.wsgi)."""

    def __init__(self) -> None:
        super().__init__(raise_request_exception=False)

    def request(self, **request: Any) -> Any:
        read_as_utf8(request)
        return super().request(**request)


def owner(login: str = OWNER) -> Client:
    client = Browser()
    client.force_login(people()[login])
    return client
