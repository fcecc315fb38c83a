"""Deciding: return, accept, propose and approve, decline, and two people at once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from hosho.cli import sample_people
from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import (
    BeyondApprovalLimit,
    CommentsNeeded,
    ConcurrentEdit,
    ExposureExceeded,
    FourEyes,
    IllegalStep,
    MissingGlyphs,
    NotFound,
    OrdererSaysNo,
    PeriodRefused,
    ReasonNeeded,
    Refusal,
    RoleMissing,
)
from hosho.guarantees.actions.accept import accept
from hosho.guarantees.actions.answer_message import answer_message
from hosho.guarantees.actions.approve import approve
from hosho.guarantees.actions.decline import decline
from hosho.guarantees.actions.examine import examine
from hosho.guarantees.actions.propose import propose
from hosho.guarantees.actions.return_application import return_application
from hosho.guarantees.actions.send_back import send_back
from hosho.guarantees.actions.take_application import take_application
from hosho.guarantees.models import Application, Decision, Fee, Guarantee
from hosho.outbox.models import Job
from hosho.parties.models import AuditEntry
from tests.builders import AT, application

pytestmark = pytest.mark.django_db(transaction=True)
REVIEW = ApplicationState.UNDER_REVIEW
LARGE = {"contract": {"price_yen": 400_000_000}, "amounts": {"CONTRACT": {"amount_yen": 60_000_000, "period_from": "2024-12-21", "period_to": "2025-09-30"}, "ADVANCE_PAYMENT": {"amount_yen": 19_580_000}}}  # fmt: skip


def actor(login):
    return sample_people.people()[login].actor()


def in_review(**pages):
    """An application under review with its contract document attached."""
    made = application(state=REVIEW, **pages)
    for purpose in ("contract_document", "payee_evidence"):
        made.attachments.create(
            purpose=purpose, name="契約書.pdf", kind="PDF", pages=1, size=10, digest="0" * 64,
            by=made.created_by, at=AT,
        )  # fmt: skip
    return made


def state_of(made):
    return ApplicationState(Application.objects.get(pk=made.pk).state)


def test_beginning_to_examine_takes_the_application_in_hand():
    made = application()
    examine(made, by=actor("desk-tanaka"), at=AT)
    made.refresh_from_db()
    assert made.state == REVIEW
    assert made.assigned_to.login_id == "desk-tanaka"


def test_taking_what_a_colleague_took_meanwhile_is_refused():
    made = application()
    take_application(made, by=actor("desk-tanaka"), at=AT, held_by=None)
    with pytest.raises(ConcurrentEdit):
        take_application(made, by=actor("desk-sato"), at=AT, held_by=None)


def test_a_colleague_can_be_given_an_application_and_a_contractor_cannot():
    made, people = application(), sample_people.people()
    take_application(made, by=actor("desk-mori"), at=AT, held_by=None, to=people["desk-sato"].pk)
    made.refresh_from_db()
    assert made.assigned_to == people["desk-sato"]
    with pytest.raises(NotFound):
        take_application(
            made, by=actor("desk-mori"), at=AT, held_by=people["desk-sato"].pk, to=people["10000012-01"].pk
        )


def test_a_return_needs_a_comment_at_a_field_that_exists():
    made = application()
    for nothing in ([], [("contract.period_to", "　 ")]):
        with pytest.raises(CommentsNeeded):
            return_application(made, by=actor("desk-sato"), at=AT, comments=nothing)
    with pytest.raises(NotFound):
        return_application(made, by=actor("desk-sato"), at=AT, comments=[("contract.colour", "青です。")])
    assert state_of(made) is ApplicationState.SUBMITTED


def test_a_return_keeps_its_comments_and_writes_without_saying_them():
    made = application()
    comments = [
        ("contract.period_to", "契約書では3月20日です。"),
        ("attachments.contract_document", "2ページ目が読めません。"),
    ]
    return_application(made, by=actor("desk-sato"), at=AT, comments=comments)
    assert state_of(made) is ApplicationState.RETURNED
    assert list(made.comments.values_list("field", "text")) == comments
    assert made.decisions.get().outcome == Decision.Outcome.RETURN
    bodies = [job.payload["body"] for job in Job.objects.filter(name="send_mail")]
    assert bodies
    assert not any("3月20日" in body for body in bodies)


def test_accepting_states_a_fee_with_its_working_and_asks_for_it_without_naming_it():
    made = in_review()
    fee = accept(made, by=actor("desk-sato"), at=AT)
    assert state_of(made) is ApplicationState.FEE_DUE
    assert fee.state == Fee.State.DUE
    assert fee.total_yen == sum(each["fee_yen"] for each in fee.quotes) > 0
    assert all(each["lines"] and each["tariff_version"] for each in fee.quotes)
    # seven business days after Monday 6 January 2025: the 13th is a holiday
    assert fee.due_on.isoformat() == "2025-01-16"
    bodies = [job.payload["body"] for job in Job.objects.filter(name="send_mail")]
    assert bodies
    assert not any("円" in body for body in bodies)
    assert not Guarantee.objects.exists()


def test_a_collective_agreement_concludes_at_once():
    made = in_review(account={})
    made.contractor = sample_people.contractors()["10000020"]
    made.save(update_fields=["contractor"])
    fee = accept(made, by=actor("desk-sato"), at=AT)
    assert fee.state == Fee.State.COVERED
    assert state_of(made) is ApplicationState.CONCLUDED
    assert made.guarantees.count() == 2


def test_above_the_limit_one_person_is_not_enough():
    made = in_review(**LARGE)
    with pytest.raises(BeyondApprovalLimit):
        accept(made, by=actor("desk-sato"), at=AT)
    assert state_of(made) is REVIEW


def test_above_the_credit_limit_one_person_is_not_enough():
    made = in_review()
    company = made.contractor
    company.credit_limit_yen = 24_000_000
    company.save(update_fields=["credit_limit_yen"])
    with pytest.raises(ExposureExceeded):
        accept(made, by=actor("desk-sato"), at=AT)
    assert "24,000,000円" in propose(made, by=actor("desk-sato"), at=AT, note="").second_person_because[0]


def test_nobody_approves_what_they_proposed_themselves():
    made = in_review(**LARGE)
    both = actor("desk-suzuki")
    propose(made, by=both, at=AT, note="工事実績があります。")
    with pytest.raises(FourEyes):
        approve(made, by=both, at=AT)
    assert state_of(made) is ApplicationState.AWAITING_APPROVAL
    assert not Fee.objects.exists()


def test_another_person_approves_and_both_names_are_kept():
    made = in_review(**LARGE)
    propose(made, by=actor("desk-sato"), at=AT, note="工事実績があります。")
    approve(made, by=actor("desk-suzuki"), at=AT)
    decision = made.decisions.get()
    assert (decision.by.login_id, decision.approved_by.login_id) == ("desk-sato", "desk-suzuki")
    assert state_of(made) is ApplicationState.FEE_DUE


def test_sending_back_needs_a_reason_and_keeps_the_rejected_proposal():
    made = in_review(**LARGE)
    propose(made, by=actor("desk-sato"), at=AT, note="")
    with pytest.raises(ReasonNeeded):
        send_back(made, by=actor("desk-suzuki"), at=AT, reason=" ")
    send_back(made, by=actor("desk-suzuki"), at=AT, reason="決算書を確かめてください。")
    assert state_of(made) is REVIEW
    assert made.decisions.get().rejected_at == AT
    propose(made, by=actor("desk-sato"), at=AT, note="確かめました。")
    approve(made, by=actor("desk-suzuki"), at=AT)
    assert made.decisions.filter(approved_at=AT).count() == 1


def test_declining_tells_the_reason_on_the_page_only():
    made = in_review()
    with pytest.raises(ReasonNeeded):
        decline(made, by=actor("desk-sato"), at=AT, reason="")
    decline(made, by=actor("desk-sato"), at=AT, reason="保証残高が限度額を超えるためです。")
    made.refresh_from_db()
    assert (made.state, made.decline_reason) == ("DECLINED", "保証残高が限度額を超えるためです。")
    assert not any("限度額" in job.payload["body"] for job in Job.objects.filter(name="send_mail"))


def test_what_no_certificate_could_show_is_not_accepted():
    with pytest.raises(MissingGlyphs):
        accept(in_review(contract={"title": "市道\U0003134a線工事"}), by=actor("desk-sato"), at=AT, note="可")
    late = {"category": "CONSULTANT", "kinds": ["CONTRACT", "ADVANCE_PAYMENT"]}
    with pytest.raises(OrdererSaysNo):
        accept(in_review(kinds=late), by=actor("desk-sato"), at=AT, note="可")


def test_an_advance_on_a_contract_that_is_over_is_not_accepted():
    with pytest.raises(PeriodRefused):
        accept(in_review(), by=actor("desk-sato"), at=AT + timedelta(days=300), note="可")


def test_a_failed_check_needs_a_note():
    made = application(state=REVIEW)
    with pytest.raises(ReasonNeeded) as refused:
        accept(made, by=actor("desk-sato"), at=AT)
    assert refused.value.field == "note"
    accept(made, by=actor("desk-sato"), at=AT, note="契約書は郵送で受け取りました。")


@pytest.mark.parametrize("login", ["desk-tanaka", "desk-ito", "desk-kato", "desk-mori"])
def test_only_an_underwriter_accepts(login):
    made = in_review()
    with pytest.raises(RoleMissing):
        accept(made, by=actor(login), at=AT)
    assert state_of(made) is REVIEW


def test_the_auditor_decides_nothing():
    made, auditor = application(), actor("desk-kato")
    for deed in (
        lambda: take_application(made, by=auditor, at=AT, held_by=None),
        lambda: examine(made, by=auditor, at=AT),
        lambda: return_application(made, by=auditor, at=AT, comments=[("", "直してください。")]),
        lambda: answer_message(made, by=auditor, at=AT, text="はい。"),
    ):
        with pytest.raises(Refusal):
            deed()
    assert not made.steps.exists()
    assert not AuditEntry.objects.filter(person_id=auditor.person_id).exists()


def test_whoever_decides_on_an_old_page_is_told():
    made = application()
    examine(made, by=actor("desk-tanaka"), at=AT, revision=made.revision)
    with pytest.raises(ConcurrentEdit):
        decline(made, by=actor("desk-sato"), at=AT, reason="理由", revision=1)


def test_of_two_deciders_at_once_one_wins():
    made = in_review()
    deciders = [
        lambda: accept(made, by=people["desk-sato"], at=AT, revision=1),
        lambda: decline(made, by=people["desk-suzuki"], at=AT, reason="理由", revision=1),
    ]
    people = {login: actor(login) for login in ("desk-sato", "desk-suzuki")}
    start, outcomes = threading.Barrier(2), []

    def decide(deed):
        start.wait()
        try:
            deed()
            outcomes.append("done")
        except (ConcurrentEdit, IllegalStep) as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(deed,)) for deed in deciders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["concurrent_edit", "done"]
    assert made.steps.count() == 1
    assert Fee.objects.count() == (state_of(made) is ApplicationState.FEE_DUE)


def test_answering_a_message_reads_the_contractor_s_lines():
    made = application()
    made.messages.create(by=made.created_by, side="CONTRACTOR", text="いつごろになりますか。", at=AT)
    answer_message(made, by=actor("desk-tanaka"), at=AT, text="明日の予定です。")
    assert [line.read_at for line in made.messages.all()] == [AT, None]
