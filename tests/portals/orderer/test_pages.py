"""What the clerk sees: the certificate and its state, and every way of not getting there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.register.models import LookUp, RegisteredCertificate, Statement
from tests.page_inspector import InspectingClient
from tests.register.deposits import Sender

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clerk() -> InspectingClient:
    return InspectingClient()


def enter(clerk, sender, key=None):
    return clerk.post("/confirm/", {"number": sender.number, "key": (key or sender.key).shown})


def opened(clerk, sender):
    sender.deliver(sender.issued())
    answer = enter(clerk, sender)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/confirm/certificate/"
    return clerk.get("/confirm/certificate/").content.decode()


def test_every_page_before_opening_answers(clerk):
    for path in ("", "ended/", "over/", "help/", "help/guide/"):
        assert clerk.get(f"/confirm/{path}").status_code == 200


def test_the_entrance_says_that_neither_login_nor_file_is_needed(clerk):
    assert "ログインやファイルの開封は必要ありません" in clerk.get("/confirm/").content.decode()


def test_number_and_key_open_the_certificate_with_its_state_first(clerk, sender):
    page = opened(clerk, sender)
    assert page.index("有効です") < page.index("改ざん") < page.index("保証金額")
    assert "金19,580,000円" in page
    assert "電子署名とタイムスタンプを確認しました" in page


FULL_WIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}


@pytest.mark.parametrize(
    "retype",
    [
        lambda shown: shown.replace("-", ""),
        lambda shown: f"  {shown.replace('-', ' ')} ",
        lambda shown: shown.translate(FULL_WIDTH),
        lambda shown: shown.replace("-", "ー"),
    ],
    ids=["bare", "spaces", "full-width", "odd-dashes"],
)
def test_every_way_of_typing_the_same_key_opens(clerk, sender, retype):
    sender.deliver(sender.issued())
    answer = clerk.post("/confirm/", {"number": sender.number, "key": retype(sender.key.shown)})
    assert answer.status_code == 302


def test_a_typing_error_is_told_from_the_digits_alone(clerk, sender, django_assert_num_queries):
    wrong = str((int(sender.key.value[0]) + 1) % 10) + sender.key.value[1:]
    with django_assert_num_queries(0):
        answer = clerk.post("/confirm/", {"number": sender.number, "key": wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"読み取った文字：{wrong[:4]}-{wrong[4:8]}" in page
    assert f'value="{wrong}"' in page
    assert "失敗の回数には数えません" in page
    assert LookUp.objects.count() == 0


def test_nothing_typed_is_told_without_looking_up(clerk, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert clerk.post("/confirm/", {"number": "", "key": ""}).status_code == 422


def test_swapped_notices_are_named_as_the_likely_cause_and_the_second_try_succeeds(clerk, sender):
    sender.deliver(sender.issued())
    answer = enter(clerk, sender, AccessKey.random())
    assert answer.status_code == 404
    assert "お知らせを取り違えていないか" in answer.content.decode()
    assert enter(clerk, sender).status_code == 302


def test_a_replaced_key_says_so_to_whoever_holds_it(clerk, sender):
    sender.deliver(sender.issued())
    old = sender.key
    sender.deliver(sender.reissued())
    assert "再発行により使えなくなりました" in enter(clerk, sender, old).content.decode()
    assert enter(clerk, sender).status_code == 302


def test_a_replaced_key_closes_what_it_had_opened(clerk, sender):
    opened(clerk, sender)
    sender.deliver(sender.reissued())
    assert clerk.get("/confirm/certificate/")["Location"] == "/confirm/over/"


def test_after_an_amendment_the_first_key_shows_what_holds_now(clerk, sender):
    sender.deliver(sender.issued())
    sender.deliver(sender.amended(contract__price_yen=52_800_000))
    enter(clerk, sender)
    page = clerk.get("/confirm/certificate/").content.decode()
    assert "金52,800,000円" in page
    assert "変更済" in page
    earlier = clerk.get("/confirm/certificate/1/").content.decode()
    assert "変更後の保証証書があります" in earlier
    assert "金48,950,000円" in earlier
    table = clerk.get("/confirm/certificate/1/changes/").content.decode()
    assert "金48,950,000円" in table
    assert "金52,800,000円" in table
    assert "佐伯見本建設" not in table


def test_a_version_that_does_not_exist_is_not_found(clerk, sender):
    opened(clerk, sender)
    assert clerk.get("/confirm/certificate/7/").status_code == 404


@pytest.mark.parametrize(
    ("event", "words"), [("released", "解除されています"), ("cancelled", "取り消されています")]
)
def test_what_has_ended_says_when_and_why_and_is_not_in_force(clerk, sender, event, words):
    sender.deliver(sender.issued())
    sender.deliver(sender.event(event, effective_on=date(2026, 12, 1), reason="工事の完成"))
    enter(clerk, sender)
    page = clerk.get("/confirm/certificate/").content.decode()
    assert f"この保証は、令和8年12月1日（2026年12月1日）に{words}" in page
    assert "理由：工事の完成" in page
    assert "ありません（" in page
    assert "現在は有効ではありません" in page
    assert ("confirm-void" in page) == (event == "cancelled")


def test_a_period_that_is_over_is_not_called_valid(clerk, sender):
    past = {"contract__period_to": "2026-11-21", "guarantee__period_to": "2026-11-21"}
    sender.deliver(sender.issued(**past, guarantee__period_from="2025-01-06"))
    enter(clerk, sender)
    page = clerk.get("/confirm/certificate/").content.decode()
    assert "保証期間は、令和8年11月21日（2026年11月21日）に終わっています" in page
    assert "現在、有効です" not in page


def test_a_damaged_file_is_never_called_genuine(clerk, sender):
    opened(clerk, sender)
    file = Path(default_storage.path(RegisteredCertificate.objects.get().pdf))
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))
    page = clerk.get("/confirm/certificate/").content.decode()
    assert "この画面を契約の確認に使わないでください" in page
    assert "電子署名とタイムスタンプを確認しました" not in page
    assert clerk.get("/confirm/certificate/1/pdf/").status_code == 503


def test_two_files_swapped_in_the_store_are_never_called_genuine(clerk, sender):
    opened(clerk, sender)
    other = Sender(sender.authority, sender.sealer, number=GuaranteeNumber.make("47", 2026, 2).value)
    other.deliver(other.issued())
    stranger = RegisteredCertificate.objects.get(guarantee__number=other.number)
    RegisteredCertificate.objects.exclude(pk=stranger.pk).update(pdf=stranger.pdf)
    assert "契約の確認に使わないでください" in clerk.get("/confirm/certificate/").content.decode()


def test_without_anchors_nothing_is_claimed_and_nobody_accused(clerk, sender, settings, tmp_path):
    opened(clerk, sender)
    settings.HOSHO_TRUST_FOLDER = tmp_path / "nothing"
    page = clerk.get("/confirm/certificate/").content.decode()
    assert "電子署名の確認が、まだ終わっていません" in page
    assert "改ざんを示すものではありません" in page


def test_the_contract_is_compared_line_by_line(clerk, sender):
    opened(clerk, sender)
    answer = clerk.post(
        "/confirm/compare/",
        {"price": "4,985万円", "period_to": "2028-03-31", "contractor": "（株）佐伯見本建設", "title": ""},
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "49,850,000円（4,985万円）" in page
    assert "48,950,000円（4,895万円）" in page
    assert page.count("一致") - page.count("不一致") >= 2
    assert "相違" in page
    assert "受注者または保証会社にご確認ください" in page


def test_comparing_nothing_asks_for_one_line(clerk, sender):
    opened(clerk, sender)
    assert clerk.post("/confirm/compare/", {}).status_code == 422


def test_an_answer_is_kept_once_however_often_the_button_is_pressed(clerk, sender):
    opened(clerk, sender)
    said = {"confirmed": "yes", "department": "佐伯市 契約検査課", "name": "見本 一", "once": "a" * 22}
    for _ in range(2):
        assert clerk.post("/confirm/answer/", said)["Location"] == "/confirm/answer/done/"
    assert Statement.objects.count() == 1
    page = clerk.get("/confirm/answer/done/").content.decode()
    assert "佐伯市 契約検査課" in page
    assert "認証された正式な受理ではありません" in page


def test_an_answer_of_no_needs_its_reason(clerk, sender):
    opened(clerk, sender)
    said = {"confirmed": "no", "department": "契約検査課", "name": "見本", "once": "b" * 22}
    assert clerk.post("/confirm/answer/", said).status_code == 422
    assert clerk.post("/confirm/answer/", {**said, "reason": "金額が契約と違う"}).status_code == 302
    assert Statement.objects.get().reason == "金額が契約と違う"


def test_the_file_is_the_deposited_one_with_a_name_and_no_way_to_run(clerk, sender):
    package = sender.issued()
    sender.deliver(package)
    enter(clerk, sender)
    answer = clerk.get("/confirm/certificate/1/pdf/")
    assert answer.content == package.pdf
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


def test_internet_explorer_s_mode_is_told_and_not_shut_out(clerk):
    page = clerk.get("/confirm/", headers={"user-agent": "Mozilla/5.0 (Trident/7.0; rv:11.0) like Gecko"})
    assert "Internet Explorerモード" in page.content.decode()
    assert "Internet Explorerモード" not in clerk.get("/confirm/").content.decode()
