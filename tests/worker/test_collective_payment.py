"""A company with a collective-payment agreement: from the application to the certificate without one payment."""

import pytest

from hosho.cli import sample_people
from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees.actions.accept import accept
from hosho.guarantees.actions.examine import examine
from hosho.guarantees.actions.submit import submit
from hosho.guarantees.models import Fee, Payment
from hosho.outbox.models import Job
from tests.builders import AT, application

pytestmark = pytest.mark.django_db(transaction=True)


def actor(login):
    return sample_people.people()[login].actor()


def accepted_for(login):
    draft = application(state=ApplicationState.DRAFT, by=sample_people.people()[login])
    submit(draft, revision=draft.revision, once_token=f"{login}{'c' * 12}", by=actor(login), at=AT)
    examine(draft, by=actor("desk-tanaka"), at=AT)
    return accept(draft, by=actor("desk-sato"), at=AT, note="書類は別に受け取った。")


def subjects():
    return [job.payload["subject"] for job in Job.objects.filter(name="send_mail")]


def test_what_the_agreement_covers_is_issued_at_once_and_nobody_is_asked_to_pay(world):
    fee = accepted_for("10000020-01")
    assert fee.state == Fee.State.COVERED
    world.work()
    made = fee.application
    made.refresh_from_db()
    assert made.state == ApplicationState.ISSUED
    assert {each.status for each in made.guarantees.all()} == {"VALID"}
    assert all(each.current_version == 1 for each in made.guarantees.all())
    assert not Payment.objects.exists()
    assert fee.total_yen > 0, "the month's bill needs it"
    bodies = [job.payload["body"] for job in Job.objects.filter(name="send_mail")]
    assert not any("お支払いの期限" in body or "お振り込みの際" in body for body in bodies)
    assert any("お振り込みは不要です" in body for body in bodies)
    assert any("電子証書・認証キー登録のお知らせ" in subject for subject in subjects())


def test_without_an_agreement_the_same_application_waits_for_its_fee(world):
    fee = accepted_for("10000012-01")
    assert fee.state == Fee.State.DUE
    world.work()
    fee.application.refresh_from_db()
    assert fee.application.state == ApplicationState.FEE_DUE
    assert not fee.application.guarantees.exists()
    bodies = [job.payload["body"] for job in Job.objects.filter(name="send_mail")]
    assert any("お支払いの期限" in body and "お振り込みの際" in body for body in bodies)
