"""A surety whose register answers at an address: from the settled fee to 閲覧済, over HTTP all the way."""

from datetime import timedelta

import pytest

from hosho.domain.lifecycle import ApplicationState
from hosho.domain.numbers import GuaranteeNumber
from hosho.guarantees import custody
from hosho.guarantees.actions.conclude import conclude
from hosho.guarantees.queries.progress import Progress, progress_of
from hosho.lib.clock import now
from hosho.outbox.models import Job
from hosho.outbox.queue import enqueue
from hosho.parties.actor import SYSTEM
from hosho.register.actions.grant_news_access import grant_news_access
from hosho.register.actions.look_up import look_up
from hosho.register.throttle import Caller
from hosho.worker import street as module
from tests.builders import AT, accepted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def apart(world, live_server, settings):
    settings.HOSHO_REGISTER_URL = live_server.url
    settings.HOSHO_REGISTER_TOKEN = grant_news_access(world.surety, by=SYSTEM, at=now())
    assert isinstance(module.street(), module.HttpsStreet)
    return world


def issued(world):
    application = accepted()
    conclude(application, by=SYSTEM, at=AT)
    world.work()
    application.refresh_from_db()
    return application


def read_news(world, key):
    later = now() + timedelta(minutes=1)
    enqueue("news.read", {}, key=key, at=later)
    world.work(at=later)
    return Job.objects.get(key=key)


def test_deposits_go_out_and_the_news_come_back_over_http(apart, monkeypatch):
    monkeypatch.setattr(module, "deposit_here", None)  # nothing takes the short way
    application = issued(apart)
    assert application.state == ApplicationState.ISSUED
    guarantee = application.guarantees.get(kind="ADVANCE_PAYMENT")
    assert progress_of(guarantee) is Progress.NOT_HANDED_IN
    key = custody.reveal(guarantee.keys.get())
    # the news leave out what is younger than a few seconds
    opened_at = now() - timedelta(minutes=1)
    caller = Caller.at_address("192.0.2.9")
    look_up(GuaranteeNumber(guarantee.number), key, by=SYSTEM, at=opened_at, caller=caller)
    assert read_news(apart, "first").done_at is not None
    assert progress_of(guarantee) is Progress.VIEWED
    assert read_news(apart, "second").done_at is not None
    assert guarantee.orderer_answers.count() == 1


def test_with_a_wrong_token_deposits_still_go_and_the_news_wait(apart, settings):
    settings.HOSHO_REGISTER_TOKEN = "wrong"
    assert issued(apart).state == ApplicationState.ISSUED
    waiting = read_news(apart, "first")
    assert waiting.done_at is None
    assert "RegisterUnavailable" in waiting.last_error
