"""The component gallery holds to every rule that pages hold to."""

from __future__ import annotations

import re

import pytest
from django.test import RequestFactory

from hosho.ui.views import AUDIENCES, gallery
from tests.page_inspector import InspectingClient, PageDefect, inspect_page

pytestmark = [pytest.mark.urls("tests.ui.urls"), pytest.mark.django_db]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("refused", ["", "&refused"])
def test_every_frame_passes_the_inspector(audience: str, refused: str) -> None:
    response = InspectingClient().get(f"/gallery/?for={audience}{refused}")
    assert response.status_code == 200


def test_a_receipt_carries_its_heading_in_the_panel() -> None:
    html = InspectingClient().get("/receipt/").content.decode()
    assert "2025-004512" in html
    assert html.count("<h1") == 1


def test_the_inspecting_client_refuses_a_bad_page() -> None:
    with pytest.raises(PageDefect, match="style="):
        InspectingClient().get("/broken/")


def test_a_refused_form_says_so_in_title_summary_and_at_the_field() -> None:
    html = InspectingClient().get("/gallery/?refused").content.decode()
    assert "<title>エラー：部品の見本 ― " in html
    summary = re.search(r'<div class="hosho-error-summary".*?</div>', html, re.DOTALL)
    assert summary is not None
    links = re.findall(r'href="#([^"]+)">([^<]+)</a>', summary[0])
    assert f"（{len(links)}か所）" in summary[0]
    assert ("id_contract_date_year", "令和7年の2月は28日までです。日付をご確認ください。") in links
    assert "id_kinds_0" in dict(links)
    for target, sentence in links:
        assert f'id="{target}"' in html
        assert html.count(sentence) == 2


def test_the_clerks_tab_and_page_name_nobody() -> None:
    html = InspectingClient().get("/gallery/?for=confirm").content.decode()
    assert "<title>電子証書の確認</title>" in html
    assert "ログアウト" not in html
    assert "佐伯見本建設株式会社" not in html.split("<main")[0]


def test_a_second_click_leads_to_the_page_of_the_first() -> None:
    client = InspectingClient()
    first = client.post("/deed/", {"once": "a" * 22})
    second = client.post("/deed/", {"once": "a" * 22})
    third = client.post("/deed/", {"once": "b" * 22})
    assert (first.url, second.url, third.url) == ("/receipt/?1", "/receipt/?1", "/receipt/?2")


def test_the_browser_is_given_nothing_to_check() -> None:
    html = gallery(RequestFactory().get("/gallery/")).content.decode()
    assert not re.search(r"\s(required|maxlength|minlength|placeholder|pattern)[=\s>]", html)


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ('lang="ja"', "lang"),
        ('<label class="dads-form-control-label__label" for="id_title">', "for="),
        ('type="hidden" name="csrfmiddlewaretoken"', "csrf_token"),
        (' scope="col"', "scope"),
        ('action="/gallery/"', "no action"),
        ('<caption id="', "caption"),
        ('id="id_title-help"', "points nowhere"),
        ("<h1", "h1"),
    ],
)
def test_the_inspector_misses_what_is_taken_away(broken: str, complaint: str) -> None:
    html = gallery(RequestFactory().get("/gallery/")).content.decode()
    assert broken in html
    replaced = {"<h1": "<h2", '<caption id="': '<caption class="x" data-id="'}.get(broken, "")
    if broken.startswith("<label"):
        replaced = broken.replace("id_title", "id_nothing")
    with pytest.raises(PageDefect) as defect:
        inspect_page(html.replace(broken, replaced))
    assert complaint in str(defect.value)


@pytest.mark.parametrize(
    ("added", "complaint"),
    [
        ('<p style="color:red">あ</p>', "style="),
        ('<a href="javascript:x()">あ</a>', "runs script"),
        ('<a href="#" onclick="x()">あ</a>', "onclick"),
        ("<style>p{}</style>", "<style>"),
        ("<script>x()</script>", "<script>"),
        ('<img src="https://example.com/a.png" alt="">', "example.com"),
        ('<img src="//example.com/a.png" alt="">', "example.com"),
        ('<img src="/a.png">', "no alt"),
        ("<p>ﾎｼｮｳ</p>", "half-width"),
        ('<p id="main">あ</p>', "2 times"),
        ("<h4>あ</h4><h6>い</h6>", "leave no level out"),
        ('<input name="q">', "no label"),
        ('<label>あ<input name="q" required></label>', "has required"),
        ("<fieldset><p>あ</p></fieldset>", "legend"),
        ("<table><tr><td>1</td></tr></table>", "header cells"),
        ("<div><p>あ</div></p>", "not valid HTML"),
        ('<button type="submit"></button>', "no words"),
    ],
)
def test_the_inspector_finds_what_is_wrongly_added(added: str, complaint: str) -> None:
    html = gallery(RequestFactory().get("/gallery/")).content.decode()
    with pytest.raises(PageDefect) as defect:
        inspect_page(html.replace("</main>", added + "</main>"))
    assert complaint in str(defect.value)


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'", "inline code"),
        ("X-Content-Type-Options", "", "nosniff"),
        ("Referrer-Policy", "origin", "same-origin"),
        ("Cache-Control", "private, no-cache", "no-store"),
    ],
)
def test_the_inspector_reads_the_headers(name: str, value: str, complaint: str) -> None:
    policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    good = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
    html = gallery(RequestFactory().get("/gallery/")).content.decode()
    inspect_page(html, response_headers=good)
    with pytest.raises(PageDefect, match=complaint):
        inspect_page(html, response_headers={**good, name: value})
