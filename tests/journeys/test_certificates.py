"""The leaflet's steps 2 to 4 in Chromium: from 電子証書の確認はこちら to the clerk's look-up, with the real login."""

import re
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from hosho.cli.sample_people import PASSWORD
from hosho.guarantees.models import Guarantee
from tests.browser import FLAGS, chromium_path, new_context
from tests.issued import groups, issue, key_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = {"rules": {"target-size": {"enabled": True}}}
NAMES = (
    "certificates:list",
    "certificates:certificate",
    "certificates:key",
    "certificates:reissue",
    "certificates:fax_cover",
    "certificates:hand_in",
    "certificates:history",
)


@pytest.fixture
def issued(world, live_server) -> dict[str, Guarantee]:
    return issue(world)


def sign_in(page: Page, base: str) -> None:
    page.goto(f"{base}/certificates/")
    page.get_by_label("お客様ID").fill("10000012-01")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    expect(page).to_have_title(re.compile("^電子証書の一覧"))


def show_key(page: Page) -> None:
    page.get_by_role("button", name="認証キーを表示する").click()
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="確認して進む").click()


def save(page: Page, button: str, folder: Path, role: str = "button") -> Path:
    with page.expect_download() as download:
        page.get_by_role(role, name=button).click()  # type: ignore[arg-type]
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def text_of(pdf: Path) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def test_from_the_entrance_to_the_clerks_screen(plain_page: Page, live_server, issued, tmp_path) -> None:
    page, guarantee = plain_page, issued["ADVANCE_PAYMENT"]
    number = groups(guarantee.number)
    sign_in(page, live_server.url)
    page.get_by_role("link", name=number, exact=True).click()
    expect(page.get_by_text("金19,580,000円").first).to_be_visible()
    assert "末尾" + number[-4:] in save(page, "PDFを保存する", tmp_path, "link").name
    page.pdf(path=tmp_path / "certificate.pdf", prefer_css_page_size=True)
    printed = text_of(tmp_path / "certificate.pdf")
    assert len(pypdfium2.PdfDocument(tmp_path / "certificate.pdf")) == 2
    for words in ("写し", number, "発注者 受付印", "金19,580,000円"):
        assert words in printed

    page.get_by_role("link", name="認証キーの表示").click()
    show_key(page)
    digits = key_of(guarantee)
    expect(page.locator(".hosho-key__digits")).to_have_text(groups(digits))
    page.pdf(path=tmp_path / "key.pdf", prefer_css_page_size=True)
    assert digits not in re.sub(r"\D", "", text_of(tmp_path / "key.pdf"))
    notice = text_of(save(page, "「認証キー等のお知らせ」を保存する", tmp_path))
    assert digits in re.sub(r"\D", "", notice)
    assert "契約検査課契約係" in notice

    page.context.clear_cookies()
    page.goto(f"{live_server.url}/confirm/")
    page.get_by_label("保証契約番号").fill(number)
    page.get_by_label("認証キー").first.fill(groups(digits))
    page.get_by_role("button", name="保証証書を確認する").click()
    expect(page.get_by_text("市道見本線道路改良工事").first).to_be_visible()


@pytest.mark.parametrize("kind", ["CONTRACT", "ADVANCE_PAYMENT"])
def test_every_page_is_accessible_narrow_and_printable(
    page: Page, live_server, issued, tmp_path, kind
) -> None:
    sign_in(page, live_server.url)
    pk = issued[kind].pk
    inside = [name.partition(":")[2] for name in NAMES[1:]]
    paths = ["/certificates/list/"]
    paths += [f"/certificates/{pk}/{ADDRESSES[name]}" for name in inside]
    paths += ["/enet/fees/", f"/enet/fees/{issued[kind].application_id}/"]
    for path in paths:
        page.goto(live_server.url + path)
        look_at(page, tmp_path, path.strip("/").replace(str(pk), kind).replace("/", "-"))
    page.goto(f"{live_server.url}/certificates/{pk}/key/")
    show_key(page)
    look_at(page, tmp_path, f"shown-{kind}")


ADDRESSES = {
    "certificate": "",
    "key": "key/",
    "reissue": "key/reissue/",
    "fax_cover": "fax-cover/",
    "hand_in": "hand-in/",
    "history": "history/",
}


def test_the_entrance_is_accessible_and_narrow(page: Page, live_server, db, tmp_path) -> None:
    page.goto(f"{live_server.url}/certificates/")
    look_at(page, tmp_path, "entrance")


def look_at(page: Page, folder: Path, name: str) -> None:
    """Axe at two widths, nothing sideways at 320 px, and pictures of screen and print in the test's folder."""
    for width in (1366, 320):
        page.set_viewport_size({"width": width, "height": 800})
        found = Axe().run(page, options=AXE).response["violations"]
        assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in found] == [], (name, width)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (name, width)
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
    page.pdf(path=folder / f"{name}.pdf", prefer_css_page_size=True)
    for number, sheet in enumerate(pypdfium2.PdfDocument(folder / f"{name}.pdf"), 1):
        sheet.render(scale=1.2).to_pil().save(folder / f"{name}-print-{number}.png")


def test_back_after_logging_out_shows_nothing(browser: Browser, live_server, issued) -> None:
    """With the back/forward cache, which Playwright turns off by itself."""
    guarantee = issued["CONTRACT"]
    caching = browser.browser_type.launch(
        executable_path=chromium_path(), args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    page = new_context(caching, javascript=True)[0].new_page()
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/certificates/{guarantee.pk}/key/")
    show_key(page)
    shown = groups(key_of(guarantee))
    expect(page.locator(".hosho-key__digits")).to_have_text(shown)
    page.get_by_role("button", name="ログアウト").click()
    page.wait_for_load_state()
    for _ in range(4):
        page.go_back()
        assert shown[:9] not in page.content()
        assert "市道見本線道路改良工事" not in page.content()
    caching.close()
