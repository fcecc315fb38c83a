"""The whole story on the leaflet's own case, in Chromium with JavaScript off: Saiki City, works, all three kinds.

Applied for in the contractor's portal, accepted and paid at the desk, issued by the worker with real seal, stamp,
register and mail server, read and keyed by the contractor, opened and confirmed by the clerk.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from hosho.cli import sample_people
from hosho.guarantees.models import Application, Guarantee
from hosho.lib.clock import now
from hosho.outbox.queue import enqueue
from tests.journeys.test_apply import begin, day, finish, go_on
from tests.sign_in import PASSWORD, sign_in, sign_out
from tests.simulators.smtp import SmtpSimulator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "市道見本線道路改良工事（髙﨑工区）"


@pytest.fixture
def mails(settings):
    """A real mail server; what arrived is in `received`."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with SmtpSimulator() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.mark.parametrize(
    "kinds", [("契約保証", "前払金保証"), ("中間前払金保証",)], ids=["contract and advance", "interim"]
)
def test_the_leaflet_from_application_to_the_clerks_screen(
    plain_page: Page, live_server, world, mails, tmp_path, kinds
) -> None:
    page, base = plain_page, live_server.url
    sample_people.people()
    receipt = apply(page, base, live_server, kinds)
    accept_and_settle(page, base, receipt)
    assert Guarantee.objects.filter(current_version__gte=1).count() == 0, (
        "nothing before the worker issued it"
    )
    world.work()
    read_the_letter(mails, kinds)
    for kind in kinds:
        number, key = take_number_and_key(page, base, kind, tmp_path)
        clerk_confirms(page, base, number, key, kind)
    contractor_sees_the_answer(page, base, world)
    assert not any(key in letter.text for letter in mails.received)


def apply(page: Page, base: str, live_server, kinds: tuple[str, ...]) -> str:
    """STEP 1: 保証申込, 電子交付を希望する."""
    sign_in(page, base, "10000012-01")
    begin(page, live_server, "工事", *kinds)
    page.get_by_label("工事の名称").fill(TITLE)
    page.get_by_label("工事番号").fill("令和８年度第１２３号")
    page.get_by_label("請負代金額").fill("４，８９５万円")
    day(page, "契約日", "8", "4", "20")
    day(page, "工期の初日", "8", "4", "21")
    day(page, "工期の末日", "80", "9", "30")
    page.get_by_label("使っている", exact=True).check()
    go_on(page)
    if "中間前払金保証" in kinds:
        page.get_by_label("中間前払金額（保証金額）").fill("9,790,000")
        page.get_by_label("受け取った前払金の額").fill("19,580,000")
        page.get_by_label("認定番号").fill("契検第45号")
        day(page, "認定日", "8", "10", "1")
    go_on(page)
    receipt = finish(page, "電子交付を希望する")
    sign_out(page)
    return receipt


def accept_and_settle(page: Page, base: str, receipt: str) -> None:
    """The desk: examined and accepted by one, the fee recorded by another."""
    sign_in(page, base, "desk-sato")
    page.get_by_role("link", name=receipt).click()
    page.get_by_role("button", name=re.compile("審査を始める")).click()
    page.get_by_role("link", name=re.compile("引受けへ進む")).click()
    page.get_by_label("審査の所見").fill("書類は追って提出される。工事実績があり、問題ない。")
    page.get_by_role("button", name=re.compile("引き受けて保証料を通知する")).click()
    sign_out(page)
    sign_in(page, base, "desk-ito")
    page.get_by_role("link", name="保証料", exact=True).click()
    page.get_by_role("link", name=receipt).click()
    page.get_by_role("button", name=re.compile("入金を記録する")).click()
    expect(page.get_by_text("入金済").first).to_be_visible()
    sign_out(page)


def read_the_letter(mails: SmtpSimulator, kinds: tuple[str, ...]) -> None:
    """STEP 2: the mail says that it is there, and carries neither key nor link."""
    told = [m for m in mails.received if "電子証書・認証キー登録のお知らせ" in str(m.message["Subject"])]
    assert len(told) >= len(kinds)
    for letter in told:
        assert "://" not in letter.text
        assert "電子証書の確認はこちら" in re.sub(r"\s", "", letter.text)


def take_number_and_key(page: Page, base: str, kind: str, folder: Path) -> tuple[str, str]:
    """STEP 3 and 4: 電子証書の確認はこちら, certificate, 認証キーの表示, 「認証キー等のお知らせ」."""
    page.goto(f"{base}/")
    page.get_by_role("link", name="電子証書の確認はこちら").click()
    page.get_by_label("お客様ID").fill("10000012-01")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    row = page.get_by_role("row").filter(has_text=kind)
    row.get_by_role("link").first.click()
    expect(page.get_by_text(TITLE).first).to_be_visible()
    page.get_by_role("link", name="認証キーの表示").click()
    page.get_by_role("button", name="認証キーを表示する").click()
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="確認して進む").click()
    key = re.sub(r"\D", "", page.locator(".hosho-key__digits").inner_text())
    with page.expect_download() as download:
        page.get_by_role("button", name="「認証キー等のお知らせ」を保存する").click()
    download.value.save_as(folder / f"{kind}.pdf")
    notice = "".join(
        one.get_textpage().get_text_bounded() for one in pypdfium2.PdfDocument(folder / f"{kind}.pdf")
    )
    assert key in re.sub(r"\D", "", notice)
    assert "持参またはFAX" in re.sub(r"\s", "", notice)
    number = Guarantee.objects.get(kind=_CODES[kind]).number
    assert number in re.sub(r"\D", "", notice)
    sign_out(page)
    return number, key


_CODES = {
    "契約保証": "CONTRACT",
    "前払金保証": "ADVANCE_PAYMENT",
    "中間前払金保証": "INTERIM_ADVANCE_PAYMENT",
}


def clerk_confirms(page: Page, base: str, number: str, key: str, kind: str) -> None:
    """The clerk types from paper: full-width number, grouped key; reads, and states the confirmation."""
    page.goto(f"{base}/confirm/")
    page.get_by_label("保証契約番号").fill(
        number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    )
    page.get_by_label("認証キー").fill("ー".join(re.findall(".{4}", key)))
    page.get_by_role("button", name="保証証書を確認する").click()
    expect(page.get_by_text("有効です").first).to_be_visible()
    expect(page.get_by_role("heading", name=f"保証証書（{kind}）")).to_be_visible()
    page.get_by_role("link", name="確認の結果を回答する").click()
    page.get_by_label("確認しました").check()
    page.get_by_label("所属").fill("契約検査課契約係")
    page.get_by_label("氏名").fill("見本　四郎")
    page.get_by_role("button", name="この内容で回答する").click()
    page.get_by_role("button", name="終了する").first.click()


def contractor_sees_the_answer(page: Page, base: str, world) -> None:
    """閲覧済 and 確認済 arrive from the register."""
    later = now() + timedelta(seconds=10)  # news settle for a few seconds before they are read
    enqueue("news.read", {}, key="news of the journey", at=later)
    world.work(at=later)
    sign_in(page, base, "10000012-01")
    page.goto(f"{base}/certificates/list/")
    expect(page.get_by_text("確認済").first).to_be_visible()
    assert Application.objects.get().state == "ISSUED"
