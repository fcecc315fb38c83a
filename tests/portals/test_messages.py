"""A line between contractor and desk: a letter without what was said, a mark until it was read, a to-do."""

import pytest

from hosho.cli import sample_people
from hosho.guarantees.actions.answer_message import answer_message
from hosho.guarantees.actions.mark_messages_read import mark_messages_read
from hosho.guarantees.actions.send_message import send_message
from hosho.guarantees.models import Message
from hosho.lib.clock import now
from hosho.outbox.models import Job
from tests.builders import AT, application
from tests.page_inspector import InspectingClient

pytestmark = pytest.mark.django_db
SAID = "契約書の3ページが読めません。"
ASKED = "審査はいつ終わりますか。"


def actor(login):
    return sample_people.people()[login].actor()


def browser(login):
    made = InspectingClient()
    made.force_login(
        sample_people.people()[login], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return made


def page(login, path):
    return browser(login).get(path).content.decode()


def letters(subject):
    return [job.payload for job in Job.objects.filter(name="send_mail") if subject in job.payload["subject"]]


def test_the_desk_writes_and_the_contractor_is_told_without_the_content():
    made = application()
    answer_message(made, by=actor("desk-tanaka"), at=AT, text=SAID)
    told = letters("当社からの連絡があります")
    assert {letter["to"] for letter in told} >= {"hanako@hosho.example"}
    assert not any(SAID[:4] in letter["body"] for letter in told)
    assert not letters("受注者からの連絡")


def test_it_stands_on_home_as_unread_until_the_contractor_has_opened_it():
    made = application()
    answer_message(made, by=actor("desk-tanaka"), at=AT, text=SAID)
    url = f"/enet/applications/{made.pk}/"
    assert "当社からの連絡を読む" in page("10000012-01", "/enet/")
    assert "当社からの連絡を読む" not in page("10000020-01", "/enet/")
    first, second = page("10000012-01", url), page("10000012-01", url)
    assert SAID in first
    assert SAID in second
    assert "未読" in first
    assert "未読" not in second
    assert "当社からの連絡を読む" not in page("10000012-01", "/enet/")


def test_the_contractor_writes_and_the_desk_is_told_and_sees_it_in_the_inbox():
    made = application()
    send_message(made, text=ASKED, by=actor("10000012-01"), at=AT)
    told = letters("受注者からの連絡があります")
    assert told
    assert not any(ASKED[:4] in letter["body"] for letter in told)
    assert "未読の連絡" in page("desk-tanaka", "/desk/")
    url = f"/desk/applications/{made.pk}/"
    # whoever only reads does not take the mark away from those who answer
    assert "未読" in page("desk-kato", url)
    assert "未読" in page("desk-tanaka", url)
    assert "未読" not in page("desk-tanaka", url)
    assert "未読の連絡" not in page("desk-tanaka", "/desk/")


def test_the_letter_goes_to_whoever_has_the_application_in_hand():
    made = application()
    made.assigned_to = sample_people.people()["desk-sato"]
    made.save(update_fields=["assigned_to"])
    send_message(made, text=ASKED, by=actor("10000012-01"), at=AT)
    assert [letter["to"] for letter in letters("受注者からの連絡")] == [made.assigned_to.email]


def test_an_answer_counts_as_having_read():
    made = application()
    answer_message(made, by=actor("desk-tanaka"), at=AT, text=SAID)
    send_message(made, text=ASKED, by=actor("10000012-01"), at=AT)
    assert Message.objects.get(side="SURETY").read_at == AT
    assert Message.objects.get(side="CONTRACTOR").read_at is None
    assert mark_messages_read(made, by=actor("10000012-01"), at=now()) == 0, "one's own line stays unread"
