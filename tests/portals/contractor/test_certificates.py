"""The entrance 電子証書の確認はこちら: what a company reads, and what nobody else does."""

import io
import re
from datetime import timedelta
from uuid import uuid4

import pikepdf
import pytest
from django.db import transaction
from django.urls import reverse

from hosho.archive import read
from hosho.guarantees.actions.record_news import Reported, record_news
from hosho.guarantees.models import Guarantee, HandIn
from hosho.guarantees.queries import certificates, progress
from hosho.parties.actor import SYSTEM
from hosho.parties.models import AuditEntry
from tests.builders import AT
from tests.issued import answer_step_up, issue, sign_in
from tests.page_inspector import InspectingClient

pytestmark = pytest.mark.django_db(transaction=True)

# name of the address -> whether it takes a version
PAGES = {
    "certificate": False,
    "version": True,
    "pdf": True,
    "customer_copy": True,
    "fee_statement": False,
    "key": False,
    "key_notice": False,
    "reissue": False,
    "reissued": False,
    "fax_cover": False,
    "hand_in": False,
    "history": False,
}


@pytest.fixture
def client():
    return InspectingClient()


@pytest.fixture
def guarantee(world):
    return issue(world)["ADVANCE_PAYMENT"]


def address(name, of):
    pk = getattr(of, "pk", of)
    return reverse(f"certificates:{name}", args=[pk, 1] if PAGES[name] else [pk])


def body(response):
    return response.content.decode()


def test_the_entrance_explains_and_asks_for_id_and_password(client, db):
    page = body(client.get("/certificates/"))
    assert "電子証書の確認はこちら" in page
    assert 'name="login"' in page
    assert 'name="password"' in page
    assert 'value="/certificates/list/"' in page


def test_the_entrance_leads_on_only_behind_itself(client, db):
    for wanted in (
        "https://elsewhere.example/",
        "/certificates/\\elsewhere",
        "/desk/",
        "//elsewhere.example",
    ):
        assert 'value="/certificates/list/"' in body(client.get("/certificates/", {"next": wanted}))


def test_a_page_behind_it_sends_a_stranger_to_this_entrance_and_back(client, guarantee):
    response = client.get(address("certificate", guarantee))
    assert response.status_code == 302
    assert response["Location"].startswith("/certificates/?next=/certificates/")
    assert f'value="{address("certificate", guarantee)}"' in body(client.get(response["Location"]))


def test_the_list_shows_every_deposited_guarantee_with_its_number_and_state(client, guarantee):
    page = body(sign_in(client).get("/certificates/list/"))
    shown = f"{guarantee.number[:4]}-{guarantee.number[4:8]}-{guarantee.number[8:]}"
    for words in (
        shown,
        "前払金保証",
        "契約保証",
        "市道見本線道路改良工事",
        "佐伯市",
        "19,580,000円",
        "有効",
        "当初",
        "未提出",
        "認証キーの表示",
    ):
        assert words in page


def test_what_is_not_deposited_yet_is_a_line_and_no_link(client, guarantee):
    Guarantee.objects.filter(pk=guarantee.pk).update(current_version=0, status="CONCLUDED")
    page = body(sign_in(client).get("/certificates/list/"))
    assert "登録の手続き中" in page
    assert address("certificate", guarantee) not in page
    assert client.get(address("certificate", guarantee)).status_code == 404


def test_a_paper_certificate_is_listed_with_a_note_and_has_no_key(client, world):
    paper = issue(world, delivery={"delivery": "PAPER"})["CONTRACT"]
    page = body(sign_in(client).get("/certificates/list/"))
    assert "書面でお渡し" in page
    assert "認証キーの表示" not in page
    assert client.get(address("certificate", paper)).status_code == 200
    answer_step_up(client)
    for name in ("key", "key_notice", "reissue", "hand_in", "fax_cover"):
        assert client.post(address(name, paper)).status_code == 404


def test_the_list_is_narrowed_by_number_words_and_kind(client, guarantee):
    sign_in(client)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in guarantee.number[-6:])
    for query in ({"text": wide}, {"text": "見本線 佐伯", "kind": "ADVANCE_PAYMENT"}):
        assert address("certificate", guarantee) in body(client.get("/certificates/list/", query))
    assert address("certificate", guarantee) not in body(
        client.get("/certificates/list/", {"kind": "CONTRACT"})
    )
    assert "条件を変えてお探しください" in body(client.get("/certificates/list/", {"text": "ない工事"}))


def test_pages_follow_one_another_without_gap_or_repetition(client, guarantee, monkeypatch):
    monkeypatch.setattr(certificates, "PAGE", 1)
    first = sign_in(client).get("/certificates/list/").context["page"]
    second = client.get("/certificates/list/", {"after": str(first.next_after)}).context["page"]
    assert {line.guarantee.kind for line in first.lines + second.lines} == {"CONTRACT", "ADVANCE_PAYMENT"}
    assert second.next_after is None


