"""The contractor's verbs: states, strangers, letters, numbers, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hosho.cli import sample_people
from hosho.domain.application_pages import Page
from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import (
    ConcurrentEdit,
    EntryRefused,
    FeeAlreadyReceived,
    IllegalStep,
    KindsDoNotCombine,
    NotFound,
    OrdererSaysNo,
    TooManyAttachments,
)
from hosho.guarantees.actions import attach as attaching
from hosho.guarantees.actions.attach import attach
from hosho.guarantees.actions.copy_application import copy_application
from hosho.guarantees.actions.discard_draft import discard_draft
from hosho.guarantees.actions.resubmit import resubmit
from hosho.guarantees.actions.save_page import save_page
from hosho.guarantees.actions.send_message import send_message
from hosho.guarantees.actions.start_application import start_application
from hosho.guarantees.actions.submit import submit
from hosho.guarantees.actions.withdraw import withdraw
from hosho.guarantees.models import Application, Comment
from hosho.outbox.models import Job
from hosho.parties.actor import Actor
from hosho.parties.models import AuditEntry
from tests import builders
from tests.builders import AT

pytestmark = pytest.mark.django_db
STATES = tuple(ApplicationState)


def actor(login_id: str = "10000012-01") -> Actor:
    return sample_people.people()[login_id].actor()


def draft(**pages: Any) -> Application:
    return builders.application(state=ApplicationState.DRAFT, **pages)


def handed_in(application: Application, token: str = "f" * 22) -> Application:
    return submit(application, revision=application.revision, once_token=token, by=actor(), at=AT)


VERBS: dict[str, tuple[Callable[[Application, Actor], object], set[ApplicationState]]] = {
    "save_page": (
        lambda a, by: save_page(a, page=Page.ACCOUNT, entries={}, revision=a.revision, by=by, at=AT),
        {ApplicationState.DRAFT, ApplicationState.RETURNED},
    ),
    "submit": (
        lambda a, by: submit(a, revision=a.revision, once_token="g" * 22, by=by, at=AT),
        {ApplicationState.DRAFT},
    ),
    "resubmit": (
        lambda a, by: resubmit(a, revision=a.revision, once_token="g" * 22, by=by, at=AT),
        {ApplicationState.RETURNED},
    ),
    "withdraw": (
        lambda a, by: withdraw(a, by=by, at=AT),
        {
            ApplicationState.SUBMITTED, ApplicationState.RETURNED, ApplicationState.UNDER_REVIEW,
            ApplicationState.AWAITING_APPROVAL, ApplicationState.FEE_DUE,
        },
    ),
    "discard_draft": (lambda a, by: discard_draft(a, by=by, at=AT), {ApplicationState.DRAFT}),
    "copy_application": (lambda a, by: copy_application(a, by=by, at=AT), set(STATES)),
    "send_message": (
        lambda a, by: send_message(a, text="届きましたか。", by=by, at=AT),
        set(STATES) - {ApplicationState.DRAFT},
    ),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_done_in_its_states_and_refused_in_all_others(verb: str, state: ApplicationState) -> None:
    deed, states = VERBS[verb]
    application = builders.application(state=state)
    if state in states:
        deed(application, actor())
    else:
        with pytest.raises(IllegalStep):
            deed(application, actor())


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("login_id", ["10000020-01", "10000012-02", "operator"])
def test_strangers_readers_and_the_operator_can_do_nothing(verb: str, login_id: str) -> None:
    deed, states = VERBS[verb]
    application = builders.application(state=min(states))
    count = AuditEntry.objects.count()
    refused = (NotFound, IllegalStep) if login_id != "10000012-02" else Exception
    with pytest.raises(refused) as refusal:
        deed(application, actor(login_id))
    assert refusal.value.code in ("not_found", "role_missing")
    application.refresh_from_db()
    assert (application.revision, AuditEntry.objects.count()) == (1, count)


def test_receipt_numbers_have_no_gaps_and_begin_again_in_april() -> None:
    march, april = AT.replace(month=3, day=31), AT.replace(month=3, day=31, hour=15)
    numbers = []
    for at in (march, march, april, april):
        made = draft()
        with pytest.raises(OrdererSaysNo):
            submit(draft(contract={"date": "2024-11-30"}), revision=1, once_token="x", by=actor(), at=at)
        submit(made, revision=1, once_token=str(made.pk), by=actor(), at=at)
        made.refresh_from_db()
        numbers.append(made.receipt_number)
    assert numbers == ["2024-000001", "2024-000002", "2025-000001", "2025-000002"]


def test_the_same_token_hands_in_once_and_another_is_told_that_it_is_too_late() -> None:
    made = draft()
    first = handed_in(made)
    assert handed_in(made).receipt_number == first.receipt_number
    with pytest.raises(ConcurrentEdit):
        handed_in(made, token="h" * 22)
    assert made.steps.count() == 1


def test_both_sides_are_written_to_when_an_application_arrives() -> None:
    handed_in(draft())
    keys = [work.key.removeprefix("mail:").split(":")[0] for work in Job.objects.all()]
    assert sorted(set(keys)) == ["application_received", "new_application"]


def test_withdrawing_is_confirmed_by_letter() -> None:
    withdraw(builders.application(), by=actor(), at=AT, reason="落札できませんでした")
    assert {job.key.split(":")[1] for job in Job.objects.all()} == {"application_withdrawn"}


def test_a_page_no_longer_needed_is_dropped_with_its_kind() -> None:
    made = draft()
    entries = {"category": "WORKS", "kinds": ["CONTRACT"]}
    made = save_page(made, page=Page.KINDS, entries=entries, revision=1, by=actor(), at=AT)
    assert "account" not in made.answers
    assert set(made.answers["amounts"]) == {"CONTRACT"}
    assert (made.kinds, made.revision) == (["CONTRACT"], 2)


def test_contradicting_kinds_and_an_old_revision_are_not_saved() -> None:
    made = draft()
    both = {"category": "WORKS", "kinds": ["CONTRACT", "CONTRACT_RESERVATION"]}
    with pytest.raises(KindsDoNotCombine):
        save_page(made, page=Page.KINDS, entries=both, revision=1, by=actor(), at=AT)
    with pytest.raises(ConcurrentEdit):
        save_page(made, page=Page.ACCOUNT, entries={}, revision=0, by=actor(), at=AT)
    made.refresh_from_db()
    assert made.revision == 1


def test_resubmitting_resolves_the_comments_under_the_same_receipt() -> None:
    made = handed_in(draft())
    Application.objects.filter(pk=made.pk).update(state=ApplicationState.RETURNED.value)
    clerk = sample_people.people()["desk-tanaka"]
    Comment.objects.create(application=made, field="contract.title", text="ご確認ください。", by=clerk, at=AT)
    again = resubmit(made, revision=made.revision, once_token="i" * 22, by=actor(), at=AT + timedelta(days=1))
    assert (again.receipt_number, again.state) == (made.receipt_number, "SUBMITTED")
    assert not again.comments.filter(resolved_at=None).exists()


def test_a_new_draft_belongs_to_the_company_and_its_branch() -> None:
    made = start_application(by=actor(), at=AT)
    assert made.contractor.customer_number == "10000012"
    assert made.branch == made.contractor.branch
    with pytest.raises(NotFound):
        start_application(by=actor("desk-tanaka"), at=AT)


def test_an_untouched_draft_of_one_s_own_is_taken_again_and_a_used_one_is_not() -> None:
    first, later = start_application(by=actor(), at=AT), AT + timedelta(days=1)
    assert start_application(by=actor(), at=later).pk == first.pk
    assert Application.objects.get().changed_at == later
    assert start_application(by=actor("10000020-01"), at=later).pk != first.pk
    save_page(first, page=Page.ORDERER, entries={"name": "佐伯市"}, revision=1, by=actor(), at=later)
    assert start_application(by=actor(), at=later).pk != first.pk
    assert Application.objects.count() == 3


def test_both_sides_may_speak_and_nobody_says_nothing() -> None:
    made = builders.application()
    assert send_message(made, text=" こんにちは ", by=actor("desk-tanaka"), at=AT).side == "SURETY"
    for text in ("  ", "あ" * 2001, "a\u202eb"):
        with pytest.raises(EntryRefused):
            send_message(made, text=text, by=actor(), at=AT)


def test_more_papers_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch, home: Any) -> None:
    monkeypatch.setattr(attaching, "MOST_ATTACHMENTS", 0)
    png = small_picture()
    with pytest.raises(TooManyAttachments):
        attach(draft(), purpose="other", name="図.png", data=png, by=actor(), at=AT)


def small_picture() -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, "PNG")
    return out.getvalue()


def test_an_application_whose_fee_was_paid_is_not_withdrawn_over_the_money():
    paid = builders.accepted(settled=False)
    paid.fee.paid_yen = 40_000
    paid.fee.save(update_fields=["paid_yen"])
    with pytest.raises(FeeAlreadyReceived, match="40,000円"):
        withdraw(paid, by=actor(), at=AT, reason="工事が中止になりました")
    paid.refresh_from_db()
    assert paid.state == ApplicationState.FEE_DUE


def test_an_accepted_application_without_a_payment_may_still_be_withdrawn():
    unpaid = withdraw(builders.accepted(settled=False), by=actor(), at=AT, reason="工事が中止になりました")
    assert unpaid.state == ApplicationState.WITHDRAWN
