"""A morning at the desk, by keyboard alone and without JavaScript: return, accept, approve, take the money, issue."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from hosho.cli.sample_people import PASSWORD
from hosho.domain.lifecycle import ApplicationState, IssuingStage
from hosho.guarantees.models import Application, Certificate, Payment
from hosho.lib.clock import now, today_in_japan
from hosho.outbox.models import Job
from tests.browser import new_context
from tests.builders import AT, application

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# the pages act on today's date: the works must still be going on
LAST = (today_in_japan(now()) + timedelta(days=200)).isoformat()


def amounts(contract_yen: int) -> dict:
    return {
        "CONTRACT": {"amount_yen": contract_yen, "period_from": "2024-12-21", "period_to": LAST},
        "ADVANCE_PAYMENT": {"amount_yen": 19_580_000},
    }


USUAL = {"contract": {"period_to": LAST}, "amounts": amounts(4_895_000)}
LARGE = {"contract": {"period_to": LAST, "price_yen": 400_000_000}, "amounts": amounts(60_000_000)}
MOST_TABS = 120


def received(**pages) -> Application:
    made = application(**pages)
    for purpose in ("contract_document", "payee_evidence"):
        made.attachments.create(
            purpose=purpose, name="契約書.pdf", kind="PDF", pages=1, size=1, digest="0" * 64, by=made.created_by, at=AT
        )  # fmt: skip
    return made


class Keyboard:
    """Someone who has no mouse: goes with Tab, presses Enter, types."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go_to(self, words: str) -> None:
        """Tab on until the control with these words, or this label, has the focus."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            focused = self.page.locator(":is(a, button, input, select, textarea):focus")
            if not focused.count():
                continue
            labels = focused.evaluate(
                "e => [e.innerText || '', ...[...(e.labels || [])].map(l => l.innerText)].join(' ')"
            )
            if words in labels:
                return
        raise AssertionError(f"Tab never reaches 「{words}」 on {self.page.url}")

    def press(self, words: str) -> None:
        self.go_to(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, label: str, text: str) -> None:
        self.go_to(label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, label: str, option: str) -> None:
        """Down the list until the option stands there."""
        self.go_to(label)
        box = self.page.locator("select:focus")
        for _ in range(MOST_TABS):
            if option in box.evaluate("e => e.selectedOptions[0].innerText"):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no option 「{option}」 at 「{label}」")


@pytest.fixture
def at_the_desk(browser: Browser, live_server):
    """Signs a colleague in, in a private window of their own."""
    contexts = []

    def sign_in(login: str) -> Keyboard:
        context, foreign = new_context(browser, javascript=False)
        contexts.append((context, foreign))
        page = context.new_page()
        page.goto(f"{live_server.url}/desk/")
        keys = Keyboard(page)
        keys.write("お客様ID", login)
        keys.write("パスワード", PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page).to_have_title(re.compile("^受付箱"))
        return keys

    yield sign_in
    for context, foreign in contexts:
        context.close()
        assert foreign == []


def state_of(made: Application) -> str:
    return Application.objects.get(pk=made.pk).state


def open_one(keys: Keyboard, made: Application) -> None:
    keys.press(made.receipt_number)
    expect(keys.page).to_have_title(re.compile(f"^受付番号 {made.receipt_number}"))


def return_with_two_comments(underwriter: Keyboard, poor: Application) -> None:
    open_one(underwriter, poor)
    underwriter.press("差し戻す")
    underwriter.choose("直していただく項目 1", "工期の末日")
    underwriter.write("どう直すか 1", "契約書では令和7年9月20日です。")
    underwriter.choose("直していただく項目 2", "契約の内容がわかる書類")
    underwriter.write("どう直すか 2", "2ページ目が読み取れません。")
    underwriter.press("差し戻す")
    expect(underwriter.page.get_by_role("heading", name="差戻しの指摘")).to_be_visible()
    assert list(poor.comments.values_list("field", flat=True)) == [
        "contract.period_to",
        "attachments.contract_document",
    ]


def examine_and(deed: str, underwriter: Keyboard, made: Application) -> None:
    underwriter.press("受付箱")
    open_one(underwriter, made)
    underwriter.press("審査を始める")
    expect(underwriter.page.get_by_role("link", name="引受けへ進む")).to_be_visible()
    underwriter.press("引受けへ進む")
    underwriter.write("審査の所見", "工事実績があり、問題ありません。")
    underwriter.press(deed)
    expect(underwriter.page.get_by_role("heading", name="判断の記録")).to_be_visible()


def take_the_money_and_issue(cashier: Keyboard, good: Application, world) -> None:
    cashier.press("保証料")
    cashier.press(good.receipt_number)
    assert not Job.objects.filter(name="issue.seal").exists()
    cashier.press("入金を記録する")
    expect(cashier.page.get_by_text("入金済")).to_be_visible()
    assert Payment.objects.get().amount_yen == good.fee.total_yen

    cashier.press("発行")
    expect(cashier.page.get_by_text("処理中")).to_have_count(2)
    world.work()
    cashier.press("発行")
    expect(cashier.page.get_by_text("発行の途中の証書はありません。")).to_be_visible()
    assert state_of(good) == ApplicationState.ISSUED
    assert {row.stage for row in Certificate.objects.all()} == {IssuingStage.ANNOUNCED.value}
    cashier.press("保証契約")
    expect(cashier.page.get_by_text("有効", exact=True)).to_have_count(2)


def test_a_morning_at_the_desk(at_the_desk, world) -> None:
    poor, good, large = received(**USUAL), received(**USUAL), received(**LARGE)
    underwriter = at_the_desk("desk-sato")
    return_with_two_comments(underwriter, poor)
    examine_and("引き受けて保証料を通知する", underwriter, good)
    examine_and("承認を依頼する", underwriter, large)
    assert (state_of(good), state_of(large)) == (ApplicationState.FEE_DUE, ApplicationState.AWAITING_APPROVAL)

    approver = at_the_desk("desk-suzuki")
    open_one(approver, large)
    approver.press("承認へ進む")
    expect(approver.page.get_by_text("お一人で決定できる上限50,000,000円を超えています。")).to_be_visible()
    approver.press("承認して保証料を通知する")
    expect(approver.page.get_by_text("承認：鈴木　見本")).to_be_visible()
    assert state_of(large) == ApplicationState.FEE_DUE

    take_the_money_and_issue(at_the_desk("desk-ito"), good, world)
