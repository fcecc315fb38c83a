"""From many misses to a letter at the desk, through the register's news."""

from datetime import timedelta

import pytest

from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.domain.refusals import LookUpFailed
from hosho.guarantees import custody
from hosho.guarantees.actions.conclude import conclude
from hosho.lib.clock import now
from hosho.outbox.models import Job
from hosho.outbox.queue import enqueue
from hosho.parties.actor import SYSTEM
from hosho.register.actions.look_up import look_up
from hosho.register.models import LookUp
from hosho.register.news import MANY
from hosho.register.throttle import Caller
from tests.builders import AT, accepted

pytestmark = pytest.mark.django_db(transaction=True)


def test_guessing_at_an_issued_guarantee_writes_to_the_desk_once(world):
    application = accepted()
    conclude(application, by=SYSTEM, at=AT)
    world.work()
    guarantee = application.guarantees.first()
    at = now()
    for last in range(MANY):
        caller = Caller.at_address(f"203.0.113.{last}")
        with pytest.raises(LookUpFailed):
            look_up(GuaranteeNumber(guarantee.number), AccessKey.random(), by=SYSTEM, at=at, caller=caller)
    assert LookUp.objects.filter(result="missed").count() == MANY
    enqueue("register.watch", {}, key="watch", at=at)
    world.work()
    later = at + timedelta(minutes=1)
    for turn in ("one", "two"):
        enqueue("news.read", {}, key=f"news {turn}", at=later)
        world.work(at=later)
    letters = [
        job for job in Job.objects.filter(name="send_mail") if "一致しない照会" in job.payload["subject"]
    ]
    assert {job.payload["to"] for job in letters}
    assert len(letters) == len({job.payload["to"] for job in letters})


def letters(subject):
    found = [job.payload for job in Job.objects.filter(name="send_mail") if subject in job.payload["subject"]]
    assert len(found) == len({letter["to"] for letter in found}), "one letter a reader"
    return found


def missed(guarantee, times, at):
    for n in range(times):
        caller = Caller.at_address(f"203.0.113.{n}")
        with pytest.raises(LookUpFailed):
            look_up(GuaranteeNumber(guarantee.number), AccessKey.random(), by=SYSTEM, at=at, caller=caller)


def read_news(world, at):
    enqueue("register.watch", {}, key=f"watch {at}", at=at)
    world.work(at=at)
    enqueue("news.read", {}, key=f"news {at}", at=at + timedelta(seconds=10))
    world.work(at=at + timedelta(seconds=10))


@pytest.fixture
def guarantee(world):
    application = accepted()
    conclude(application, by=SYSTEM, at=AT)
    world.work()
    return application.guarantees.first()


def test_the_contractor_is_told_too_and_learns_neither_key_nor_source(world, guarantee):
    at = now() + timedelta(minutes=1)
    missed(guarantee, MANY, at)
    read_news(world, at)
    told = letters("認証キーの一致しない照会")
    assert "hanako@hosho.example" in {letter["to"] for letter in told}
    key = custody.reveal(guarantee.keys.get()).value
    for letter in told:
        assert key not in letter["body"]
        assert "203.0.113" not in letter["body"]
        assert guarantee.number not in letter["body"]


@pytest.mark.parametrize(("misses", "flagged"), [(MANY - 1, False), (MANY, True)])
def test_a_success_after_many_misses_is_flagged_to_the_desk(misses, flagged, world, guarantee):
    at = now() + timedelta(minutes=1)
    missed(guarantee, misses, at)
    caller = Caller.at_address("198.51.100.1")
    key = custody.reveal(guarantee.keys.get())
    look_up(GuaranteeNumber(guarantee.number), key, by=SYSTEM, at=at + timedelta(hours=1), caller=caller)
    read_news(world, at + timedelta(hours=1))
    assert bool(letters("一致しない照会のあとに閲覧されました")) is flagged


def test_misses_of_another_day_or_another_number_flag_nothing(world, guarantee):
    at = now() + timedelta(minutes=1)
    missed(guarantee, MANY, at)
    missed(guarantee.application.guarantees.exclude(pk=guarantee.pk).get(), MANY, at + timedelta(hours=30))
    caller = Caller.at_address("198.51.100.1")
    later = at + timedelta(hours=30)
    key = custody.reveal(guarantee.keys.get())
    look_up(GuaranteeNumber(guarantee.number), key, by=SYSTEM, at=later, caller=caller)
    read_news(world, later)
    assert not letters("一致しない照会のあとに閲覧されました")
