"""No step is skipped, taken for somebody else, or taken twice (X18 to X20)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from hosho.cli import sample_people
from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees.actions.reissue_key import reissue_key
from hosho.guarantees.models import Application, Certificate, Guarantee, Payment
from hosho.outbox.models import Job
from hosho.register.models import RegisteredGuarantee, Statement
from tests.builders import AT, World, accepted, application
from tests.issued import QUOTES, answer_step_up, groups, issue, key_of
from tests.portals.contractor.typing import fill, fill_all, start
from tests.portals.underwriting.scenes import proposed, with_papers
from tests.security.walk import OTHER, OWNER, client_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
AT_ONCE = 4


@pytest.fixture(autouse=True)
def then() -> Iterator[None]:
    """The sample works go on; the clock does too."""
    with time_machine.travel(AT, tick=True):
        yield


def at_once(deed: Callable[[int], Any], count: int = AT_ONCE) -> list[Any]:
    """The deed in as many threads, all let go together; each one's answer or exception."""
    ready, answers = threading.Barrier(count), []

    def one(number: int) -> None:
        try:
            ready.wait(timeout=20)
            answers.append(deed(number))
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(answers) == count
    return answers


def in_other_tabs(client: Client, count: int = AT_ONCE) -> list[Client]:
    """The same session in as many clients, because a test client is not made for threads."""
    found = []
    for _ in range(count):
        tab = Client(raise_request_exception=False)
        for name, cookie in client.cookies.items():
            tab.cookies[name] = cookie.value
        found.append(tab)
    return found


def finished(login: str = OWNER) -> tuple[Client, Application]:
    client = client_of(login)
    draft = start(client)
    fill_all(client, draft)
    return client, draft


def posting(client: Client, url: str, fields: dict[str, Any]) -> list[int]:
    tabs = in_other_tabs(client)
    statuses = [answer.status_code for answer in at_once(lambda number: tabs[number].post(url, fields))]
    assert all(status < 500 for status in statuses), statuses
    return statuses


def test_an_application_is_not_handed_in_before_its_pages_are_full(home: Any) -> None:
    client = client_of(OWNER)
    draft = start(client)
    fill(client, draft, "orderer")
    draft.refresh_from_db()
    answer = client.post(
        reverse("contractor:check", args=[draft.pk]), {"revision": draft.revision, "once": "a"}
    )
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.state == ApplicationState.DRAFT.value


def test_nobody_hands_in_another_companys_application(home: Any) -> None:
    client, draft = finished()
    url, fields = (
        reverse("contractor:check", args=[draft.pk]),
        {"revision": draft.revision, "once": "token-of-a"},
    )
    stranger = client_of(OTHER)
    assert stranger.post(url, fields).status_code == 404
    draft.refresh_from_db()
    assert draft.state == ApplicationState.DRAFT.value
    assert client.post(url, fields).status_code == 302
    # the token of one application does no harm to another
    other, theirs = finished(OTHER)
    answer = other.post(
        reverse("contractor:check", args=[theirs.pk]), {"revision": theirs.revision, "once": "token-of-a"}
    )
    assert answer.status_code == 302
    theirs.refresh_from_db()
    assert theirs.receipt_number
    assert str(theirs.pk) in answer.url


@pytest.mark.parametrize("token", ["", "x" * 10_000, "見本\x00", "見" * 60])
def test_a_strange_token_breaks_no_deed(home: Any, token: str) -> None:
    client, draft = finished()
    url = reverse("contractor:check", args=[draft.pk])
    assert client.post(url, {"revision": draft.revision, "once": token}).status_code == 302
    draft.refresh_from_db()
    assert draft.receipt_number
    fee = accepted(settled=False).fee
    paid = {"amount_yen": "1", "received_on": "2025-01-06", "payer": "ミホン", "once": token}
    assert client_of("desk-ito").post(reverse("underwriting:fee", args=[fee.pk]), paid).status_code == 302


def test_what_was_checked_is_what_is_stored(home: Any) -> None:
    """The amount is changed in another tab between the check page and its button."""
    client, draft = finished()
    seen = draft.revision
    fill(client, draft, "amounts", **{"ADVANCE_PAYMENT.amount_yen": "1,000万"})
    answer = client.post(reverse("contractor:check", args=[draft.pk]), {"revision": seen, "once": "a"})
    assert answer.status_code in (409, 422)
    draft.refresh_from_db()
    assert draft.state == ApplicationState.DRAFT.value
    for revision in ("", "x", "-1", "9" * 5_000):
        answer = client.post(
            reverse("contractor:check", args=[draft.pk]), {"revision": revision, "once": "b"}
        )
        assert answer.status_code in (409, 422), revision
    draft.refresh_from_db()
    assert draft.receipt_number is None


def test_an_application_handed_in_is_changed_no_more(home: Any) -> None:
    client, draft = finished()
    client.post(reverse("contractor:check", args=[draft.pk]), {"revision": draft.revision, "once": "a"})
    draft.refresh_from_db()
    before = draft.answers
    fill(client, draft, "amounts", **{"ADVANCE_PAYMENT.amount_yen": "1,000万"})
    client.post(reverse("contractor:paper", args=[draft.pk]), {"revision": draft.revision})
    draft.refresh_from_db()
    assert draft.answers == before


