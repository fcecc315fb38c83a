"""The desk's pages in a real Chromium: axe, and nothing running out of a narrow window."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page

from hosho.guarantees.actions.import_bank_statement import import_bank_statement
from hosho.guarantees.actions.record_payment import record_payment
from hosho.outbox.models import Job
from tests.builders import AT, application
from tests.portals.underwriting.scenes import actor, client, fee_due, in_review, proposed, with_papers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = {"rules": {"target-size": {"enabled": True}}}


def sign_in(page: Page, live_server, login: str) -> None:
    cookie = client(login).cookies[settings.SESSION_COOKIE_NAME]
    page.context.clear_cookies()
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])


@pytest.fixture
def pages(world, own_storage):
    """Every page of the desk with something on it: (who looks, path)."""
    made, reviewed, waiting, due = with_papers(application()), in_review(), proposed(), fee_due()
    paid = fee_due(delivery={"delivery": "PAPER"})
    record_payment(
        paid, by=actor("desk-ito"), at=AT, amount_yen=paid.total_yen + 500, received_on=AT.date(), payer="サイキ",
        once_token="1",
    )  # fmt: skip
    Job.objects.filter(name="issue.seal").update(dead_at=AT, attempts=8, last_error="SealError: no key")
    receipt = due.application.receipt_number
    rows = f"取引日,金額,振込依頼人名,摘要\n2025-01-06,{due.total_yen + 1},サイキミホンケンセツ,{receipt}\n"
    statement = import_bank_statement(rows.encode(), by=actor("desk-ito"), at=AT, name="1月.csv")
    guarantee = paid.application.guarantees.first()
    made.messages.create(by=made.created_by, side="CONTRACTOR", text="いつごろになりますか。", at=AT)
    return [
        ("desk-sato", ""),
        ("desk-sato", f"applications/{made.pk}/"),
        ("desk-sato", f"applications/{reviewed.pk}/"),
        ("desk-sato", f"applications/{reviewed.pk}/return/"),
        ("desk-sato", f"applications/{reviewed.pk}/accept/"),
        ("desk-sato", f"applications/{reviewed.pk}/decline/"),
        ("desk-suzuki", f"applications/{waiting.pk}/"),
        ("desk-suzuki", f"applications/{waiting.pk}/approve/"),
        ("desk-suzuki", f"applications/{waiting.pk}/send-back/"),
        ("desk-sato", f"attachments/{made.attachments.first().pk}/1/"),
        ("desk-ito", "fees/"),
        ("desk-ito", f"fees/{due.pk}/"),
        ("desk-ito", f"fees/{paid.pk}/"),
        ("desk-ito", "statements/"),
        ("desk-ito", f"statements/{statement.pk}/"),
        ("desk-ito", f"lines/{statement.lines.get().pk}/"),
        ("desk-tanaka", "issuing/"),
        ("desk-kato", "guarantees/"),
        ("desk-kato", f"guarantees/{guarantee.number}/"),
        ("desk-kato", "contractors/"),
        ("desk-kato", f"contractors/{made.contractor_id}/"),
    ]


def test_axe_finds_nothing_and_nothing_runs_out_of_the_window(page: Page, live_server, pages) -> None:
    found = []
    for login, path in pages:
        sign_in(page, live_server, login)
        for width in (1366, 320):
            page.set_viewport_size({"width": width, "height": 900})
            answer = page.goto(f"{live_server.url}/desk/{path}")
            assert answer is not None
            assert answer.status == 200, path
            violations = Axe().run(page, options=AXE).response["violations"]
            found += [
                (path, width, each["id"], node["html"][:200]) for each in violations for node in each["nodes"]
            ]
            outside = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found += [(path, width, "runs out by", outside)] if outside > 0 else []
    assert not found, "\n".join(map(str, found))
