"""Clerks at work: a few keep-alive connections, each handing in number and key and opening the page, again and again."""

from __future__ import annotations

import re
import socket
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: *([^;\r]+)", re.IGNORECASE)
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class Connection:
    """One browser: speaks only as much HTTP as our servers do."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""
        _, head, body = self.ask(b"GET", b"/confirm/")
        token = _TOKEN.search(body)
        if token is None:
            raise LookupError("no form token on the entrance")
        self._token = token[1].decode()
        self._cookies = b"; ".join(_COOKIE.findall(head))

    def ask(
        self, verb: bytes, path: bytes, body: bytes = b"", cookies: bytes = b""
    ) -> tuple[int, bytes, bytes]:
        kind = b"Content-Type: application/x-www-form-urlencoded\r\n" if body else b""
        self._socket.sendall(
            b"%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\n%sContent-Length: %d\r\n\r\n%s"
            % (verb, path, cookies, kind, len(body), body)
        )
        data = self._rest
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        head, data = data[:end], data[end + 4 :]
        found = _LENGTH.search(head)
        length = int(found[1]) if found else 0
        while len(data) < length:
            data += self._more()
        self._rest = data[length:]
        return int(head[9:12]), head, data[:length]

    def _more(self) -> bytes:
        got = self._socket.recv(65536)
        if not got:
            raise ConnectionError("the server closed the connection")
        return got

    def look_up(self, number: str, key: str) -> None:
        """Raises LookupError when the certificate did not come."""
        form = urlencode({"csrfmiddlewaretoken": self._token, "number": number, "key": key}).encode()
        status, head, _ = self.ask(b"POST", b"/confirm/", form, self._cookies)
        if status != 302:
            raise LookupError(f"the look-up answered {status}")
        cookies = b"; ".join([self._cookies, *_COOKIE.findall(head)])
        status, _, page = self.ask(b"GET", b"/confirm/certificate/", b"", cookies)
        if status != 200 or "これまでのできごと".encode() not in page:
            raise LookupError(f"the page answered {status}")

    def close(self) -> None:
        self._socket.close()


@dataclass
class Load:
    """What came of a while of work. `seconds` of each look-up."""

    passed: float = 0.0
    seconds: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Whole look-ups a second."""
        return len(self.seconds) / self.passed


def work(port: int, opened: list[tuple[str, str]], *, connections: int, seconds: float) -> Load:
    """Let so many clerks look up for so long."""
    load, until, began = Load(), time.perf_counter() + seconds, time.perf_counter()

    def clerk(place: int) -> None:
        try:
            connection, turn = Connection(port), place
            while (at := time.perf_counter()) < until:
                connection.look_up(*opened[turn % len(opened)])
                load.seconds.append(time.perf_counter() - at)
                turn += connections
            connection.close()
        except (OSError, LookupError) as trouble:
            load.troubles.append(repr(trouble))

    clerks = [threading.Thread(target=clerk, args=(place,)) for place in range(connections)]
    for each in clerks:
        each.start()
    for each in clerks:
        each.join()
    load.passed = time.perf_counter() - began
    return load
