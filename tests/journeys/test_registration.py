"""From the first visit to the first login, in a real browser without JavaScript: the applicant, the desk, the letter."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from pypdfium2 import PdfDocument

from hosho.cli import sample, sample_people
from hosho.parties.models import Contractor, IdApplication
from tests.sign_in import sign_in, sign_out, totp

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "tsuru-no-hashi ni 3 tsuki"
COMPANY = "堅田見本土木株式会社"


@pytest.fixture(autouse=True)
def people(transactional_db):
    return sample_people.people()


def fill(page: Page, **by_label: str) -> None:
    for label, value in by_label.items():
        page.get_by_label(label, exact=False).first.fill(value)
    page.get_by_role("button", name="保存して次へ").click()


def register(page: Page, base: str) -> str:
    page.goto(base)
    page.get_by_role("link", name="ID登録").first.click()
    page.get_by_role("link", name="登録の入力を始める").click()
    fill(page, 商号または名称=COMPANY, フリガナ="かただみほんどぼく")
    fill(page, 役職="代表取締役", 氏名="髙﨑　葛󠄀子")
    fill(
        page,
        郵便番号="８７６－００００",
        登記された本店の所在地="大分県佐伯市見本町9番9号",
        電話番号="０９７２（００）００９９",
    )
    fill(page, 氏名="見本　四葉", フリガナ="みほん　よつば", メールアドレス="ＹＯＴＳＵＢＡ＠hosho.example")
    for consent in page.get_by_role("checkbox").all():
        consent.check()
    page.get_by_role("button", name="保存して次へ").click()
    assert "髙﨑　葛󠄀子" in page.content()
    page.get_by_role("button", name="登録を申し込む").click()
    return re.search(r"ID-\d{4}-\d{6}", page.locator("main").inner_text())[0]


def approve(page: Page, base: str, receipt: str) -> tuple[str, str]:
    """The login id and the code of the letter."""
    sign_in(page, base, "desk-tanaka")
    page.goto(f"{base}/desk/ids/")
    page.get_by_role("link", name=receipt).click()
    page.get_by_role("button", name="承認してお客様IDを発行する").click()
    page.get_by_role("button", name="お知らせを作る").click()
    code = page.locator("#activation-code").inner_text()
    login_id = re.search(r"\d{8}-01", page.locator("main").inner_text())[0]
    sign_out(page)
    return login_id, code


def activate(page: Page, base: str, login_id: str, code: str) -> None:
    page.goto(f"{base}/account/activate/")
    page.get_by_label("お客様ID").fill(login_id)
    page.get_by_label("利用開始コード").fill(code)
    page.get_by_label("新しいパスワード", exact=True).fill(PASSWORD)
    page.get_by_label("新しいパスワード（もう一度）").fill(PASSWORD)
    page.get_by_role("button", name="利用を始める").click()


def test_a_new_company_registers_is_approved_activates_and_signs_in(plain_page, live_server):
    page, base = plain_page, live_server.url
    receipt = register(page, base)
    login_id, code = approve(page, base, receipt)
    activate(page, base, login_id, code)
    assert "利用を始められます" in page.title()
    sign_out(page)
    sign_in(page, base, login_id, PASSWORD)
    assert page.url == f"{base}/enet/"
    assert Contractor.objects.get(name=COMPANY).representative == "髙﨑　葛󠄀子"
    assert IdApplication.objects.get().state == "APPROVED"


def test_the_sample_account_signs_in_with_its_authenticator_app(plain_page, live_server, people):
    sample.give_second_factor(people[sample.SECOND_FACTOR_LOGIN])
    page, base = plain_page, live_server.url
    sign_in(page, base, sample.SECOND_FACTOR_LOGIN)
    assert "2段階の確認" in page.title()
    page.get_by_label("確認コード").fill("000000")
    page.get_by_role("button", name="ログイン", exact=True).click()
    assert "コードが一致しません" in page.content()
    page.get_by_label("確認コード").fill(totp())
    page.get_by_role("button", name="ログイン", exact=True).click()
    assert page.url == f"{base}/enet/"


def test_a_person_sets_up_an_app_and_prints_ten_codes_on_one_sheet(plain_page, live_server):
    page, base = plain_page, live_server.url
    sign_in(page, base, "10000012-01")
    page.goto(f"{base}/account/2fa/totp/activate/")
    page.get_by_label("パスワード").fill(sample_people.PASSWORD)
    page.get_by_role("button", name="確認して進む").click()
    secret = page.locator("main strong").inner_text().replace(" ", "")
    page.get_by_label("確認コード").fill(totp(secret))
    page.get_by_role("button", name="確認アプリを登録する").click()
    assert "緊急用コード" in page.title()
    assert page.locator("ol li.hosho-code").count() == 10
    codes = page.locator("li.hosho-code").all_inner_texts()
    printed = PdfDocument(page.pdf(format="A4"))
    text = printed[0].get_textpage().get_text_range()
    assert len(printed) == 1
    assert all(code in text for code in codes)
    emergency = codes[0].replace(" ", "")
    sign_out(page)
    for again, arrives in ((False, True), (True, False)):
        sign_in(page, base, "10000012-01")
        page.get_by_label("確認コード").fill(emergency)
        page.get_by_role("button", name="ログイン", exact=True).click()
        assert ("/enet/" in page.url) is arrives, again
        if arrives:
            sign_out(page)


def test_a_security_key_is_registered_and_used(page, live_server):
    base = live_server.url.replace("127.0.0.1", "localhost")
    client = page.context.new_cdp_session(page)
    client.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": True, "hasUserVerification": True}
    client.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    sign_in(page, base, "10000012-01")
    page.goto(f"{base}/account/2fa/webauthn/add/")
    page.get_by_label("パスワード").fill(sample_people.PASSWORD)
    page.get_by_role("button", name="確認して進む").click()
    page.get_by_label("名前").fill("金庫の鍵")
    page.get_by_role("button", name="セキュリティキーを登録する").click()
    page.wait_for_url("**/recovery-codes/")
    sign_out(page)
    sign_in(page, base, "10000012-01")
    page.get_by_role("button", name="セキュリティキーで確認する").click()
    page.wait_for_url("**/enet/")
