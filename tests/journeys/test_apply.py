"""保証申込 in a real Chromium without JavaScript, as the leaflet tells it; then axe and narrow windows on every page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from hosho.cli import sample_people
from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees.models import Application, Comment
from tests import builders
from tests.builders import AT
from tests.page_inspector import InspectingClient
from tests.portals.contractor.typing import TYPED, fill, fill_all, page_url, start

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = {"rules": {"target-size": {"enabled": True}}}


def sign_in(page: Page, live_server: Any, client: Client | None = None) -> Client:
    """Signing in has a journey of its own; here the browser takes over a session."""
    client = client or Client()
    client.force_login(sample_people.people()["10000012-01"])
    page.context.add_cookies(
        [{"name": k, "value": m.value, "url": live_server.url} for k, m in client.cookies.items()]
    )
    return client


def day(page: Page, legend: str, year: str, month: str, on: str) -> None:
    group = page.get_by_role("group", name=re.compile(f"^{legend}"))
    for label, typed in (("年", year), ("月", month), ("日", on)):
        group.get_by_label(label, exact=True).fill(typed)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="保存して次へ").click()


def begin(page: Page, live_server: Any, category: str, *kinds: str) -> None:
    """From the home to the page of the contract, for Saiki."""
    page.goto(live_server.url + reverse("contractor:home"))
    page.get_by_role("button", name="保証申込").click()
    page.get_by_label("発注者の名前").fill("佐伯")
    page.get_by_role("button", name="発注者を探す").click()
    page.get_by_role("link", name="佐伯市").click()
    assert page.get_by_label("証書のあて先").input_value() == "佐伯市長"
    go_on(page)
    page.get_by_label(category, exact=True).check()
    for kind in kinds:
        page.get_by_label(kind, exact=True).check()
    go_on(page)


def finish(page: Page, delivery: str) -> str:
    """From the joint venture's page to the receipt; the receipt number."""
    page.get_by_label("いいえ（単独の会社）").check()
    go_on(page)
    if page.get_by_role("heading", name="前払金の預入口座").count():
        page.get_by_label("金融機関").fill("見本銀行")
        page.get_by_label("支店").fill("佐伯支店")
        page.get_by_label("普通").check()
        page.get_by_label("口座番号").fill("１２３４５６７")
        page.get_by_label("口座名義（カナ）").fill("サイキミホンケンセツ")
        go_on(page)
    page.get_by_role("button", name="次へ", exact=True).click()
    page.get_by_label(delivery, exact=True).check()
    go_on(page)
    for box in page.get_by_role("checkbox").all():
        box.check()
    go_on(page)
    assert page.get_by_role("heading", level=1).inner_text() == "入力内容を確認して申し込んでください"
    page.get_by_role("button", name="保証を申し込む").click()
    page.get_by_role("heading", name="保証のお申し込みを受け付けました").wait_for()
    return page.locator(".hosho-confirmation__number").inner_text()


def test_works_at_saiki_are_applied_for_electronically(plain_page: Page, live_server: Any) -> None:
    page = plain_page
    sign_in(page, live_server)
    begin(page, live_server, "工事", "契約保証", "前払金保証")
    page.get_by_label("工事の名称").fill("市道見本線道路改良工事")
    page.get_by_label("工事番号").fill("令和6年度第123号")
    page.get_by_label("請負代金額").fill("4,895万円")
    day(page, "契約日", "6", "12", "20")
    day(page, "工期の初日", "6", "12", "21")
    day(page, "工期の末日", "７", "９", "３０")
    page.get_by_label("使っている", exact=True).check()
    go_on(page)
    assert page.get_by_label("前払金額（保証金額）").input_value() == "19,580,000"
    go_on(page)
    receipt = finish(page, "電子交付を希望する")
    application = Application.objects.get(receipt_number=receipt)
    assert (application.delivery, application.kinds) == ("ELECTRONIC", ["CONTRACT", "ADVANCE_PAYMENT"])
    with page.expect_download() as download:
        page.get_by_role("link", name="保証申込書（控）を保存する").click()
    assert download.value.suggested_filename == f"保証申込書（控）{receipt}.pdf"