def test_the_screen_shows_every_row_of_the_certificate_and_the_seal(client, guarantee):
    response = sign_in(client).get(address("certificate", guarantee))
    page = body(response)
    for row in response.context["rows"]:
        assert row.label in page
    for words in (
        "金19,580,000円",
        "写し",
        "発注者 受付印",
        "確認できました",
        "印刷する",
        "PDFを保存する",
        "見本　花子",
    ):
        assert words in page
    assert guarantee.number not in response.content.decode().split("</title>")[0]


def test_the_screen_says_when_the_stored_file_is_not_what_was_sealed(client, guarantee, home):
    certificate = guarantee.certificates.get()
    (home / "documents").mkdir(exist_ok=True)
    other = guarantee.application.guarantees.get(kind="CONTRACT").certificates.get()
    guarantee.certificates.filter(pk=certificate.pk).update(pdf=other.pdf)
    page = body(sign_in(client).get(address("certificate", guarantee)))
    assert "電子署名を確認できません" in page


def test_the_saved_pdf_is_the_sealed_one_byte_for_byte(client, guarantee):
    response = sign_in(client).get(address("pdf", guarantee))
    assert response.content == read(guarantee.certificates.get().pdf)
    assert response["Content-Disposition"].startswith("attachment")
    assert guarantee.number[:8] not in response["Content-Disposition"]
    assert AuditEntry.objects.filter(act="certificate.saved").exists()


@pytest.mark.parametrize("name", ["customer_copy", "fee_statement"])
def test_the_papers_of_the_customer_are_pdfs(client, guarantee, name):
    response = sign_in(client).get(address(name, guarantee))
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert len(pdf.pages) == 1
    assert response["Cache-Control"] == "no-store"


def test_a_strangers_guarantee_and_an_unknown_one_are_the_same_page(client, guarantee):
    answer_step_up(sign_in(client, "10000020-01"))
    for name in PAGES:
        for ask in (client.get, client.post):
            theirs, nobodys = ask(address(name, guarantee)), ask(address(name, uuid4()))
            assert theirs.status_code == nobodys.status_code == 404, name
            assert without_reference(theirs) == without_reference(nobodys), name
    assert not guarantee.key_displays.exists()


def test_the_surety_and_the_operator_find_nothing_here(client, guarantee):
    for login in ("desk-tanaka", "operator"):
        assert sign_in(client, login).get(address("certificate", guarantee)).status_code == 404


def test_hand_in_and_answers_move_the_state_on(client, guarantee):
    sign_in(client)
    form = {
        "on_era": "令和",
        "on_year": "7",
        "on_month": "1",
        "on_day": "7",
        "way": "FAX",
        "department": "契約検査課契約係",
        "person": "見本",
    }
    assert client.post(address("hand_in", guarantee), form).status_code == 302
    page = body(client.get(address("hand_in", guarantee)))
    assert "提出済" in page
    assert "契約検査課契約係　見本 様" in page
    assert "発注者がまだ閲覧していません" in page  # it is long after 2025
    said = [
        Reported(1, guarantee.number, 1, "opened", AT),
        Reported(2, guarantee.number, 1, "confirmed", AT + timedelta(hours=1), "契約係", "佐伯　見本"),
    ]
    with transaction.atomic():
        record_news(said[:1], by=SYSTEM, at=AT, cursor="1.0")
    assert "閲覧済" in body(client.get("/certificates/list/"))
    with transaction.atomic():
        record_news(said[1:], by=SYSTEM, at=AT, cursor="1.1")
    page = body(client.get(address("hand_in", guarantee)))
    assert "確認済" in page
    assert "佐伯　見本 様" in page
    assert "「確認しました」と回答" in body(client.get(address("history", guarantee)))


def test_a_hand_in_of_tomorrow_is_refused_at_its_field(client, guarantee):
    form = {
        "on_era": "令和",
        "on_year": "20",
        "on_month": "1",
        "on_day": "7",
        "way": "FAX",
        "department": "契約係",
    }
    response = sign_in(client).post(address("hand_in", guarantee), form)
    assert response.status_code == 422
    assert "まだ来ていない日" in body(response)
    assert not HandIn.objects.exists()


def test_the_orderer_is_given_three_business_days(client, guarantee):
    friday = AT.replace(month=1, day=10)  # Monday the 13th is a holiday
    HandIn.objects.create(
        guarantee=guarantee,
        on=friday.date(),
        way="持参",
        department="契約係",
        by=guarantee.application.created_by,
        at=friday,
    )
    guarantee = certificates.find(guarantee.application.created_by.actor(), guarantee.pk)
    assert not progress.is_overlooked(guarantee, at=AT.replace(day=16))
    assert progress.is_overlooked(guarantee, at=AT.replace(day=17))


def without_reference(response):
    reference = response.wsgi_request.reference
    page = response.content.decode().replace(reference, "")
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", page)
