"""認証キーの表示: who may, when, what is remembered, and where a key never goes."""

import io
import logging
import re

import pikepdf
import pypdfium2
import pytest
import structlog
from django.apps import apps
from django.core import mail
from django.urls import reverse

from hosho.guarantees.models import HandIn, KeyDisplay
from hosho.outbox.models import Job
from hosho.parties.models import AuditEntry
from tests.builders import AT
from tests.issued import answer_step_up, groups, issue, key_of, sign_in
from tests.page_inspector import InspectingClient

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def guarantee(world):
    return issue(world)["ADVANCE_PAYMENT"]


@pytest.fixture
def client():
    return sign_in(InspectingClient())


def url(name, guarantee):
    return reverse(f"certificates:{name}", args=[guarantee.pk])


def holds(response, digits):
    text = response.content.decode(errors="replace")
    return (
        digits in text
        or groups(digits) in text
        or all(f">{part}<" in text for part in groups(digits).split("-"))
    )


def test_the_interruption_page_says_what_will_happen_and_shows_nothing(client, guarantee):
    answer_step_up(client)
    response = client.get(url("key", guarantee))
    for words in ("これから認証キーを表示します", "3分", "持参またはFAX", "記録"):
        assert words in response.content.decode()
    assert not holds(response, key_of(guarantee))
    assert not guarantee.key_displays.exists()


@pytest.mark.parametrize("seconds_ago", [None, 301])
def test_without_a_fresh_step_up_the_key_is_not_shown(client, guarantee, seconds_ago):
    if seconds_ago:
        answer_step_up(client, seconds_ago=seconds_ago)
    for name in ("key", "key_notice"):
        response = client.post(url(name, guarantee))
        assert response.status_code == 302
        assert response["Location"].startswith("/account/")
    assert client.post(url("reissue", guarantee), {"reason": "試し"}).status_code == 302
    assert guarantee.keys.count() == 1
    assert not guarantee.key_displays.exists()


def test_after_the_step_up_the_key_stands_there_for_three_minutes(client, guarantee):
    answer_step_up(client)
    response = client.post(url("key", guarantee))
    assert holds(response, key_of(guarantee))
    assert response["Refresh"] == f"180; url={url('key', guarantee)}?hidden=1"
    assert response["Cache-Control"] == "no-store"
    assert not holds(client.get(f"{url('key', guarantee)}?hidden=1"), key_of(guarantee))


def test_each_display_is_remembered_and_shown_to_the_company(client, guarantee):
    answer_step_up(client)
    client.post(url("key", guarantee))
    client.post(url("key_notice", guarantee))
    page = client.post(url("key", guarantee)).content.decode()
    assert list(guarantee.key_displays.values_list("what", flat=True)) == ["SHOWN", "NOTICE", "SHOWN"]
    assert page.count("見本　花子</li>") == 3
    assert AuditEntry.objects.filter(act="key.displayed").count() == 2
    reader = sign_in(InspectingClient(), "10000012-02").get(url("history", guarantee)).content.decode()
    assert reader.count("認証キーを画面に表示しました") == 2


def test_a_reader_may_neither_see_nor_reissue_and_finds_no_button(client, guarantee):
    answer_step_up(sign_in(client, "10000012-02"))
    for name in ("key", "key_notice", "reissue", "fax_cover", "hand_in"):
        assert client.post(url(name, guarantee), {"reason": "試し"}).status_code == 404
    for page in ("/certificates/list/", url("certificate", guarantee)):
        assert url("key", guarantee) not in client.get(page).content.decode()
    assert guarantee.keys.count() == 1
    assert not KeyDisplay.objects.exists()


