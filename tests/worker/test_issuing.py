"""From a settled fee to a deposited, announced certificate, with real seal, stamp and register."""

import hashlib

import pytest

from hosho.archive import read
from hosho.certificates.inspect import inspect
from hosho.cli import sample_people
from hosho.domain.lifecycle import ApplicationState, GuaranteeStatus, IssuingStage
from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.domain.refusals import FeeNotSettled, KeyRevoked, LookUpFailed
from hosho.guarantees import custody
from hosho.guarantees.actions.conclude import conclude
from hosho.guarantees.actions.reissue_key import reissue_key
from hosho.guarantees.models import Certificate, Guarantee
from hosho.lib.clock import now
from hosho.outbox.models import Job
from hosho.parties.actor import SYSTEM
from hosho.register import queries
from hosho.register.actions.look_up import look_up
from hosho.register.throttle import Caller
from tests.builders import AT, accepted

pytestmark = pytest.mark.django_db(transaction=True)
CLERK = Caller.at_address("192.0.2.10")


def issue_saiki(world):
    application = accepted()
    conclude(application, by=SYSTEM, at=AT)
    world.work()
    application.refresh_from_db()
    return application


def open_with(guarantee, key):
    return look_up(GuaranteeNumber(guarantee.number), key, by=SYSTEM, at=AT, caller=CLERK)


def key_of(guarantee):
    return custody.reveal(guarantee.keys.order_by("-serial").first())


def test_nothing_is_concluded_before_the_fee_is_settled(world):
    with pytest.raises(FeeNotSettled):
        conclude(accepted(settled=False), by=SYSTEM, at=AT)
    assert Guarantee.objects.count() == 0


def test_each_kind_gets_its_own_number_key_and_sealed_certificate(world):
    application = issue_saiki(world)
    assert not Job.objects.filter(done_at=None).exclude(name="send_mail").values_list("name", "last_error")
    assert application.state == ApplicationState.ISSUED
    for guarantee in application.guarantees.all():
        certificate = guarantee.certificates.get()
        assert certificate.stage == IssuingStage.ANNOUNCED
        assert guarantee.status == GuaranteeStatus.VALID
        seen = inspect(read(certificate.pdf), anchors=world.authority.anchors())
        assert not seen.problems
        assert seen.record_digest == certificate.record_digest
        assert certificate.record_digest == hashlib.sha256(bytes(certificate.record)).hexdigest()
    assert len({guarantee.number for guarantee in application.guarantees.all()}) == 2


def test_the_clerk_opens_it_with_number_and_key_and_reads_what_was_sealed(world):
    guarantee = issue_saiki(world).guarantees.get(kind="ADVANCE_PAYMENT")
    opened = open_with(guarantee, key_of(guarantee))
    view = queries.view(opened.guarantee_id)
    assert view.record.guarantee.amount_yen == 19_580_000
    assert view.record_digest == guarantee.certificates.get().record_digest
    assert view.status is GuaranteeStatus.VALID


def test_a_wrong_key_and_an_unknown_number_are_refused_alike(world):
    guarantee = issue_saiki(world).guarantees.first()
    with pytest.raises(LookUpFailed) as wrong_key:
        open_with(guarantee, AccessKey.random())
    unknown = GuaranteeNumber.make("47", 2031, 77)
    with pytest.raises(LookUpFailed) as unknown_number:
        look_up(unknown, AccessKey.random(), by=SYSTEM, at=AT, caller=CLERK)
    assert str(wrong_key.value) == str(unknown_number.value)


def test_a_reissued_key_opens_and_the_old_one_says_that_it_was_replaced(world):
    guarantee = issue_saiki(world).guarantees.first()
    old = key_of(guarantee)
    hanako = sample_people.people()["10000012-01"].actor()
    reissue_key(guarantee, by=hanako, at=now(), reason="FAXの送り先を間違えたため")
    world.work()
    assert open_with(guarantee, key_of(guarantee)).number == guarantee.number
    with pytest.raises(KeyRevoked):
        open_with(guarantee, old)


def test_a_job_done_again_after_a_kill_changes_nothing(world):
    application = issue_saiki(world)
    before = list(Certificate.objects.values_list("pdf_digest", "stage"))
    Job.objects.filter(name__startswith="issue.").update(done_at=None, run_at=AT)
    world.work()
    assert list(Certificate.objects.values_list("pdf_digest", "stage")) == before
    assert application.guarantees.count() == 2
