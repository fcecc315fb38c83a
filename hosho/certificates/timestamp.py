"""Asking an RFC 3161 authority for a time stamp, and believing only an answer that proves itself.

TimeStampError
├─ TimeStampUnavailable     nobody answered, or too slowly: try again later
├─ TimeStampRefused         the authority answered no: a person must look
└─ TimeStampUntrustworthy   an answer that is not what was asked, or not from whom it says: a person must look
"""

import http.client
import logging
import secrets
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from cryptography import x509

from hosho.certificates import der
from hosho.certificates.cms import SHA256
from hosho.certificates.der_reader import DerError, read
from hosho.certificates.timestamp_authority import TimeStampAuthority
from hosho.certificates.timestamp_token import MOST_BYTES, BadToken, Token, read_token
from hosho.certificates.trust import Untrusted

_log = logging.getLogger(__name__)
_SHA256_OID = bytes.fromhex("608648016503040201")
_GRANTED = (0, 1)


class TimeStampError(Exception):
    """No time stamp; see the module for the family."""


class TimeStampUnavailable(TimeStampError):
    pass


class TimeStampRefused(TimeStampError):
    pass


class TimeStampUntrustworthy(TimeStampError):
    pass


class TimeStamper(Protocol):
    """Gives a time-stamp token."""

    def stamp(self, digest: bytes) -> bytes:
        """The DER token over a SHA-256 digest (32 bytes). Raises TimeStampError."""


class HttpTimeStamper:
    """An authority reached over HTTP(S) (RFC 3161 §3.4).

    `timeout` is seconds for the whole exchange. `roots` are the anchors its token must lead to. With `clock` the
    token's time must also lie within `tolerance` of ours: an authority whose clock is wrong is no authority.
    """

    def __init__(
        self,
        url: str,
        *,
        roots: Sequence[x509.Certificate],
        timeout: float = 10.0,
        clock: Callable[[], datetime] | None = None,
        tolerance: timedelta = timedelta(minutes=5),
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("a time-stamp authority needs an http or https address")
        self.url = url
        self._parts = parts
        self._roots = tuple(roots)
        self._timeout = timeout
        self._clock = clock
        self._tolerance = tolerance

    def stamp(self, digest: bytes) -> bytes:
        nonce = secrets.randbits(64)
        query = der.sequence(
            der.integer(1),
            der.sequence(SHA256, der.octets(digest)),
            der.integer(nonce),
            der.boolean(True),
        )
        raw = granted_token(self._exchange(query))
        try:
            token = read_token(raw)
            self._check(token, digest, nonce)
        except (BadToken, Untrusted) as problem:
            raise TimeStampUntrustworthy(f"the answer cannot be believed: {problem}") from problem
        except Exception as problem:  # a mutated certificate makes the libraries raise whatever they like
            raise TimeStampUntrustworthy("the answer cannot be read") from problem
        return raw

    def _check(self, token: Token, digest: bytes, nonce: int) -> None:
        if token.imprint_algorithm != _SHA256_OID or token.imprint != digest:
            raise BadToken("a stamp over something else")
        if token.nonce != nonce:
            raise BadToken("an answer to another question")
        if self._clock and abs(token.stamped_at - self._clock()) > self._tolerance:
            raise BadToken("the authority's clock is wrong")
        token.check_signature()
        token.check_trusted(self._roots)

    def _exchange(self, query: bytes) -> bytes:
        deadline = time.monotonic() + self._timeout
        connection = self._connection()
        path = (self._parts.path or "/") + (f"?{self._parts.query}" if self._parts.query else "")
        try:
            connection.connect()
            with _cut_off(connection.sock, deadline):
                headers = {
                    "Content-Type": "application/timestamp-query",
                    "Accept": "application/timestamp-reply",
                }
                connection.request("POST", path, query, headers)
                response = connection.getresponse()
                body = _read_whole(response)
            if time.monotonic() > deadline:
                raise TimeoutError("too slow")
        except (OSError, http.client.HTTPException) as problem:
            raise TimeStampUnavailable(f"no answer: {problem!r}") from problem
        finally:
            connection.close()
        if response.status != 200:
            raise TimeStampUnavailable(f"answered HTTP {response.status}")
        if response.headers.get_content_type() != "application/timestamp-reply":
            raise TimeStampUntrustworthy("the answer is not a time-stamp reply")
        return body

    def _connection(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(host, port, timeout=self._timeout, context=context)
        return http.client.HTTPConnection(host, port, timeout=self._timeout)


class LocalTimeStamper:
    """An authority in the same process: for the trial and for tests. A surety's own word is no time stamp."""

    def __init__(self, authority: TimeStampAuthority) -> None:
        self._authority = authority

    def stamp(self, digest: bytes) -> bytes:
        return self._authority.token(_SHA256_OID, digest, nonce=None)


class SwitchingTimeStamper:
    """Asks each authority in turn until one answers properly; `last_failures` says who did not, for the operator."""

    def __init__(self, stampers: Sequence[TimeStamper]) -> None:
        if not stampers:
            raise ValueError("at least one time-stamp authority is needed")
        self._stampers = tuple(stampers)
        self.last_failures: tuple[TimeStampError, ...] = ()

    def stamp(self, digest: bytes) -> bytes:
        failures: list[TimeStampError] = []
        for place, stamper in enumerate(self._stampers, start=1):
            try:
                token = stamper.stamp(digest)
            except TimeStampError as problem:
                _log.warning("time-stamp authority %d of %d failed: %s", place, len(self._stampers), problem)
                failures.append(problem)
                continue
            self.last_failures = tuple(failures)
            return token
        self.last_failures = tuple(failures)
        raise TimeStampUnavailable("no authority gave a time stamp: " + "; ".join(map(str, failures)))


def granted_token(reply: bytes) -> bytes:
    """The token within a TimeStampResp, byte for byte. Raises TimeStampRefused or TimeStampUntrustworthy."""
    try:
        status, *token = read(reply).expect(0x30).children()
        code = status.children()[0].integer()
    except (DerError, IndexError) as problem:
        raise TimeStampUntrustworthy(f"the answer is malformed: {problem}") from problem
    if code not in _GRANTED:
        raise TimeStampRefused(f"the authority refused (status {code})")
    if len(token) != 1:
        raise TimeStampUntrustworthy("granted, but no token")
    return token[0].raw


@contextmanager
def _cut_off(sock: socket.socket, deadline: float) -> Iterator[None]:
    """Closes the line at the deadline: an authority that drips, in header or body, must not hold a worker for ever."""
    timer = threading.Timer(max(0.0, deadline - time.monotonic()), _shut, (sock,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _shut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _read_whole(response: http.client.HTTPResponse) -> bytes:
    body = response.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise OSError("an endless answer")
    return body
