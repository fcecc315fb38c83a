"""The client believes only an answer that proves itself, and never waits for ever."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

from hosho.certificates.timestamp import (
    HttpTimeStamper,
    SwitchingTimeStamper,
    TimeStampRefused,
    TimeStampUnavailable,
    TimeStampUntrustworthy,
    granted_token,
)
from hosho.certificates.timestamp_token import read_token
from hosho.certificates.trial_authority import TrialTimeStampServer
from tests.certificates.sealing import AT, authority, lookalike
from tests.simulators import time_stamp_authority as simulator

DIGEST = b"\x5a" * 32


def client(url: str, **options: object) -> HttpTimeStamper:
    return HttpTimeStamper(url, roots=authority().anchors().stamping, **{"timeout": 5.0, **options})  # type: ignore[arg-type]


def trial(at=AT):
    return authority().time_stamp_authority(clock=lambda: at)


def test_an_honest_authority_stamps_what_was_asked_at_its_own_time() -> None:
    with TrialTimeStampServer(authority().folder, clock=lambda: AT) as server:
        token = read_token(client(server.url, clock=lambda: AT).stamp(DIGEST))
    assert (token.imprint, token.stamped_at) == (DIGEST, AT)


def test_openssl_verifies_the_trial_authoritys_answer(tmp_path: Path) -> None:
    data, query, reply = tmp_path / "data", tmp_path / "query", tmp_path / "reply"
    data.write_bytes(b"certificate")
    ask = ["openssl", "ts", "-query", "-data", str(data), "-sha256", "-cert", "-out", str(query)]
    subprocess.run(ask, check=True, capture_output=True)
    reply.write_bytes(trial().answer(query.read_bytes()))
    check = ["openssl", "ts", "-verify", "-queryfile", str(query), "-in", str(reply)]
    check += ["-CAfile", str(authority().folder / "trust" / "root.pem"), "-attime", str(int(AT.timestamp()))]
    seen = subprocess.run(check, capture_output=True, text=True, check=False)
    assert "Verification: OK" in seen.stdout + seen.stderr


@pytest.mark.parametrize(
    "answer",
    [
        simulator.with_nonce(trial(), 1),
        simulator.over_something_else(trial()),
        simulator.broken_signature(trial()),
        lookalike().time_stamp_authority(clock=lambda: AT).answer,
        trial(AT + timedelta(hours=1)).answer,
        trial(AT + timedelta(days=40 * 365)).answer,
        simulator.babbling,
    ],
    ids=["nonce", "imprint", "signature", "look-alike", "clock", "expired", "not-der"],
)
def test_a_lying_authority_is_not_believed(answer: simulator.Answer) -> None:
    with simulator.serving(answer) as url, pytest.raises(TimeStampUntrustworthy):
        client(url, clock=lambda: AT).stamp(DIGEST)


def test_a_refusal_is_told_apart_from_silence() -> None:
    with simulator.serving(simulator.refusing) as url, pytest.raises(TimeStampRefused):
        client(url).stamp(DIGEST)


def test_an_endless_answer_is_cut_off() -> None:
    with simulator.serving(simulator.endless) as url, pytest.raises(TimeStampUnavailable):
        client(url).stamp(DIGEST)


def test_an_authority_that_is_down_is_unavailable() -> None:
    with simulator.serving(simulator.refusing) as url:
        pass
    with pytest.raises(TimeStampUnavailable):
        client(url).stamp(DIGEST)


def test_a_slow_authority_costs_no_more_than_the_timeout() -> None:
    started = time.monotonic()
    with simulator.serving(simulator.slow(1.5)) as url, pytest.raises(TimeStampUnavailable):
        client(url, timeout=0.2).stamp(DIGEST)
    assert time.monotonic() - started < 1.2


@pytest.mark.parametrize(
    "first",
    [b"HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-A: "],
)
def test_a_dripping_authority_costs_no_more_than_the_timeout(first: bytes) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(first)
            while not stop.wait(0.05):
                try:
                    connection.sendall(b"\x30")
                except OSError:
                    return

    threading.Thread(target=drip, daemon=True).start()
    started = time.monotonic()
    try:
        with pytest.raises(TimeStampUnavailable):
            client(f"http://127.0.0.1:{listener.getsockname()[1]}/", timeout=0.5).stamp(DIGEST)
        assert time.monotonic() - started < 2
    finally:
        stop.set()
        listener.close()


def test_the_second_authority_answers_when_the_first_fails_and_the_failure_is_kept() -> None:
    with simulator.serving(simulator.refusing) as bad, simulator.serving(trial().answer) as good:
        both = SwitchingTimeStamper([client(bad), client(good)])
        assert read_token(both.stamp(DIGEST)).imprint == DIGEST
        assert [type(one) for one in both.last_failures] == [TimeStampRefused]


def test_no_authority_left_is_said_so() -> None:
    with simulator.serving(simulator.refusing) as one, simulator.serving(simulator.babbling) as two:
        both = SwitchingTimeStamper([client(one), client(two)])
        with pytest.raises(TimeStampUnavailable):
            both.stamp(DIGEST)
    assert len(both.last_failures) == 2


@pytest.mark.parametrize("url", ["ftp://example.test/", "file:///etc/passwd", "http://"])
def test_only_web_addresses_are_accepted(url: str) -> None:
    with pytest.raises(ValueError, match="http"):
        client(url)


@pytest.mark.parametrize("query", [b"", b"\x30\x00", b"\x30\x80", b"\x30\x03\x02\x01\x01", b"\xff" * 50])
def test_the_authority_refuses_a_malformed_question(query: bytes) -> None:
    reply = trial().answer(query)
    with pytest.raises(TimeStampRefused):
        granted_token(reply)
