"""The gallery in a real Chromium: axe, reflow at 320 px, focus, forced colours, print."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.ui.urls"), pytest.mark.django_db]
PAGES = ("/gallery/", "/gallery/?refused", "/gallery/?for=desk&refused", "/gallery/?for=confirm", "/receipt/")
AXE = {"rules": {"target-size": {"enabled": True}}}


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, live_server, path: str) -> None:
    for width in (1366, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(live_server.url + path)
        found = Axe().run(page, options=AXE).response["violations"]
        assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in found] == []


def test_the_style_sheets_arrive(page: Page, live_server) -> None:
    """Without them axe and the other tests here would look at bare HTML."""
    page.goto(live_server.url + "/gallery/")
    assert page.evaluate("getComputedStyle(document.querySelector('#id_title')).height") == "56px"
    assert page.evaluate("getComputedStyle(document.querySelector('#id_title')).fontSize") == "18px"
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "17px"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_out_of_a_narrow_window(plain_page: Page, live_server, path: str) -> None:
    plain_page.set_viewport_size({"width": 320, "height": 256})
    plain_page.goto(live_server.url + path)
    outside = plain_page.locator("body").evaluate("body => document.documentElement.scrollWidth - innerWidth")
    assert outside <= 0


def test_the_error_summary_has_the_focus_and_leads_to_the_field(plain_page: Page, live_server) -> None:
    plain_page.goto(live_server.url + "/gallery/?refused")
    assert plain_page.locator(":focus").get_attribute("class") == "hosho-error-summary"
    plain_page.get_by_role("link", name="令和7年の2月は28日までです").click()
    plain_page.keyboard.press("Tab")
    assert plain_page.url.endswith("#id_contract_date_year")


def test_the_keyboard_reaches_every_control_and_the_ring_is_seen(page: Page, live_server) -> None:
    page.goto(live_server.url + "/gallery/")
    expected = page.locator("main :is(a[href], button, input:not([type=hidden]), select, textarea)").count()
    reached = set()
    for _ in range(expected + 30):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
            return [e.id || e.textContent.trim() + e.getAttribute('href'), s.outlineStyle, s.outlineWidth,
                    b.bottom > 0 && b.top < innerHeight]; }"""
        )
        reached.add(seen[0])
        if seen[0] != page.evaluate("document.body.id || document.body.textContent.trim() + 'null'"):
            assert seen[1:] == ["solid", "4px", True], seen
    ids = page.locator("main :is(input:not([type=hidden]):not([type=radio]), select, textarea)").evaluate_all(
        "all => all.map(e => e.id)"
    )
    assert set(ids) <= reached


def test_forced_colours_keep_edges_and_ring(page: Page, live_server) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(live_server.url + "/gallery/")
    page.locator("#id_title").focus()
    style = "getComputedStyle(document.querySelector('#id_title'))"
    assert page.evaluate(style + ".outlineStyle") == "solid"
    assert page.evaluate(style + ".borderTopStyle") == "solid"
    button = "getComputedStyle(document.querySelector('main .dads-button')).borderTopWidth"
    assert page.evaluate(button) == "2px"


def test_a_print_is_a4_says_copy_first_and_hides_what_only_a_screen_needs(page: Page, live_server) -> None:
    page.goto(live_server.url + "/gallery/")
    pdf = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    width, height = pdf[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
    pages = ["".join(sheet.get_textpage().get_text_range().split()) for sheet in pdf]
    whole = "".join(pages)
    head = whole[: whole.index("部品の見本")]
    assert "保証証書（前払金保証）写し" in head
    for words in ("4725-0000-0123", "変更第1回", "14時05分出力", "発注者受付印"):
        assert words in head
    assert pages[0].startswith(f"写し1／{len(pages)}")
    for words in ("ログアウト", "試験環境", "本文へ移動", "保証を申し込む", "お困りのとき"):
        assert words not in whole
    assert "保証期間（和暦）" in whole
    assert "9f86d081884c7d65" in whole
