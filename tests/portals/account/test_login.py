"""Signing in and out, as pages."""

from __future__ import annotations

import re
import time

import pytest

from hosho.cli import sample_people
from hosho.cli.sample import SECOND_FACTOR_SECRET, give_second_factor
from hosho.cli.sample_people import PASSWORD
from hosho.outbox.models import Job
from hosho.parties.models import AuditEntry, Person, SignInMisses
from tests.page_inspector import InspectingClient
from tests.sign_in import LOGIN, sign_in_client, totp

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> InspectingClient:
    sample_people.people()
    return InspectingClient()


@pytest.mark.parametrize(
    "typed", ["10000012-01", "１０００００１２－０１", "10000012ー1", "1000001201", " 10000012 - 01 "]
)
def test_the_customer_number_is_read_however_it_is_typed(client, typed):
    response = client.post(LOGIN, {"login": typed, "password": PASSWORD})
    assert response.headers["Location"] == "/enet/"


def test_the_companys_number_alone_means_its_only_active_person(client):
    assert client.post(LOGIN, {"login": "10000012", "password": PASSWORD}).status_code == 422
    Person.objects.filter(login_id="10000012-02").update(is_active=False)
    assert client.post(LOGIN, {"login": "10000012", "password": PASSWORD}).headers["Location"] == "/enet/"


@pytest.mark.parametrize(("login_id", "home"), [("desk-tanaka", "/desk/"), ("operator", "/operator/")])
def test_everybody_comes_to_their_own_home(client, login_id, home):
    assert client.post(LOGIN, {"login": login_id, "password": PASSWORD}).headers["Location"] == home


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/certificates/", "/certificates/"),
        ("/desk/", "/enet/"),
        ("https://elsewhere.example/", "/enet/"),
        ("//elsewhere.example/", "/enet/"),
        ("/\\elsewhere.example/", "/enet/"),
        ("javascript:alert(1)", "/enet/"),
    ],
)
def test_the_page_wanted_is_kept_when_it_is_ours_and_theirs(client, wanted, led_to):
    page = client.get(LOGIN, {"next": wanted})
    assert page.status_code == 200
    response = client.post(LOGIN, {"login": "10000012-01", "password": PASSWORD, "next": wanted})
    assert response.headers["Location"] == led_to


def failed(client, login_id: str, password: str = "wrong") -> str:
    return client.post(LOGIN, {"login": login_id, "password": password}).content.decode()


def test_unknown_closed_and_wrong_look_the_same(client):
    Person.objects.filter(login_id="10000012-02").update(is_active=False)
    pages = [
        re.sub(r' value="[^"]*"', "", failed(client, login_id))
        for login_id in ("10000012-01", "10000012-02", "99999999-01", "desk-nobody")
    ]
    assert "お客様IDとパスワードの組み合わせが一致しません" in pages[0]
    assert pages[1:] == pages[:1] * 3


def test_for_an_unknown_id_a_password_is_hashed_too(client, monkeypatch):
    hashed = []
    monkeypatch.setattr("hosho.parties.sign_in.make_password", hashed.append)
    failed(client, "99999999-01")
    assert hashed == ["wrong"]


def test_a_closed_account_is_named_only_to_who_knows_the_password(client):
    Person.objects.filter(login_id="10000012-02").update(is_active=False)
    assert "利用を停止しています" in failed(client, "10000012-02", PASSWORD)
    assert "利用を停止しています" not in failed(client, "10000012-02")


def test_after_five_misses_even_the_right_password_waits_until_the_time_shown(client, time_machine):
    time_machine.move_to("2025-01-06T05:05:00Z", tick=False)
    for _ in range(5):
        failed(client, "10000012-01")
    response = client.post(LOGIN, {"login": "10000012-01", "password": PASSWORD})
    assert response.status_code == 429
    assert "14時06分までログインを止めています" in response.content.decode()
    time_machine.move_to("2025-01-06T05:06:01Z", tick=False)
    assert client.post(LOGIN, {"login": "10000012-01", "password": PASSWORD}).status_code == 302


def test_waits_grow_and_end(client, time_machine):
    time_machine.move_to("2025-01-06T00:00:00Z", tick=False)
    waits = []
    for _ in range(12):
        failed(client, "10000012-01")
        row = SignInMisses.objects.get(bucket="account:10000012-01")
        waits.append(int((row.waits_until - row.last_at).total_seconds()) // 60 if row.waits_until else 0)
        time_machine.shift(16 * 60)
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15, 15]


def test_a_strangers_misses_do_not_keep_out_the_browser_that_was_here_before(client):
    sign_in_client(client, "10000012-01")
    client.post("/account/logout/")
    stranger = InspectingClient()
    for _ in range(7):
        failed(stranger, "10000012-01")
    sign_in_client(client, "10000012-01")


