"""From many misses to a letter at the desk, through the register's news."""

from datetime import timedelta

import pytest

from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.domain.refusals import LookUpFailed
from hosho.guarantees.actions.conclude import conclude
from hosho.lib.clock import now
from hosho.outbox.models import Job
from hosho.outbox.queue import enqueue
from hosho.parties.actor import SYSTEM
from hosho.register.actions.look_up import look_up
from hosho.register.actions.watch import MANY
from hosho.register.models import LookUp
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
