"""The clerk's way through the confirmation service in a real Chromium, with JavaScript off."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.register.models import Statement
from tests.browser import FLAGS, chromium_path, new_context
from tests.register.deposits import Sender, register_one_surety, trust_folder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}


@pytest.fixture
def sender(db, home, settings) -> Sender:
    settings.HOSHO_TRUST_FOLDER = trust_folder()
    return register_one_surety()


def enter(page: Page, number: str, key: AccessKey) -> None:
    page.get_by_role("textbox", name="保証契約番号").fill(number)
    page.get_by_role("textbox", name="認証キー").fill(key.shown)
    press(page, "保証証書を確認する")


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page, and wait until that page is drawn."""
    with page.expect_navigation(wait_until="load"):
        page.locator("main").get_by_role("button", name=name).click()


def test_a_clerk_opens_compares_prints_answers_and_ends(plain_page, live_server, sender, tmp_path):
    sender.deliver(sender.issued())
    page = plain_page
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(f"{live_server.url}/confirm/")
    enter(page, sender.number, sender.key)
    assert page.title() == "電子証書の確認"
    assert sender.number not in page.url
    # status, amount and period within one and a half screens
    for words in ("有効です", "金19,580,000円", "令和10年3月31日"):
        assert page.get_by_text(words).first.bounding_box()["y"] < 1.5 * 768
    page.pdf(path=tmp_path / "certificate.pdf", prefer_css_page_size=True)

    page.get_by_role("link", name="契約書と照合する").click()
    page.get_by_label("請負代金額").fill("4,895万円")
    page.get_by_label("受注者").fill("㈱佐伯見本建設")
    press(page, "照合する")
    assert page.get_by_text("相違").count() == 0
    page.get_by_role("link", name="確認の結果を回答する").click()
    page.get_by_label("確認しました").check()
    page.get_by_label("所属").fill("佐伯市 契約検査課契約係")
    page.get_by_label("氏名").fill("見本 一郎")
    press(page, "この内容で回答する")
    assert Statement.objects.get().name == "見本 一郎"
    press(page, "終了する")
    assert page.get_by_role("heading", level=1).inner_text() == "確認を終了しました"


def test_the_print_says_copy_number_state_and_digest(plain_page, live_server, sender, tmp_path):
    sender.deliver(sender.issued())
    plain_page.goto(f"{live_server.url}/confirm/")
    enter(plain_page, sender.number, sender.key)
    plain_page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True)
    pages = pypdfium2.PdfDocument(tmp_path / "print.pdf")
    text = [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pages]
    whole = "".join(text)
    for words in (
        "写し",
        "受付印",
        "記録の照合値",
        GuaranteeNumber(sender.number).shown,
        "有効です",
        "改ざん",
    ):
        assert words in whole, words
    assert all(f"写し{n}／{len(text)}" in page for n, page in enumerate(text, 1))
    assert "終了する" not in whole
    assert sender.key.shown not in whole


def test_swapped_notices_and_a_typing_error_end_well(plain_page, live_server, sender):
    sender.deliver(sender.issued())
    page = plain_page
    page.goto(f"{live_server.url}/confirm/")
    enter(page, sender.number, AccessKey.random())
    assert page.title().startswith("エラー：")
    assert page.get_by_text("お知らせを取り違えていないか").is_visible()
    wrong = sender.key.value[:-1] + str((int(sender.key.value[-1]) + 1) % 10)
    page.get_by_role("textbox", name="認証キー").fill(wrong)
    press(page, "保証証書を確認する")
    assert page.get_by_text(f"読み取った文字：{wrong[:4]}-").is_visible()
    assert page.get_by_role("textbox", name="認証キー").input_value() == wrong
    enter(page, sender.number, sender.key)
    assert page.get_by_text("有効です").first.is_visible()


