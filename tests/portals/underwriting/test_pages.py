"""Every page of the desk, as each role sees it, and what a stranger gets."""

import pytest

from hosho.cli import sample_people
from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees.actions.record_payment import record_payment
from hosho.guarantees.models import Application, BankStatement
from tests.builders import AT, application
from tests.portals.underwriting.scenes import (
    PICTURE,
    actor,
    client,
    fee_due,
    in_review,
    proposed,
    with_papers,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_storage")]
DESK = ("desk-tanaka", "desk-sato", "desk-suzuki", "desk-ito", "desk-kato", "desk-mori")


@pytest.fixture
def concluded(world):
    """An application whose guarantees have just been concluded."""
    fee = fee_due()
    record_payment(
        fee, by=actor("desk-ito"), at=AT, amount_yen=fee.total_yen, received_on=AT.date(), payer="サイキ", once_token="1"
    )  # fmt: skip
    return fee.application


def everything_to_read(made: Application) -> list[str]:
    pages = ["", "fees/", "statements/", "issuing/", "guarantees/", "contractors/"]
    pages += [f"applications/{made.pk}/", f"contractors/{made.contractor_id}/"]
    paper = made.attachments.first()
    if paper:
        pages += [f"attachments/{paper.pk}/1/", f"attachments/{paper.pk}/1.png", f"attachments/{paper.pk}/"]
    if hasattr(made, "fee"):
        pages += [f"fees/{made.fee.pk}/", f"fees/{made.fee.pk}/statement.pdf"]
    pages += [f"guarantees/{one.number}/" for one in made.guarantees.all()]
    return [f"/desk/{page}" for page in pages]


@pytest.mark.parametrize("login", DESK)
def test_every_role_reads_every_page(login, concluded):
    for path in everything_to_read(concluded):
        assert client(login).get(path).status_code == 200, path


@pytest.mark.parametrize("login", ["10000012-01", "operator"])
def test_for_other_sides_the_desk_does_not_exist(login, concluded):
    visitor = client(login)
    for path in everything_to_read(concluded):
        assert visitor.get(path).status_code == 404, path


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in():
    answer = client("desk-sato").__class__().get("/desk/")
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


def test_a_draft_is_the_contractor_s_own():
    draft = application(state=ApplicationState.DRAFT)
    visitor = client("desk-sato")
    assert visitor.get(f"/desk/applications/{draft.pk}/").status_code == 404
    assert str(draft.pk) not in visitor.get("/desk/?state=all").content.decode()


def test_the_auditor_finds_no_button_and_no_address_that_acts(concluded):
    auditor, waiting, due = client("desk-kato"), proposed(), fee_due()
    made = application()
    for path in [*everything_to_read(made), *everything_to_read(due.application)]:
        if path.endswith((".png", ".pdf")) or "attachments" in path:
            continue
        page = auditor.get(path).content.decode()
        assert page.count('method="post"') == 1, path  # the log-out
    deeds = [
        f"applications/{made.pk}/{deed}/" for deed in ("take", "examine", "message", "return", "decline")
    ]
    deeds += [f"applications/{waiting.pk}/{deed}/" for deed in ("approve", "send-back", "accept")]
    deeds += [f"fees/{due.pk}/", f"fees/{due.pk}/cover/", f"fees/{due.pk}/lapse/", "statements/"]
    for path in deeds:
        assert auditor.post(f"/desk/{path}", {"revision": 1}).status_code == 404, path


def test_the_inbox_shows_age_missing_papers_and_narrows():
    with_papers(application())
    bare = application(orderer={"name": "見本町"})
    page = client("desk-sato").get("/desk/").content.decode()
    assert page.count("/desk/applications/") == 2
    assert "契約の内容がわかる書類" in page
    assert "遅延" in page
    narrowed = client("desk-sato").get("/desk/?typed=見本町").content.decode()
    assert narrowed.count("/desk/applications/") == 1
    assert str(bare.pk) in narrowed
    for query in ("holder=me", "state=ISSUED", "kind=CONTRACT_RESERVATION"):
        assert "受付待ちはありません。" in client("desk-sato").get(f"/desk/?{query}").content.decode()


def test_the_inbox_goes_on_by_key(monkeypatch):
    monkeypatch.setattr("hosho.guarantees.queries.desk.PAGE", 2)
    made = {str(application().pk) for _ in range(5)}
    seen, path = [], "/desk/"
    visitor = client("desk-sato")
    while path:
        page = visitor.get(path)
        inbox = page.context["inbox"]
        seen += [str(row.application.pk) for row in inbox.rows]
        path = f"/desk/?{page.context['next']}" if inbox.after else ""
    assert len(seen) == 5
    assert set(seen) == made


def test_a_bent_key_of_the_inbox_is_not_found():
    assert client("desk-sato").get("/desk/?after=yesterday|1").status_code == 404


def test_a_resubmission_marks_what_changed():
    made = in_review()
    person = made.created_by
    before = {**made.answers, "contract": {**made.answers["contract"], "period_to": "2025-10-31"}}
    for verb, answers in (("submit", before), ("resubmit", made.answers)):
        made.steps.create(
            at=AT, person=person, name=person.name, verb=verb, from_state="", to_state="", detail={"answers": answers}
        )  # fmt: skip
    page = client("desk-sato").get(f"/desk/applications/{made.pk}/").content.decode()
    assert page.count("<strong>変更</strong>") == 1
    assert "前回：令和7年10月31日" in page


def test_a_paper_is_a_download_and_its_page_a_picture_nobody_keeps():
    made = with_papers(application())
    paper = made.attachments.first()
    original = client("desk-sato").get(f"/desk/attachments/{paper.pk}/")
    assert original.content == PICTURE
    assert original["Content-Disposition"].startswith("attachment")
    picture = client("desk-sato").get(f"/desk/attachments/{paper.pk}/1.png")
    assert picture["Content-Type"] == "image/png"
    assert picture["Cache-Control"] == "no-store"
    assert picture.content.startswith(b"\x89PNG")
    assert client("desk-sato").get(f"/desk/attachments/{paper.pk}/2.png").status_code == 404


def test_a_return_without_a_comment_says_so_and_keeps_what_was_typed():
    made = application()
    visitor = client("desk-sato")
    answer = visitor.post(
        f"/desk/applications/{made.pk}/return/", {"revision": 1, "field_1": "contract.title"}
    )
    assert answer.status_code == 422
    assert "直していただく項目が1つも選ばれていません。" in answer.content.decode()
    assert 'value="contract.title" selected' in answer.content.decode()


def test_a_decision_on_an_old_page_shows_the_sentence():
    made = in_review()
    answer = client("desk-sato").post(
        f"/desk/applications/{made.pk}/decline/", {"revision": 0, "reason": "理由"}
    )
    assert answer.status_code == 409
    assert "ほかの方が先に内容を変更しました。" in answer.content.decode()


def test_nobody_can_press_their_own_proposal_through():
    made = proposed(by="desk-suzuki")
    answer = client("desk-suzuki").post(f"/desk/applications/{made.pk}/approve/", {"revision": made.revision})
    assert answer.status_code == 409
    assert "別の承認者に依頼してください。" in answer.content.decode()


def test_a_double_click_on_a_payment_records_one():
    fee = fee_due()
    form = {
        "amount_yen": "1000", "received_on": "令和7年1月6日", "payer": "サイキ", "note": "", "once": "a" * 22,
    }  # fmt: skip
    cashier = client("desk-ito")
    for _ in range(2):
        assert cashier.post(f"/desk/fees/{fee.pk}/", form).status_code == 302
    assert fee.payments.count() == 1


def test_a_statement_that_is_none_is_refused_with_the_reason():
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = client("desk-ito").post(
        "/desk/statements/", {"statement": SimpleUploadedFile("a.csv", b"nothing,here\n1,2\n")}
    )
    assert answer.status_code == 422
    assert "見出し" in answer.content.decode()
    assert not BankStatement.objects.exists()


def test_the_contractor_s_page_adds_up():
    fee_due()
    company = sample_people.contractors()["10000012"]
    page = client("desk-sato").get(f"/desk/contractors/{company.pk}/").content.decode()
    assert page.count("24,475,000円") >= 2


def test_no_page_of_the_desk_shows_a_key(concluded):
    from hosho.guarantees import custody

    keys = [custody.reveal(key).value for one in concluded.guarantees.all() for key in one.keys.all()]
    assert keys
    for path in everything_to_read(concluded):
        page = client("desk-sato").get(path).content.decode(errors="replace").replace("-", "")
        assert not any(key in page for key in keys), path


def test_money_that_came_too_late_is_kept_and_given_back_on_the_fee_s_page():
    # the sample contract's period ended long before the wall clock's today
    fee, cashier = fee_due(), client("desk-ito")
    url = f"/desk/fees/{fee.pk}/"
    typed = {"amount_yen": str(fee.total_yen), "received_on": "2025-01-06", "payer": "サイキ", "note": ""}
    assert cashier.post(url, typed).status_code == 302
    page = cashier.get(url).content.decode()
    assert "工期の末日（令和7年9月30日）を過ぎたため" in page
    assert "入金は記録してあります" in page
    assert fee.application.receipt_number in cashier.get("/desk/fees/").content.decode()
    assert "give-all-back" not in client("desk-tanaka").get(url).content.decode()
    assert cashier.post(f"{url}give-all-back/").status_code == 302
    assert "期限切れ" in cashier.get(f"/desk/applications/{fee.application_id}/").content.decode()
