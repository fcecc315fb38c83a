"""After handing in: receipt, list, detail, corrections, messages, withdrawing, copying, and who may do what."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from hosho.cli import sample_people
from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees.models import Application, Comment
from tests import builders
from tests.builders import AT
from tests.page_inspector import InspectingClient
from tests.portals.contractor.typing import fill, fill_all, page_url, start

pytestmark = pytest.mark.django_db


def signed_in(login_id: str) -> InspectingClient:
    client = InspectingClient()
    client.force_login(sample_people.people()[login_id])
    return client


@pytest.fixture
def client() -> InspectingClient:
    return signed_in("10000012-01")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def url(name: str, application: Application, *more: Any) -> str:
    return reverse(f"contractor:{name}", args=[application.pk, *more])


def returned(client: InspectingClient, *comments: tuple[str, str]) -> Application:
    """An application handed in through the wizard and returned with these comments (field, text)."""
    application = start(client)
    fill_all(client, application)
    client.post(url("check", application), {"revision": application.revision, "once": "c" * 22})
    application.refresh_from_db()
    clerk = sample_people.people()["desk-tanaka"]
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.RETURNED.value)
    for field, words in comments:
        Comment.objects.create(application=application, field=field, text=words, by=clerk, at=AT)
    application.refresh_from_db()
    return application


def test_handing_in_gives_a_receipt_that_can_be_opened_again(client: InspectingClient) -> None:
    application = start(client)
    fill_all(client, application)
    handed_in = {"revision": application.revision, "once": "d" * 22}
    first = client.post(url("check", application), handed_in)
    assert first.url == url("received", application)
    shown = text(client.get(first.url))
    application.refresh_from_db()
    assert re.fullmatch(r"20\d\d-000001", application.receipt_number or "")
    assert application.receipt_number in shown
    assert "電子証書の確認はこちら" in shown
    again = client.post(url("check", application), handed_in)
    assert again.url == first.url
    assert application.steps.count() == 1
    other_tab = signed_in("10000012-01").post(url("check", application), handed_in)
    assert other_tab.url == first.url
    assert application.steps.count() == 1


def test_the_copy_is_a_download_with_the_receipt_number(client: InspectingClient) -> None:
    application = builders.application(delivery={"remarks": "字は\U00030eddです"})
    answer = client.get(url("application_copy", application))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer.content.startswith(b"%PDF-")


def test_a_draft_has_no_copy(client: InspectingClient) -> None:
    draft = builders.application(state=ApplicationState.DRAFT)
    assert client.get(url("application_copy", draft)).status_code == 404


def test_the_list_finds_by_words_and_state(client: InspectingClient) -> None:
    assert "まだ申し込みがありません" in text(client.get(reverse("contractor:applications")))
    builders.application(contract={"title": "見本橋補修工事"})
    builders.application(state=ApplicationState.RETURNED)
    listing = reverse("contractor:applications")
    assert "見本橋補修工事" in text(client.get(listing, {"q": "橋"}))
    assert "見本橋補修工事" not in text(client.get(listing, {"state": "RETURNED"}))
    assert "条件を変えてお探しください" in text(client.get(listing, {"q": "ない言葉"}))


def test_the_home_lists_what_waits_most_pressing_first(client: InspectingClient) -> None:
    home = reverse("contractor:home")
    assert "今、お手続きが必要なものはありません。" in text(client.get(home))
    builders.application(state=ApplicationState.RETURNED, contract={"title": "直す工事"})
    builders.accepted(settled=False, contract={"title": "支払う工事"})
    builders.application(state=ApplicationState.DRAFT, contract={"title": "途中の工事"})
    shown = text(client.get(home))
    assert "やること（3件）" in shown
    order = ["直す工事の申込を直す", "保証料100,000円を支払う", "途中の工事の続きを入力する"]
    assert [shown.index(words) for words in order] == sorted(shown.index(words) for words in order)


def test_what_was_returned_is_asked_at_its_field_first_and_sent_again(client: InspectingClient) -> None:
    application = returned(
        client,
        ("contract.period_to", "契約書（案）では令和8年3月20日です。"),
        ("attachments.contract_document", "2ページ目が読み取れませんでした。"),
    )
    assert "工事の申込を直す" in text(client.get(reverse("contractor:home"))).replace("（その①）㈱髙﨑", "")
    shown = text(client.get(url("correct", application)))
    assert "直していただきたいところが2か所あります" in shown
    assert "工期の末日を直す" in shown
    page = text(client.get(page_url(application, "contract")))
    comment, field, other = (
        page.index(w) for w in ("令和8年3月20日です", 'id="id_period_to_year"', 'id="id_title"')
    )
    assert comment < field < other
    answer = fill(client, application, "contract", period_to="令和8年3月20日")
    assert answer.url == url("correct", application)
    assert text(client.get(answer.url)).count(">直しました<") == 1
    assert fill(client, application, "amounts", **{"CONTRACT.period_to": "2026-03-20"}).status_code == 302
    assert "2ページ目が読み取れませんでした" in text(client.get(page_url(application, "attachments")))
    application.refresh_from_db()
    sent = {"revision": application.revision, "once": "e" * 22}
    assert client.post(url("check", application), sent).url == url("received", application)
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED.value
    assert not application.comments.filter(resolved_at=None).exists()
    assert "直した内容をもう一度送りました" in text(client.get(url("application", application)))


def test_both_sides_talk_below_the_application(client: InspectingClient) -> None:
    application = builders.application()
    assert client.post(url("message", application), {"text": " "}).status_code == 422
    answer = client.post(url("message", application), {"text": "契約書は\n明日届きます。"})
    assert answer.status_code == 302
    assert "明日届きます。" in text(client.get(url("application", application)))


def test_withdrawing_is_asked_once_more_and_then_final(client: InspectingClient) -> None:
    application = builders.application()
    page = url("withdraw", application)
    assert "取り下げたあとは、元に戻せません" in text(client.get(page))
    answer = client.post(page, {"revision": application.revision, "reason": "落札できませんでした"})
    assert answer.url == url("application", application)
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN.value
    assert client.get(page).status_code == 302
    assert "申し込みを取り下げました" in text(client.get(answer.url))


def test_an_earlier_application_is_copied_without_its_declarations(client: InspectingClient) -> None:
    application = builders.application()
    answer = client.post(url("copy", application))
    made = Application.objects.get(copied_from=application)
    assert answer.url == url("apply", made)
    assert made.answers["contract"] == application.answers["contract"]
    assert "declarations" not in made.answers
    assert (made.state, made.receipt_number) == (ApplicationState.DRAFT.value, None)
    assert "から写しました" in text(client.get(answer.url))


def test_a_draft_is_discarded_after_a_question(client: InspectingClient) -> None:
    draft = start(client)
    assert "元に戻せません" in text(client.get(url("discard", draft)))
    assert client.post(url("discard", draft)).url == reverse("contractor:home")
    assert not Application.objects.filter(pk=draft.pk).exists()


READ = ("application", "received", "application_copy")
ACT = ("correct", "withdraw", "discard", "apply", "check", "paper")
POST = ("copy", "message", "withdraw", "discard", "check", "paper")


_OWN_TO_EACH_ANSWER = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|<strong class="hosho-figures">[^<]*</strong>'
    r'|\d+時\d+分|datetime="[^"]*"'
)


def _without_reference(answer: Any) -> str:
    return _OWN_TO_EACH_ANSWER.sub("", text(answer))


@pytest.mark.parametrize(
    "state", [ApplicationState.SUBMITTED, ApplicationState.DRAFT, ApplicationState.RETURNED]
)
def test_another_company_s_application_answers_like_one_that_is_not_there(
    client: InspectingClient, state: ApplicationState
) -> None:
    mine, stranger = builders.application(state=state), signed_in("10000020-01")
    nothing = uuid4()
    for method, names in (("get", (*READ, *ACT)), ("post", POST)):
        for name in names:
            theirs = getattr(stranger, method)(url(name, mine), {"revision": "1", "text": "x"})
            missing = getattr(stranger, method)(
                reverse(f"contractor:{name}", args=[nothing]), {"revision": "1", "text": "x"}
            )
            assert (theirs.status_code, missing.status_code) == (404, 404), name
            assert _without_reference(theirs) == _without_reference(missing), name
    for page in ("orderer", "contract", "attachments"):
        assert stranger.get(page_url(mine, page)).status_code == 404
        assert stranger.post(page_url(mine, page), {"revision": "1"}).status_code == 404
    mine.refresh_from_db()
    assert (mine.state, mine.revision) == (state.value, 1)


def test_a_reader_sees_and_does_not_act(client: InspectingClient) -> None:
    application, reader = builders.application(), signed_in("10000012-02")
    assert reader.get(reverse("contractor:home")).status_code == 200
    assert "保証申込</button>" not in text(reader.get(reverse("contractor:home")))
    for name in READ:
        assert reader.get(url(name, application)).status_code == 200, name
    shown = text(reader.get(url("application", application)))
    assert "取り下げる" not in shown
    assert "メッセージを送る" not in shown
    assert reader.post(reverse("contractor:start")).status_code == 404
    for name in POST:
        assert reader.post(url(name, application)).status_code == 404, name
    assert Application.objects.count() == 1


def test_the_desk_and_people_who_are_not_signed_in_have_no_business_here() -> None:
    application = builders.application()
    assert signed_in("desk-tanaka").get(url("application", application)).status_code == 404
    assert InspectingClient().get(url("application", application)).status_code == 302
