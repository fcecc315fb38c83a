"""Every page of the wizard: empty, unreadable, right; and what is stored of what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from hosho.cli import sample_people
from hosho.guarantees.models import Application
from tests.page_inspector import InspectingClient
from tests.portals.contractor.typing import TITLE, TYPED, fill, fill_all, page_url, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> InspectingClient:
    client = InspectingClient()
    client.force_login(sample_people.people()["10000012-01"])
    return client


@pytest.fixture
def draft(client: InspectingClient) -> Application:
    return start(client)


@pytest.fixture
def whole(client: InspectingClient, draft: Application) -> Application:
    fill_all(client, draft)
    return draft


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("page", TYPED)
def test_a_page_left_empty_says_what_is_missing_and_keeps_the_draft(
    client: InspectingClient, whole: Application, page: str
) -> None:
    revision = whole.revision
    answer = client.post(page_url(whole, page), {"revision": revision})
    assert answer.status_code == 422
    assert "入力内容を確認してください" in text(answer)
    assert not re.search(r"[A-Za-z_]を(入力|選)", text(answer)), "a field without a Japanese label"
    whole.refresh_from_db()
    assert whole.revision == revision


@pytest.mark.parametrize(
    ("page", "entry", "typed", "sentence"),
    [
        ("kinds", "category", "BRIDGES", "契約の種類を選んでください"),
        ("contract", "price_yen", "百万円", "金額"),
        ("contract", "date", "令和7年2月29日", "令和7年の2月は28日までです"),
        ("contract", "period_to", "令和6年12月1日", "より前になっています"),
        ("amounts", "ADVANCE_PAYMENT.amount_yen", "48,950,001", "請負代金額（48,950,000円）を超えています"),
        ("amounts", "CONTRACT.period_to", "2025-09-29", "令和7年9月30日までを含む必要があります"),
        ("account", "number", "12345", "7けたの数字"),
        ("delivery", "contact_email", "hanako", "メールアドレス"),
        ("delivery", "contact_phone", "11", "10けたか11けた"),
        ("delivery", "delivery", "PIGEON", "保証証書の受取方法を選んでください"),
    ],
)
def test_what_cannot_be_right_is_refused_with_a_sentence_at_its_field(
    client: InspectingClient, whole: Application, page: str, entry: str, typed: str, sentence: str
) -> None:
    answer = fill(client, whole, page, **{entry: typed})
    assert answer.status_code == 422
    assert sentence in text(answer)
    if page != "kinds" and entry != "delivery":
        assert f'value="{typed}"' in text(answer) or entry in ("date", "period_to", "CONTRACT.period_to")


def test_odd_spellings_are_stored_in_one_form_and_names_byte_for_byte(whole: Application) -> None:
    contract, answers = whole.answers["contract"], whole.answers
    assert contract["price_yen"] == 48_950_000
    assert (contract["date"], contract["period_from"], contract["period_to"]) == (
        "2024-12-20", "2024-12-21", "2025-09-30",
    )  # fmt: skip
    assert contract["title"].encode() == TITLE.encode()
    assert contract["number"] == "令和６年度第１２３号"
    assert answers["amounts"] == {
        "CONTRACT": {"amount_yen": 4_895_000, "period_from": "2024-12-21", "period_to": "2025-09-30"},
        "ADVANCE_PAYMENT": {"amount_yen": 19_580_000},
    }
    assert answers["account"]["number"] == "1234567"
    assert answers["account"]["holder"] == "サイキミホンケンセツ"
    assert answers["delivery"]["contact_phone"] == "0972-00-0011"
    assert answers["delivery"]["contact_email"] == "hanako@hosho.example"
    assert whole.title == TITLE
    assert (whole.kinds, whole.delivery, whole.orderer_name) == (
        ["CONTRACT", "ADVANCE_PAYMENT"], "ELECTRONIC", "佐伯市",
    )  # fmt: skip


def test_an_old_era_is_read_kept_and_told_again_on_the_check_page(
    client: InspectingClient, whole: Application
) -> None:
    assert fill(client, whole, "contract", initial_date="平成33年3月31日").status_code == 302
    whole.refresh_from_db()
    assert whole.answers["contract"]["initial_date"] == "2021-03-31"
    shown = text(client.get(reverse("contractor:check", args=[whole.pk])))
    assert "平成33年3月31日は、令和3年3月31日として読み取りました。" in shown


def test_the_check_page_shows_amounts_in_both_forms_and_days_in_both_calendars(
    client: InspectingClient, whole: Application
) -> None:
    shown = text(client.get(reverse("contractor:check", args=[whole.pk])))
    assert "48,950,000円（4,895万円）" in shown
    assert "令和6年12月20日（2024年12月20日）" in shown
    assert f"{page_url(whole, 'contract')}?back=check#id_price_yen" in shown


def test_a_change_from_the_check_page_leads_back_to_it(client: InspectingClient, whole: Application) -> None:
    answer = fill(client, whole, "contract", back="check")
    assert answer.url == reverse("contractor:check", args=[whole.pk])


def test_a_draft_can_be_left_and_taken_up_again(client: InspectingClient, draft: Application) -> None:
    fill(client, draft, "orderer")
    answer = fill(client, draft, "kinds", then="home")
    assert answer.url == reverse("contractor:home")
    assert "続きを入力する" in text(client.get(answer.url))
    again = text(client.get(reverse("contractor:apply", args=[draft.pk])))
    assert f'href="{page_url(draft, "contract")}"' in again
    assert "すべての入力が終わると進めます" in again


def test_the_orderer_is_found_in_any_writing_and_says_what_it_accepts_since_when(
    client: InspectingClient, draft: Application
) -> None:
    found = text(client.get(page_url(draft, "orderer"), {"q": "さ伯"}))
    assert "見つかりませんでした" in found
    assert "?code=oita-saiki" in text(client.get(page_url(draft, "orderer"), {"q": "大分　佐伯"}))
    shown = text(client.get(page_url(draft, "orderer"), {"code": "oita-saiki"}))
    for words in ("佐伯市長", "契約検査課契約係", "令和6年12月1日", "令和7年5月1日", "資料を確認した日"):
        assert words in shown


def test_an_orderer_that_is_not_listed_is_written_down(client: InspectingClient, draft: Application) -> None:
    assert "当社で確認します" in text(client.get(page_url(draft, "orderer"), {"other": "1"}))
    answer = fill(client, draft, "orderer", code=None, name="見本広域水道企業団", addressee="企業長")
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.answers["orderer"] == {
        "code": "", "name": "見本広域水道企業団", "department": "契約検査課契約係", "addressee": "企業長",
    }  # fmt: skip
    for page in ("kinds", "contract", "amounts", "delivery"):
        assert fill(client, draft, page).status_code == 302
    assert "電子交付ができるかどうかは、当社で確認します" in text(client.get(page_url(draft, "delivery")))


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        (["CONTRACT", "CONTRACT_RESERVATION"], "同時には申し込めません"),
        (["ADVANCE_PAYMENT", "INTERIM_ADVANCE_PAYMENT"], "同時には申し込めません"),
    ],
)
def test_kinds_that_contradict_each_other_are_refused(
    client: InspectingClient, draft: Application, kinds: list[str], sentence: str
) -> None:
    answer = fill(client, draft, "kinds", kinds=kinds)
    assert (answer.status_code, sentence in text(answer)) == (422, True)


def test_a_reservation_is_never_electronic(client: InspectingClient, whole: Application) -> None:
    assert fill(client, whole, "kinds", kinds=["CONTRACT_RESERVATION"]).status_code == 302
    whole.refresh_from_db()
    assert whole.delivery == "PAPER"
    assert "account" not in whole.answers
    answer = fill(client, whole, "delivery")
    assert answer.status_code == 422
    assert "契約保証予約には、電子証書がありません。" in text(answer)


def test_an_unprintable_character_is_named_where_it_is_typed(
    client: InspectingClient, draft: Application
) -> None:
    answer = fill(client, draft, "contract", title="市道\U00030edd線")
    assert answer.status_code == 422
    assert "「\U00030edd」" in text(answer)
    assert "文字についての連絡" in text(answer)


def test_a_contract_guarantee_needs_no_number_and_an_advance_does(
    client: InspectingClient, draft: Application
) -> None:
    fill(client, draft, "kinds", kinds=["CONTRACT"])
    assert fill(client, draft, "contract", number="").status_code == 302
    fill(client, draft, "kinds")
    assert fill(client, draft, "contract", number="").status_code == 422


def test_consultant_services_are_asked_in_their_own_words(
    client: InspectingClient, draft: Application
) -> None:
    fill(client, draft, "kinds", category="CONSULTANT")
    shown = text(client.get(page_url(draft, "contract")))
    for words in ("業務の名称", "業務委託料", "履行期間の末日"):
        assert words in shown
    assert "請負代金額" not in shown


def test_somebody_else_s_save_is_not_written_over(client: InspectingClient, whole: Application) -> None:
    old = whole.revision
    fill(client, whole, "account", branch="本店")
    answer = client.post(page_url(whole, "account"), {**TYPED["account"], "revision": old})
    assert answer.status_code == 422
    assert "ほかの方が先に内容を変更しました" in text(answer)
    whole.refresh_from_db()
    assert whole.answers["account"]["branch"] == "本店"


def test_a_double_click_goes_where_the_first_click_led(client: InspectingClient, draft: Application) -> None:
    typed = {**TYPED["orderer"], "revision": draft.revision, "once": "b" * 22}
    first = client.post(page_url(draft, "orderer"), typed)
    second = client.post(page_url(draft, "orderer"), typed)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    draft.refresh_from_db()
    assert draft.revision == 2


@pytest.fixture(autouse=True)
def _no_leftovers() -> Iterator[None]:
    yield
    assert not Application.objects.exclude(contractor__customer_number="10000012").exists()