def test_the_notice_is_one_sheet_with_number_key_and_the_orderers_way(client, guarantee):
    answer_step_up(client)
    response = client.post(url("key_notice", guarantee))
    assert response["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(response.content)
    assert len(document) == 1
    text = document[0].get_textpage().get_text_bounded()
    assert key_of(guarantee) in re.sub(r"[^0-9]", "", text)
    for words in ("契約検査課契約係", "持参", "FAX", "前払金保証"):
        assert words in text
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        about = str(dict(pdf.docinfo)) + pdf.Root.Metadata.read_bytes().decode()
    assert key_of(guarantee)[:8] not in about
    assert key_of(guarantee)[:4] not in response["Content-Disposition"]


def test_the_notice_is_made_by_a_post_alone(client, guarantee):
    answer_step_up(client)
    assert client.get(url("key_notice", guarantee))["Location"] == url("key", guarantee)
    assert not guarantee.key_displays.exists()


def test_the_fax_cover_has_the_numbers_and_no_key(client, guarantee):
    response = client.post(url("fax_cover", guarantee), {"fax": "0972-00-0099", "person": "", "pages": "4"})
    text = pypdfium2.PdfDocument(response.content)[0].get_textpage().get_text_bounded()
    assert "0972-00-0099" in text
    assert key_of(guarantee)[:8] not in text.replace("-", "")


def test_reissuing_warns_of_the_last_hand_in_and_makes_a_new_key(client, guarantee, world):
    HandIn.objects.create(
        guarantee=guarantee,
        on=AT.date(),
        way="FAX",
        department="契約検査課契約係",
        by=guarantee.application.created_by,
        at=AT,
    )
    assert "前回の提出" in client.get(url("reissue", guarantee)).content.decode()
    answer_step_up(client)
    old = key_of(guarantee)
    response = client.post(
        url("reissue", guarantee), {"reason": "FAXの送り先を間違えたため", "once": "a" * 22}
    )
    assert response["Location"] == url("reissued", guarantee)
    again = client.post(url("reissue", guarantee), {"reason": "FAXの送り先を間違えたため", "once": "a" * 22})
    assert again["Location"] == url("reissued", guarantee)
    assert guarantee.keys.count() == 2
    assert "新しい認証キーができました" in client.get(url("reissued", guarantee)).content.decode()
    assert "認証キーを登録しています" in client.get(url("key", guarantee)).content.decode()
    world.work()
    shown = client.post(url("key", guarantee))
    assert holds(shown, key_of(guarantee))
    assert key_of(guarantee) != old
    assert "提出し直してください" in client.get(url("hand_in", guarantee)).content.decode()


def test_an_empty_reason_is_refused_before_anybody_is_asked_for_a_password(client, guarantee):
    response = client.post(url("reissue", guarantee), {"reason": ""})
    assert response.status_code == 422
    assert guarantee.keys.count() == 1


def test_a_key_is_found_nowhere_but_on_its_page_and_its_notice(client, guarantee, world, caplog):
    answer_step_up(client)
    seeds = [key_of(guarantee)]
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as logged:
        client.post(url("key", guarantee))
        client.post(url("key_notice", guarantee))
        client.post(url("reissue", guarantee), {"reason": "試し"})
        world.work()
        seeds.append(key_of(guarantee))
        pages = [
            client.get(url(name, guarantee))
            for name in ("certificate", "key", "reissue", "reissued", "hand_in", "history")
        ]
        pages.append(client.get("/certificates/list/"))
    assert list(guarantee.key_displays.values_list("what", flat=True)) == ["SHOWN", "NOTICE", "REISSUED"]
    heard = [str(logged), caplog.text, *(str(sent.message()) + sent.body for sent in mail.outbox)]
    heard += [str(page.headers) + page.content.decode() for page in pages]
    heard += [f"{job.key} {job.payload} {job.last_error}" for job in Job.objects.all()]
    heard += [text for model in apps.get_models() for text in columns_of(model)]
    for seed in seeds:
        for spelling in (seed, groups(seed), seed.encode().hex()):
            assert not [text[:80] for text in heard if spelling in text]


def columns_of(model):
    for row in model.objects.values_list():
        for value in row:
            raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
            yield raw.decode(errors="replace")
            yield raw.hex()
