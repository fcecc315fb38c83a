"""保証料のお知らせ: what a company is told to pay, and that nobody else is told."""

from datetime import timedelta
from uuid import uuid4

import pypdfium2
import pytest

from hosho.guarantees.models import Fee
from hosho.lib.clock import now, today_in_japan
from tests.builders import accepted
from tests.issued import QUOTES, sign_in
from tests.page_inspector import InspectingClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return sign_in(InspectingClient())


@pytest.fixture
def fee():
    made = accepted(settled=False).fee
    made.quotes, made.due_on = QUOTES, today_in_japan(now()) + timedelta(days=5)
    made.save()
    return made


def told(client, fee):
    return client.get(f"/enet/fees/{fee.application_id}/").content.decode()


def test_the_notice_says_how_much_until_when_to_whom_and_what_to_write(client, fee):
    page = told(client, fee)
    for words in (
        "100,000円",
        "見本銀行 本店 普通",
        fee.application.receipt_number,
        "お支払い期限",
        "見本の料率",
        "4,895,000円 × 0.40%",
    ):
        assert words in page
    weekday = "月火水木金土日"[fee.due_on.weekday()]
    assert f"{fee.due_on.day}日（{weekday}）" in page


def test_each_state_has_its_words(client, fee):
    words = {"SHORT": "不足しています", "SETTLED": "お支払いを確認しました", "COVERED": "一括納付の対象です"}
    for state, sentence in words.items():
        Fee.objects.filter(pk=fee.pk).update(state=state)
        assert sentence in told(client, fee)
    Fee.objects.filter(pk=fee.pk).update(state="DUE", due_on=today_in_japan(now()) - timedelta(days=1))
    assert "期限を過ぎています" in told(client, fee)


def test_a_covered_fee_asks_for_no_transfer(client, fee):
    Fee.objects.filter(pk=fee.pk).update(state="COVERED")
    assert "振込先" not in told(client, fee)


def test_the_list_has_what_is_owed_first(client, fee):
    page = client.get("/enet/fees/").content.decode()
    assert page.index(fee.application.receipt_number) < page.index("お支払いが済んだもの")


def test_the_statement_shows_the_working_and_no_number_before_the_deposit(client, fee):
    pdf = client.get(f"/enet/fees/{fee.application_id}/statement/").content
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    for words in ("保証料計算書", "金100,000円", "見本-2024-04", "未確認"):
        assert words in text


def test_another_companys_fee_is_not_found(fee):
    other = sign_in(InspectingClient(), "10000020-01")
    for application in (fee.application_id, uuid4()):
        assert other.get(f"/enet/fees/{application}/").status_code == 404
        assert other.get(f"/enet/fees/{application}/statement/").status_code == 404
