"""A login ends by itself: after a while without a request, and at the latest some hours after it began."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from hosho.config.session_limits import SEEN, hold_to_limits

pytestmark = pytest.mark.django_db
START = 1_700_000_000.0


class Somebody:
    is_authenticated = True

    def __init__(self, side):
        self.side = side


@pytest.fixture
def request_of():
    session = SessionStore()
    session.create()

    def make(side):
        request = RequestFactory().get("/enet/")
        request.session, request.user = session, Somebody(side)
        return request

    return make


def is_out(request, at):
    hold_to_limits(request, at=at)
    return getattr(request, "session_ran_out", False)


@pytest.mark.parametrize(("side", "minutes"), [("CONTRACTOR", 30), ("SURETY", 20), ("OPERATOR", 15)])
def test_idle_time_ends_a_login(request_of, side, minutes):
    assert not is_out(request_of(side), START)
    assert not is_out(request_of(side), START + minutes * 60)
    assert is_out(request_of(side), START + 2 * minutes * 60 + 1)


@pytest.mark.parametrize(("side", "hours"), [("CONTRACTOR", 12), ("SURETY", 10)])
def test_however_busy_a_login_ends_after_some_hours(request_of, side, hours):
    at = START
    while at <= START + hours * 3600:
        assert not is_out(request_of(side), at)
        at += 600
    assert is_out(request_of(side), START + hours * 3600 + 1)


def test_the_page_knows_when_it_will_end(request_of):
    request = request_of("CONTRACTOR")
    hold_to_limits(request, at=START)
    assert request.session_ends_at == START + 1800


def test_reading_pages_quickly_does_not_write_each_time(request_of):
    for second in (0, 10, 20, 29):
        hold_to_limits(request_of("CONTRACTOR"), at=START + second)
    assert request_of("CONTRACTOR").session[SEEN] == START


def test_an_unknown_side_gets_the_shortest_time(request_of):
    assert not is_out(request_of("NEW"), START)
    assert is_out(request_of("NEW"), START + 15 * 60 + 1)
