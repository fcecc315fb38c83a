"""The two ways a package can take, so that every test of a deposit runs over both."""

from __future__ import annotations

from hosho.worker.street import HttpsStreet, InProcessStreet, Street

WAYS = ("in-process", "over-http")


def street_by(way: str, live_server_url: str, *, token: str = "") -> Street:
    """The street itself; over HTTP it talks to the test's live server."""
    return InProcessStreet() if way == "in-process" else HttpsStreet(live_server_url, token)