def test_an_old_notice_after_a_reissue_and_after_an_amendment(plain_page, live_server, sender):
    sender.deliver(sender.issued())
    sender.deliver(sender.amended(contract__price_yen=52_800_000))
    old = sender.key
    page = plain_page
    page.goto(f"{live_server.url}/confirm/")
    enter(page, sender.number, old)
    page.get_by_role("link", name="当初を見る").click()
    assert page.get_by_text("変更後の保証証書があります").is_visible()
    page.get_by_role("link", name="変更前と変更後を比べる").click()
    assert page.locator("tbody tr").count() == 1
    page.get_by_role("link", name="最新の保証証書を見る").click()
    assert page.get_by_text("金52,800,000円").first.is_visible()
    sender.deliver(sender.reissued())
    page.goto(f"{live_server.url}/confirm/")
    enter(page, sender.number, old)
    assert page.get_by_text("再発行により使えなくなりました").first.is_visible()
    enter(page, sender.number, sender.key)
    assert page.get_by_text("金52,800,000円").first.is_visible()


@pytest.fixture
def remembering_browser(browser: Browser) -> Iterator[Browser]:
    """A Chromium that keeps whole pages for Back, as people's do; Playwright usually turns that off."""
    made = browser.browser_type.launch(
        executable_path=chromium_path(),
        args=[*FLAGS, "--enable-features=BackForwardCache"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield made
    made.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_back_after_ending_shows_nothing(remembering_browser, live_server, sender, javascript):
    sender.deliver(sender.issued())
    context, _ = new_context(remembering_browser, javascript=javascript)
    page = context.new_page()
    page.goto(f"{live_server.url}/confirm/")
    enter(page, sender.number, sender.key)
    assert page.get_by_text("金19,580,000円").count()
    page.get_by_role("banner").get_by_role("button", name="終了する").click()
    page.get_by_text("確認を終了しました").wait_for()
    for _ in range(2):
        page.go_back()
        assert page.get_by_text("金19,580,000円").count() == 0
        assert sender.key.shown not in page.content()
    page.goto(f"{live_server.url}/confirm/certificate/")
    assert page.get_by_text("表示を終えています").is_visible()
    context.close()


def test_no_request_carries_the_key_in_address_or_referer(plain_page, live_server, sender):
    sender.deliver(sender.issued())
    sent: list[str] = []
    plain_page.on("request", lambda request: sent.append(f"{request.url} {request.headers}"))
    plain_page.goto(f"{live_server.url}/confirm/")
    enter(plain_page, sender.number, sender.key)
    plain_page.get_by_role("link", name="契約書と照合する").click()
    assert len(sent) > 3
    for secret in (sender.key.value, sender.key.shown, sender.number):
        assert not any(secret in each for each in sent)


def every_state(page: Page, url: str, sender: Sender) -> Iterator[str]:
    """Bring the page into each state there is, one after the other."""
    for path in ("", "ended/", "over/", "help/", "help/guide/"):
        page.goto(f"{url}/confirm/{path}")
        yield f"/{path}"
    page.goto(f"{url}/confirm/")
    enter(page, sender.number, AccessKey.random())
    yield "a miss"
    page.get_by_role("textbox", name="認証キー").fill("12")
    press(page, "保証証書を確認する")
    yield "a typing error"
    enter(page, sender.number, sender.key)
    for path in ("certificate/", "certificate/1/", "certificate/1/changes/", "compare/", "answer/"):
        page.goto(f"{url}/confirm/{path}")
        yield path
    press(page, "この内容で回答する")
    yield "an empty answer"
    page.goto(f"{url}/confirm/compare/")
    page.get_by_label("請負代金額").fill("1円")
    press(page, "照合する")
    yield "a comparison"


def test_every_state_of_every_page_pleases_axe_and_fits_a_narrow_screen(page, live_server, sender):
    sender.deliver(sender.issued())
    sender.deliver(sender.amended(contract__price_yen=52_800_000))
    complaints = []
    for state in every_state(page, live_server.url, sender):
        found = Axe().run(page, options=AXE)
        complaints += [
            f"{state}: {each['id']} {each['nodes'][0]['html']}" for each in found.response["violations"]
        ]
        page.set_viewport_size({"width": 320, "height": 640})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > 320:
            complaints.append(f"{state}: {wide} px wide")
        page.set_viewport_size({"width": 1366, "height": 768})
    assert complaints == []