@pytest.mark.parametrize(
    ("contract_day", "delivery"),
    [(("7", "4", "30"), "PAPER"), (("7", "5", "1"), "ELECTRONIC")],
    ids=["the-day-before", "the-day"],
)
def test_consultant_services_at_saiki_turn_electronic_on_the_day(
    plain_page: Page, live_server: Any, contract_day: tuple[str, str, str], delivery: str
) -> None:
    page = plain_page
    sign_in(page, live_server)
    begin(page, live_server, "建設コンサルタント等業務", "契約保証")
    page.get_by_label("業務の名称").fill("市道見本線測量設計業務")
    page.get_by_label("業務委託料").fill("12,000,000")
    day(page, "契約日", *contract_day)
    day(page, "履行期間の初日", "7", "5", "1")
    day(page, "履行期間の末日", "8", "3", "31")
    page.get_by_label("使っている", exact=True).check()
    go_on(page)
    if delivery == "PAPER":
        assert "電子では受け付けていません" in page.get_by_role("heading", level=1).inner_text()
        assert "令和7年5月1日" in page.locator("main").inner_text()
        page.get_by_role("button", name="書面で続ける").click()
    go_on(page)
    receipt = finish(page, "書面" if delivery == "PAPER" else "電子交付を希望する")
    application = Application.objects.get(receipt_number=receipt)
    assert application.delivery == delivery
    assert application.title == "市道見本線測量設計業務"


def every_page(client: Client) -> list[str]:
    """The addresses of all pages of the portal's applications, each in a state that shows something."""
    draft = start(client)
    for page, changes in (("orderer", {}), ("kinds", {"category": "CONSULTANT"})):
        fill(client, draft, page, **changes)
    fill(client, draft, "contract", date="2025-04-30", period_to="R8.3.31", period_from_year="7",
         period_from_month="5", period_from_day="1")  # fmt: skip
    whole = start(client)  # only now: an untouched draft would be taken again
    fill_all(client, whole, kinds={"kinds": ["CONTRACT", "ADVANCE_PAYMENT"]})
    sent = builders.application()
    back = builders.application(state=ApplicationState.RETURNED)
    for field in ("contract.period_to", "attachments.contract_document", ""):
        Comment.objects.create(
            application=back,
            field=field,
            text="ご確認ください。",
            by=sample_people.people()["desk-tanaka"],
            at=AT,
        )
    one = {"draft": draft, "whole": whole, "sent": sent, "back": back}
    names = [
        ("apply", "draft"), ("paper", "draft"), ("discard", "draft"), ("check", "draft"), ("check", "whole"),
        ("application", "sent"), ("received", "sent"), ("withdraw", "sent"), ("correct", "back"), ("application", "back"),
    ]  # fmt: skip
    return [
        reverse("contractor:home"),
        reverse("contractor:applications"),
        *(reverse(f"contractor:{name}", args=[one[which].pk]) for name, which in names),
        *(page_url(whole, page) for page in (*TYPED, "attachments")),
        page_url(draft, "delivery"),
        page_url(back, "contract"),
        page_url(back, "attachments"),
        page_url(draft, "orderer") + "?q=%E5%B8%82",
        page_url(draft, "orderer") + "?other=1",
    ]


def test_axe_finds_nothing_and_nothing_runs_out_of_a_narrow_window(page: Page, live_server: Any) -> None:
    client = sign_in(page, live_server, InspectingClient())
    for address in every_page(client):
        for width in (1366, 320):
            page.set_viewport_size({"width": width, "height": 800})
            answer = page.goto(live_server.url + address)
            assert answer is not None
            assert (answer.status, page.url) == (200, live_server.url + address)
            found = Axe().run(page, options=AXE).response["violations"]
            assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == [], (address, width)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (address, width)


def test_a_refused_page_has_no_axe_violation_and_takes_the_focus_to_the_summary(
    page: Page, live_server: Any
) -> None:
    client = sign_in(page, live_server, InspectingClient())
    draft = start(client)
    for each in ("orderer", "kinds"):
        fill(client, draft, each)
    for name in ("contract", "amounts", "joint_venture", "account", "delivery", "declarations"):
        page.goto(live_server.url + page_url(draft, name))
        for box in page.locator("main input[type=text]").all():
            box.fill("")
        go_on(page)
        assert page.locator(":focus").get_attribute("class") == "hosho-error-summary", name
        found = Axe().run(page, options=AXE).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == [], name