def test_one_network_trying_many_ids_is_slowed(client):
    for number in range(40):
        failed(client, f"9999{number:04}-01")
    assert client.post(LOGIN, {"login": "10000012-01", "password": PASSWORD}).status_code == 429
    elsewhere = InspectingClient(REMOTE_ADDR="192.0.2.7")
    sign_in_client(elsewhere, "10000012-01")


def test_an_empty_form_names_both_fields(client):
    text = client.post(LOGIN, {}).content.decode()
    assert "お客様IDを入力してください。" in text
    assert "パスワードを入力してください。" in text


def test_a_login_makes_a_new_session_and_logging_out_ends_it_at_the_server(client, settings):
    client.get(LOGIN)
    client.cookies[settings.SESSION_COOKIE_NAME] = "planted0planted0planted0planted0"
    sign_in_client(client, "10000012-01")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert cookie != "planted0planted0planted0planted0"
    client.post("/account/logout/")
    thief = InspectingClient()
    thief.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert thief.get("/account/reauthenticate/").headers["Location"].startswith(LOGIN)


@pytest.mark.parametrize("change", ["closed", "password"])
def test_a_session_ends_when_the_account_is_closed_or_the_password_changed(client, change):
    sign_in_client(client, "10000012-01")
    assert client.get("/account/reauthenticate/").status_code == 200
    person = Person.objects.get(login_id="10000012-01")
    if change == "closed":
        person.is_active = False
    else:
        person.set_password("another-password-2024")
    person.save()
    assert client.get("/account/reauthenticate/").headers["Location"].startswith(LOGIN)


def test_logging_out_takes_a_post(client):
    sign_in_client(client, "10000012-01")
    assert client.get("/account/logout/").status_code == 405


def test_only_a_new_browser_is_told_by_letter(client):
    sign_in_client(client, "10000012-01")
    client.post("/account/logout/")
    sign_in_client(client, "10000012-01")
    assert not Job.objects.filter(name="send_mail").exists()
    sign_in_client(InspectingClient(HTTP_USER_AGENT="Mozilla (Windows NT) Edg/1"), "10000012-01")
    (job,) = Job.objects.filter(name="send_mail")
    assert "Windows の Edge" in job.payload["body"]
    assert AuditEntry.objects.filter(act="signed_in").count() == 3


def test_the_policy_lets_nobody_past_the_setup_without_a_second_factor(client, settings):
    sign_in_client(client, "10000012-01")
    assert client.get("/account/company/").status_code == 200
    settings.SURETY = {
        **settings.SURETY,
        "policy": {**settings.SURETY["policy"], "second_factor_required": True},
    }
    for path in ("/enet/", "/account/company/", "/certificates/"):
        assert client.get(path).headers["Location"] == "/account/2fa/", path
    assert client.get("/account/2fa/").status_code == 200
    give_second_factor(Person.objects.get(login_id="10000012-01"))
    assert client.get("/account/company/").status_code == 200


def test_a_code_of_the_app_works_once(client):
    give_second_factor(Person.objects.get(login_id="10000020-01"))
    code = totp()
    answers = []
    for _ in range(2):
        sign_in_client(client, "10000020-01")
        answers.append(client.post("/account/2fa/authenticate/", {"code": code}).status_code)
        client.post("/account/logout/")
    assert answers == [302, 200]


def test_a_code_of_ten_minutes_ago_and_guesses_are_refused_and_slowed(client):
    give_second_factor(Person.objects.get(login_id="10000020-01"))
    sign_in_client(client, "10000020-01")
    for code in (totp(at=time.time() - 600), *("000000",) * 5):
        assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 200
    text = client.post("/account/2fa/authenticate/", {"code": totp()}).content.decode()
    assert "5分ほど待ってから" in text
    assert client.get("/account/settings/").status_code == 302


def test_secrets_of_factors_are_encrypted_in_the_database(client):
    person = Person.objects.get(login_id="10000020-01")
    give_second_factor(person)
    assert SECOND_FACTOR_SECRET not in str(person.authenticator_set.get().data)


def test_a_changed_password_takes_the_old_one_and_tells_by_letter(client):
    sign_in_client(client, "10000012-01")
    new = {"new": "three-cranes-over-saeki", "again": "three-cranes-over-saeki"}
    assert client.post("/account/settings/password/", {"old": "wrong", **new}).status_code == 422
    assert client.post("/account/settings/password/", {"old": PASSWORD, **new}).status_code == 302
    assert client.get("/account/settings/").status_code == 200
    assert "パスワードの変更" in Job.objects.get(name="send_mail").payload["body"]


def test_ending_other_sessions_keeps_this_one(client):
    other = InspectingClient()
    for one in (client, other):
        sign_in_client(one, "10000012-01")
    client.post("/account/settings/sessions/")
    assert client.get("/account/settings/").status_code == 200
    assert other.get("/account/settings/").status_code == 302