def test_handing_in_four_times_at_once_is_handing_in_once(home: Any) -> None:
    client, draft = finished()
    posting(client, reverse("contractor:check", args=[draft.pk]), {"revision": draft.revision, "once": "a"})
    draft.refresh_from_db()
    assert draft.receipt_number
    assert draft.steps.filter(verb="submit").count() == 1
    assert Application.objects.exclude(receipt_number=None).count() == 1


def test_accepting_four_times_at_once_states_one_fee(home: Any) -> None:
    made = with_papers(application(state=ApplicationState.UNDER_REVIEW))
    client = client_of("desk-sato")
    fields = {"revision": made.revision, "note": "見本", "once": "a"}
    posting(client, reverse("underwriting:accept", args=[made.pk]), fields)
    made.refresh_from_db()
    assert made.state == ApplicationState.FEE_DUE.value
    assert made.steps.filter(to_state=ApplicationState.FEE_DUE.value).count() == 1
    assert made.decisions.count() == 1


def test_one_person_does_not_approve_their_own_proposal(home: Any) -> None:
    made = proposed(by="desk-suzuki")
    answer = client_of("desk-suzuki").post(
        reverse("underwriting:approve", args=[made.pk]), {"revision": made.revision, "once": "a"}
    )
    assert 400 <= answer.status_code < 500
    made.refresh_from_db()
    assert made.state == ApplicationState.AWAITING_APPROVAL.value


def test_of_accepting_and_declining_at_once_one_wins(home: Any) -> None:
    made = with_papers(application(state=ApplicationState.UNDER_REVIEW))
    fields = {"revision": made.revision, "note": "見本", "reason": "見本", "once": "a"}
    tabs = [client_of("desk-sato"), client_of("desk-suzuki")]
    urls = [reverse(f"underwriting:{verb}", args=[made.pk]) for verb in ("accept", "decline")]
    statuses = sorted(answer.status_code for answer in at_once(lambda n: tabs[n].post(urls[n], fields), 2))
    assert statuses[0] == 302
    assert statuses[1] in (409, 422)
    made.refresh_from_db()
    assert made.decisions.count() == 1


def test_one_payment_posted_four_times_at_once_is_one_payment(home: Any) -> None:
    due = accepted(settled=False)
    client = client_of("desk-ito")
    fields = {"amount_yen": "100,000", "received_on": "2025-01-06", "payer": "サイキ", "once": "a"}
    posting(client, reverse("underwriting:fee", args=[due.fee.pk]), fields)
    assert Payment.objects.count() == 1
    assert Guarantee.objects.filter(application=due).count() == 2
    assert Certificate.objects.count() == 2


def test_a_key_asked_anew_four_times_with_one_page_is_one_new_key(own_storage: None, world: World) -> None:
    guarantee = issue(world)["ADVANCE_PAYMENT"]
    client = answer_step_up(client_of(OWNER))
    posting(client, reverse("certificates:reissue", args=[guarantee.pk]), {"reason": "見本", "once": "a"})
    assert guarantee.keys.filter(revoked_at=None).count() == 1
    assert guarantee.keys.count() == 2
    world.work()
    opened = Client().post(
        reverse("orderer:entrance"), {"number": guarantee.number, "key": groups(key_of(guarantee))}
    )
    assert opened.status_code == 302


def test_a_key_is_not_asked_anew_by_another_company(own_storage: None, world: World) -> None:
    guarantee = issue(world)["ADVANCE_PAYMENT"]
    stranger = sample_people.people()[OTHER].actor()
    outcomes = at_once(
        lambda _: reissue_key(guarantee, by=stranger, at=guarantee.concluded_at, reason="見本"), 2
    )
    assert {type(outcome).__name__ for outcome in outcomes} == {"NotFound"}
    assert guarantee.keys.count() == 1


def test_an_answer_pressed_four_times_at_once_is_one_statement(own_storage: None, world: World) -> None:
    guarantee = issue(world)["ADVANCE_PAYMENT"]
    clerk = Client()
    clerk.post(reverse("orderer:entrance"), {"number": guarantee.number, "key": groups(key_of(guarantee))})
    fields = {"confirmed": "yes", "department": "契約係", "name": "見本　太郎", "once": "a"}
    posting(clerk, reverse("orderer:answer"), fields)
    assert Statement.objects.count() == 1


def test_a_clerk_answers_for_the_guarantee_that_was_opened(own_storage: None, world: World) -> None:
    opened, other = issue(world).values()
    clerk = Client()
    clerk.post(reverse("orderer:entrance"), {"number": opened.number, "key": groups(key_of(opened))})
    fields = {"confirmed": "yes", "department": "契約係", "name": "見本", "once": "a", "number": other.number}
    clerk.post(reverse("orderer:answer"), {**fields, "guarantee": "2", "guarantee_id": "2"})
    register = RegisteredGuarantee.objects.get(number=opened.number)
    assert list(Statement.objects.values_list("guarantee_id", flat=True)) == [register.pk]


def test_a_job_retried_four_times_at_once_is_done_once(home: Any) -> None:
    made = accepted()
    made.fee.quotes = QUOTES
    made.fee.save(update_fields=["quotes"])
    job = Job.objects.create(
        name="send_mail", key="stopped", payload={}, created_at=made.created_at, run_at=made.created_at,
        dead_at=made.created_at, attempts=9, last_error="SMTP",
    )  # fmt: skip
    posting(client_of("operator"), reverse("operator_retry", args=[job.pk]), {"once": "a"})
    job.refresh_from_db()
    assert job.dead_at is None
    assert job.forgiven == 9
