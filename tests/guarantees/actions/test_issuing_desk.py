"""What the desk does about issuing: take a stopped job up again, print the paper."""

import pytest

from hosho.cli import sample_people
from hosho.domain.refusals import AlreadyDone, CertificateNotReady, NotAllowed, NotFound
from hosho.guarantees.actions.conclude import conclude
from hosho.guarantees.actions.print_paper import print_paper
from hosho.guarantees.actions.retry_issue import retry_issue
from hosho.guarantees.models import Certificate
from hosho.guarantees.queries import issuing
from hosho.outbox.models import Job
from hosho.parties.actor import SYSTEM
from tests.builders import AT, accepted

pytestmark = pytest.mark.django_db(transaction=True)


def actor(login):
    return sample_people.people()[login].actor()


def test_a_stopped_job_is_shown_in_a_sentence_and_taken_up_again_once(world):
    conclude(accepted(), by=SYSTEM, at=AT)
    Job.objects.filter(name="issue.seal").update(dead_at=AT, attempts=8, last_error="x\nSealError: no key")
    clerk = actor("desk-tanaka")
    found = issuing.under_way(clerk)
    assert [row.trouble.what for row in found] == ["電子署名の鍵を使えません。"] * 2
    assert [step.word for step in found[0].steps] == ["停止中", "これから", "これから", "これから"]
    for login in ("desk-kato", "desk-ito"):
        with pytest.raises(NotAllowed):
            retry_issue(found[0].trouble.job_id, by=actor(login), at=AT)
    for row in found:
        retry_issue(row.trouble.job_id, by=clerk, at=AT)
    with pytest.raises(AlreadyDone):
        retry_issue(found[0].trouble.job_id, by=clerk, at=AT)
    world.work()
    assert not issuing.under_way(clerk)


def test_jobs_that_are_the_operators_are_not_the_desk_s():
    job = Job.objects.create(name="outbox.sweep", key="s", payload={}, created_at=AT, run_at=AT, dead_at=AT)
    with pytest.raises(NotFound):
        retry_issue(job.pk, by=actor("desk-tanaka"), at=AT)


def test_a_paper_is_printed_after_its_deposit_and_keeps_the_first_name(world):
    conclude(accepted(delivery={"delivery": "PAPER"}), by=SYSTEM, at=AT)
    certificate = Certificate.objects.order_by("pk").first()
    with pytest.raises(CertificateNotReady):
        print_paper(certificate, by=actor("desk-tanaka"), at=AT)
    world.work()
    assert issuing.papers(actor("desk-tanaka")).count() == 2
    print_paper(certificate, by=actor("desk-tanaka"), at=AT)
    assert print_paper(certificate, by=actor("desk-sato"), at=AT).paper_printed_by.login_id == "desk-tanaka"
    assert issuing.papers(actor("desk-tanaka")).count() == 1


def test_an_electronic_certificate_is_never_printed_as_the_paper(world):
    conclude(accepted(), by=SYSTEM, at=AT)
    world.work()
    with pytest.raises(NotFound):
        print_paper(Certificate.objects.first(), by=actor("desk-tanaka"), at=AT)
