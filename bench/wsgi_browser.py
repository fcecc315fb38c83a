"""The thinnest browser: calls the WSGI application in this process, so that nothing but the product is measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def cookies(self) -> dict[str, str]:
        jar: SimpleCookie = SimpleCookie()
        for name, value in self.headers:
            if name.lower() == "set-cookie":
                jar.load(value)
        return {name: morsel.value for name, morsel in jar.items()}


def ask(
    application: Application,
    path: str,
    *,
    form: bytes | None = None,
    cookies: str = "",
    address: str = "127.0.0.1",
) -> Answer:
    """One request; `form` makes it a POST."""
    found: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _trouble: object = None) -> None:
        found.extend((int(status[:3]), headers))

    parts = application(_environ(path, form, cookies, address), start_response)
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    return Answer(found[0], found[1], body)


def _environ(path: str, form: bytes | None, cookies: str, address: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET" if form is None else "POST",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": cookies,
        "HTTP_USER_AGENT": "bench",
        "REMOTE_ADDR": address,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(form or b"")),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(form or b""),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


class Clerk:
    """Holds the token of the form, as a browser that has the entrance open does."""

    def __init__(self, application: Application) -> None:
        self._application = application
        page = ask(application, "/confirm/")
        token = _TOKEN.search(page.body)
        if token is None:
            raise LookupError("the entrance carries no form token")
        self._token = token[1].decode()
        self._cookies = "; ".join(f"{name}={value}" for name, value in page.cookies.items())

    def post(self, number: str, key: str, *, address: str = "127.0.0.1") -> Answer:
        """Number and key handed in."""
        form = urlencode({"csrfmiddlewaretoken": self._token, "number": number, "key": key}).encode()
        return ask(self._application, "/confirm/", form=form, cookies=self._cookies, address=address)

    def look_up(self, number: str, key: str) -> Answer:
        """The whole look-up: number and key handed in, and the page that the answer leads to."""
        moved = self.post(number, key)
        if moved.status != 302:
            raise LookupError(f"the look-up answered {moved.status}")
        cookies = "; ".join([self._cookies, *(f"{name}={value}" for name, value in moved.cookies.items())])
        page = ask(self._application, "/confirm/certificate/", cookies=cookies)
        if page.status != 200 or "保証契約番号".encode() not in page.body:
            raise LookupError(f"the certificate's page answered {page.status}")
        return page
