"""An application that is returned: the mail, the two fields first, corrected, sent again, accepted. No JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from hosho.cli import sample_people
from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees.actions.submit import submit
from hosho.guarantees.models import Application
from hosho.outbox.models import Job
from tests.browser import new_context
from tests.builders import AT
from tests.journeys.test_desk import USUAL, received

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLACE, NUMBER = "大分県佐伯市見本町2番地内", "令和6年度第124号"


@pytest.fixture
def as_person(browser: Browser, live_server: Any) -> Any:
    """A private window in which a sample person is signed in."""
    contexts = []

    def enter(login: str) -> Page:
        context, foreign = new_context(browser, javascript=False)
        contexts.append((context, foreign))
        client = Client()
        client.force_login(sample_people.people()[login])
        context.add_cookies(
            [{"name": k, "value": m.value, "url": live_server.url} for k, m in client.cookies.items()]
        )
        return context.new_page()

    yield enter
    for context, foreign in contexts:
        context.close()
        assert foreign == []


def handed_in() -> Application:
    draft, hanako = received(state=ApplicationState.DRAFT, **USUAL), sample_people.people()["10000012-01"]
    return submit(draft, revision=draft.revision, once_token="r" * 22, by=hanako.actor(), at=AT)


def return_two_fields(page: Page, made: Application) -> None:
    page.get_by_role("link", name="差し戻す").click()
    for n, (field, words) in enumerate(
        [("contract.number", "契約書では124号です。"), ("contract.place", "番地まで入力してください。")],
        start=1,
    ):
        page.get_by_label(re.compile(f"直していただく項目 {n}")).select_option(field)
        page.get_by_label(re.compile(f"どう直すか {n}")).fill(words)
    page.get_by_role("button", name="差し戻す").click()
    expect(page.get_by_role("heading", name="差戻しの指摘")).to_be_visible()


def correct(page: Page) -> None:
    """From home: the two fields stand first, each with what the desk says; both are on one page of the wizard."""
    page.get_by_role("link", name=re.compile("の申込を直す")).click()
    asked = page.locator("main .hosho-tasks__task")
    expect(asked).to_have_count(2)
    expect(asked.nth(0)).to_contain_text("契約書では124号です。")
    expect(asked.nth(1)).to_contain_text("番地まで入力してください。")
    asked.nth(0).get_by_role("link").click()
    expect(page.get_by_text("契約書では124号です。")).to_be_visible()
    page.get_by_label("工事番号").fill(NUMBER)
    page.get_by_label("工事場所").fill(PLACE)


def send_again(page: Page) -> list[str]:
    """The buttons and links pressed from the corrected fields to the second submission."""
    pressed = []
    for name in ("保存して", "もう一度送る", "もう一度送る"):
        control = page.get_by_role("button", name=re.compile(name)).or_(
            page.get_by_role("link", name=re.compile(name))
        )
        pressed.append(control.first.inner_text())
        control.first.click()
        if page.get_by_role("heading", name=re.compile("送りました|受け付けました")).count():
            break
    return pressed


def test_a_returned_application_is_corrected_and_accepted(
    as_person: Any, live_server: Any, world: Any
) -> None:
    made = handed_in()
    desk, contractor = as_person("desk-sato"), as_person("10000012-01")
    desk.goto(f"{live_server.url}/desk/applications/{made.pk}/")
    return_two_fields(desk, made)
    mail = [job.payload for job in Job.objects.filter(name="send_mail")]
    told = [each for each in mail if "内容をご確認ください" in each["subject"]]
    assert "hanako@hosho.example" in {each["to"] for each in told}
    assert "2か所" in told[0]["body"]
    assert "124号" not in told[0]["body"], "what to correct stands on the screen"

    contractor.goto(f"{live_server.url}/enet/")
    correct(contractor)
    pressed = send_again(contractor)
    assert len(pressed) <= 3, pressed
    made.refresh_from_db()
    assert made.state == ApplicationState.SUBMITTED
    assert (made.answers["contract"]["number"], made.answers["contract"]["place"]) == (NUMBER, PLACE)
    assert not made.comments.filter(resolved_at=None).exists()

    desk.goto(f"{live_server.url}/desk/applications/{made.pk}/")
    expect(desk.locator(".desk-answers__changed")).to_have_count(2)
    desk.get_by_role("button", name="審査を始める").click()
    desk.get_by_role("link", name="引受けへ進む").click()
    desk.get_by_label(re.compile("審査の所見")).fill("訂正を確かめました。")
    desk.get_by_role("button", name="引き受けて保証料を通知する").click()
    expect(desk.get_by_role("heading", name="判断の記録")).to_be_visible()
    made.refresh_from_db()
    assert made.state == ApplicationState.FEE_DUE
