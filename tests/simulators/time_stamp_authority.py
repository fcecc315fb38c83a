"""Time-stamp authorities that misbehave, each a real HTTP server: down, slow, dripping, lying."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from hosho.certificates import der
from hosho.certificates.cms_reader import read_signature
from hosho.certificates.der_reader import read
from hosho.certificates.timestamp import granted_token
from hosho.certificates.timestamp_authority import BAD_REQUEST, TimeStampAuthority, refusal
from hosho.certificates.timestamp_server import TimeStampServer

Answer = Callable[[bytes], bytes]
SHA256_OID = bytes.fromhex("608648016503040201")


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """The address of a server that answers so."""
    server = TimeStampServer(answer)
    try:
        yield server.start()
    finally:
        server.stop()


def slow(seconds: float) -> Answer:
    def answer(query: bytes) -> bytes:
        time.sleep(seconds)
        return refusal(BAD_REQUEST)

    return answer


def refusing(query: bytes) -> bytes:
    return refusal(BAD_REQUEST)


def babbling(query: bytes) -> bytes:
    return b"<html>proxy error</html>"


def endless(query: bytes) -> bytes:
    return b"\x30" * 1_000_000


def with_nonce(authority: TimeStampAuthority, change: int) -> Answer:
    """Signs properly, but for another question."""

    def answer(query: bytes) -> bytes:
        _, imprint, nonce, _ = read(query).children()
        digest = imprint.children()[1].value
        return _granted(authority.token(SHA256_OID, digest, nonce=nonce.integer() + change))

    return answer


def over_something_else(authority: TimeStampAuthority) -> Answer:
    def answer(query: bytes) -> bytes:
        nonce = read(query).children()[2].integer()
        return _granted(authority.token(SHA256_OID, b"\x11" * 32, nonce=nonce))

    return answer


def broken_signature(authority: TimeStampAuthority) -> Answer:
    """Right in every field, but the signature is spoilt."""

    def answer(query: bytes) -> bytes:
        reply = authority.answer(query)
        value = read_signature(granted_token(reply)).value
        place = reply.rindex(value) + len(value) - 1
        return reply[:place] + bytes([reply[place] ^ 1]) + reply[place + 1 :]

    return answer


def wrong_clock(now: datetime, off: timedelta) -> Callable[[], datetime]:
    return lambda: now + off


def _granted(token: bytes) -> bytes:
    return der.sequence(der.sequence(der.integer(0)), token)
