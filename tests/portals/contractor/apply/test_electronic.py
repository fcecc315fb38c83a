"""電子交付 or 書面: the orderer's rules decide while the contractor fills in, and everything typed is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from hosho.cli import sample_people
from hosho.guarantees.models import Application
from tests.page_inspector import InspectingClient
from tests.portals.contractor.typing import TYPED, fill, page_url, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> InspectingClient:
    client = InspectingClient()
    client.force_login(sample_people.people()["10000012-01"])
    return client


def consultant(client: InspectingClient, day: str, **entries: Any) -> tuple[Application, str]:
    """A consultant contract of this day at Saiki, and where its page leads."""
    draft = start(client)
    fill(client, draft, "orderer")
    fill(client, draft, "kinds", category="CONSULTANT")
    answer = fill(client, draft, "contract", date=day, period_to="R8.3.31", **_period(day), **entries)
    assert answer.status_code == 302, answer.content.decode()
    draft.refresh_from_db()
    return draft, str(answer.url)


def _period(day: str) -> dict[str, Any]:
    names = ("era", "year", "month", "day")
    return {"period_from": day, **{f"period_from_{name}": None for name in names}}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_day_before_the_start_the_page_says_why_and_paper_goes_on_with_everything_kept(
    client: InspectingClient,
) -> None:
    draft, led_to = consultant(client, "2025-04-30")
    assert led_to == reverse("contractor:paper", args=[draft.pk])
    shown = text(client.get(led_to))
    assert "佐伯市では、この契約の保証証書を電子では受け付けていません" in shown
    assert "当初契約の締結日は令和7年4月30日（2025年4月30日）で" in shown
    kept = draft.answers["contract"]
    answer = client.post(led_to, {"revision": draft.revision})
    assert answer.url == page_url(draft, "amounts")
    draft.refresh_from_db()
    assert (draft.delivery, draft.answers["contract"]) == ("PAPER", kept)


def test_on_the_day_of_the_start_electronic_delivery_is_possible(client: InspectingClient) -> None:
    draft, led_to = consultant(client, "2025-05-01")
    assert led_to == page_url(draft, "amounts")
    fill(
        client, draft, "amounts", **{"CONTRACT.period_to": "2026-03-31", "CONTRACT.period_from": "2025-05-01"}
    )
    assert "この契約は、電子証書で提出できます" in text(client.get(page_url(draft, "delivery")))
    assert fill(client, draft, "delivery").status_code == 302


def test_electronic_is_refused_at_its_field_and_one_button_goes_on_with_paper(
    client: InspectingClient,
) -> None:
    draft, _ = consultant(client, "2025-04-30")
    answer = fill(client, draft, "delivery", remarks="急ぎます")
    assert answer.status_code == 422
    assert "佐伯市では、この契約の保証証書を電子では受け付けていません。" in text(answer)
    assert 'name="paper"' in text(answer)
    assert "急ぎます" in text(answer)
    assert fill(client, draft, "delivery", remarks="急ぎます", paper="1").status_code == 302
    draft.refresh_from_db()
    assert (draft.answers["delivery"]["delivery"], draft.answers["delivery"]["remarks"]) == (
        "PAPER", "急ぎます",
    )  # fmt: skip


def test_old_contract_terms_are_a_no_and_unknown_ones_are_a_duty_to_look(client: InspectingClient) -> None:
    draft, led_to = consultant(client, "2025-05-01", latest_clauses="no")
    assert led_to == reverse("contractor:paper", args=[draft.pk])
    assert "最新の契約約款" in text(client.get(led_to))
    other, led_to = consultant(client, "2025-05-01", latest_clauses="unknown")
    assert led_to == page_url(other, "amounts")
    assert "最新の契約約款をお使いください" in text(client.get(page_url(other, "delivery")))


def test_a_day_changed_later_stops_an_electronic_application_at_the_check(client: InspectingClient) -> None:
    draft = start(client)
    for page in TYPED:
        fill(client, draft, page)
    draft.refresh_from_db()
    answer = fill(client, draft, "contract", date="2024-11-30")
    assert answer.url == reverse("contractor:paper", args=[draft.pk])
    shown = text(client.get(reverse("contractor:check", args=[draft.pk])))
    assert "まだ申し込めません" in shown
    draft.refresh_from_db()
    handed_in = client.post(reverse("contractor:check", args=[draft.pk]), {"revision": draft.revision})
    assert handed_in.status_code == 422
    draft.refresh_from_db()
    assert draft.receipt_number is None


def test_an_orderer_of_which_nothing_is_known_is_asked(client: InspectingClient) -> None:
    draft = start(client)
    fill(client, draft, "orderer", code="saitama-ageo", addressee="上尾市長")
    for page in ("kinds", "contract"):
        fill(client, draft, page)
    shown = text(client.get(page_url(draft, "delivery")))
    assert "発注者に確かめてください" in shown
    assert fill(client, draft, "delivery").status_code == 302


def test_published_limits_refuse_with_their_working_and_general_practice_only_hints(
    client: InspectingClient,
) -> None:
    draft = start(client)
    fill(client, draft, "orderer", code="saitama-ageo", addressee="上尾市長")
    for page in ("kinds", "contract"):
        fill(client, draft, page)
    proposed = text(client.get(page_url(draft, "amounts")))
    assert 'value="19,500,000"' in proposed  # 40 % is 19,580,000; Ageo cuts below 100,000
    answer = fill(client, draft, "amounts", **{"ADVANCE_PAYMENT.amount_yen": "19,600,000"})
    assert answer.status_code == 422
    assert "この発注者の上限（19,500,000円）を超えています。" in text(answer)
    saiki = start(client)
    for page in ("orderer", "kinds", "contract"):
        fill(client, saiki, page)
    assert "参考：" in text(client.get(page_url(saiki, "amounts")))
    assert fill(client, saiki, "amounts", **{"ADVANCE_PAYMENT.amount_yen": "25,000,000"}).status_code == 302
