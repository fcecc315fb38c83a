"""A login ends when it should: nothing is left after it, nothing is taken over into it (X8 to X10, X27)."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from hosho.cli.sample_people import PASSWORD, people
from hosho.lib.clock import now
from hosho.parties.actions.change_roles import change_roles
from hosho.parties.actions.close_account import close_account
from hosho.parties.roles import Role
from tests.issued import answer_step_up
from tests.security.walk import OTHER, OWNER, READER

pytestmark = pytest.mark.django_db
HOME = "/enet/"


def signed_in(login: str = OWNER, password: str = PASSWORD) -> Client:
    people()
    client = Client()
    assert client.post(reverse("account_login"), {"login": login, "password": password}).status_code == 302
    assert client.get(HOME).status_code == 200
    return client


def thief_of(client: Client) -> Client:
    """Another browser with a copy of every cookie."""
    thief = Client()
    for name, cookie in client.cookies.items():
        thief.cookies[name] = cookie.value
    return thief


def is_out(client: Client) -> bool:
    answer = client.get(HOME)
    return answer.status_code == 302 and answer.url.startswith("/account/login/")


def test_a_copied_cookie_is_worth_nothing_after_logging_out() -> None:
    client = signed_in()
    thief = thief_of(client)
    assert not is_out(thief)
    answer = client.post(reverse("account_logout"))
    assert '"cache"' in answer["Clear-Site-Data"]
    assert is_out(client)
    assert is_out(thief)
    assert not Session.objects.filter(session_key=thief.cookies[settings.SESSION_COOKIE_NAME].value).exists()


def test_a_session_planted_before_the_login_is_not_the_one_after_it() -> None:
    people()
    planted = Client()
    planted.get("/register/company/")
    planted.post("/register/company/", {"name": "見本建設株式会社", "kana": "ミホン"})
    before = planted.cookies.get(settings.SESSION_COOKIE_NAME)
    assert before is not None, "registering keeps its draft in a session"
    victim = thief_of(planted)
    assert victim.post(reverse("account_login"), {"login": OWNER, "password": PASSWORD}).status_code == 302
    assert victim.cookies[settings.SESSION_COOKIE_NAME].value != before.value
    assert is_out(planted)


@pytest.mark.parametrize("value", ["x" * 32, "", "\x00", "../../etc", "a" * 5000, "é"])
def test_a_made_up_session_is_neither_taken_nor_kept(value: str) -> None:
    people()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = value
    assert is_out(client)
    client.post(reverse("account_login"), {"login": OWNER, "password": PASSWORD})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != value


def test_a_closed_account_is_out_at_once() -> None:
    client = signed_in(READER)
    owner = people()[OWNER].actor()
    close_account(people()[READER].pk, by=owner, at=now())
    assert is_out(client)
    again = Client().post(reverse("account_login"), {"login": READER, "password": PASSWORD})
    assert again.status_code == 422


def test_a_right_that_was_taken_away_is_gone_at_once() -> None:
    client = signed_in(READER)
    start = reverse("contractor:start")
    owner = people()[OWNER].actor()
    change_roles(people()[READER].pk, by=owner, at=now(), roles=[Role.APPLICANT])
    assert client.post(start).status_code == 302
    change_roles(people()[READER].pk, by=owner, at=now(), roles=[Role.READER])
    assert client.post(start).status_code == 404


def test_a_new_password_ends_every_other_login() -> None:
    here, there = signed_in(), signed_in()
    thief = thief_of(here)
    new = "あたらしい-見本の合言葉"
    answer = here.post(reverse("account_password"), {"old": PASSWORD, "new": new, "again": new})
    assert answer.status_code == 302
    assert not is_out(here)
    assert is_out(there)
    assert is_out(thief)


def test_ending_the_others_ends_them_and_not_this_one() -> None:
    here, there = signed_in(), signed_in()
    stranger = signed_in(READER)
    here.post(reverse("account_end_sessions"))
    assert (is_out(here), is_out(there), is_out(stranger)) == (False, True, False)


def test_no_page_behind_the_login_is_kept_for_the_back_button() -> None:
    client = signed_in()
    for url in (
        HOME,
        "/certificates/list/",
        "/enet/applications/",
        "/account/settings/",
        "/account/company/",
    ):
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert answer["Cache-Control"] == "no-store", url


def test_the_step_up_of_one_session_is_none_of_another() -> None:
    here, there = signed_in(), signed_in()
    answer_step_up(here)
    assert "account_authentication_methods" in here.session
    asked = there.session["account_authentication_methods"]
    assert not any(each.get("reauthenticated") for each in asked)


def test_a_login_leads_nowhere_foreign() -> None:
    people()
    for wanted in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "\t//evil.example",
        "/enet/\r\nSet-Cookie: a=b",
        "/desk/",
    ):
        answer = Client().post(
            reverse("account_login"), {"login": OWNER, "password": PASSWORD, "next": wanted}
        )
        assert answer.status_code == 302
        assert answer.url.startswith(("/enet/", "/certificates/")), wanted
        assert "\n" not in answer.url, wanted
        out = signed_in().post(reverse("account_logout"), {"next": wanted})
        assert out.url.startswith("/"), wanted
        assert not out.url.startswith(("//", "/\\")), wanted


def test_known_and_unknown_people_are_refused_in_the_same_words() -> None:
    people()

    def refused(login: str) -> Any:
        answer = Client().post(reverse("account_login"), {"login": login, "password": "wrong-wrong-wrong"})
        return answer.status_code, answer.context["form"].errors.as_json()

    assert refused(OWNER) == refused("10099999-01") == refused("desk-nobody") == refused(OTHER)
