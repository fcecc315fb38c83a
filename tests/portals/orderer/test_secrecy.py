"""A stranger learns nothing, the key stays where it was typed, and a look-up costs what was promised."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.lib.clock import now
from hosho.outbox.models import Job
from hosho.register.models import LookUp, Misses
from hosho.register.throttle import SOFT_MISSES
from tests.page_inspector import InspectingClient

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY = GuaranteeNumber.make("47", 2031, 77)


@pytest.fixture
def clerk(sender) -> InspectingClient:
    sender.deliver(sender.issued())
    return InspectingClient()


def enter(clerk, number, key, **more):
    return clerk.post("/confirm/", {"number": number, "key": key.shown}, **more)


def bare(answer, number):
    """A page without what differs between any two answers: the form's token and the number that was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return text.replace(number, "NUMBER")


def headers_of(answer):
    return {
        name: value for name, value in answer.headers.items() if name not in ("X-Request-ID", "Set-Cookie")
    }


def test_unknown_number_and_wrong_key_are_the_same_answer_to_the_byte(clerk, sender):
    wrong = enter(clerk, sender.number, AccessKey.random())
    unknown = enter(clerk, NOBODY.value, AccessKey.random())
    assert wrong.status_code == unknown.status_code == 404
    assert bare(wrong, sender.number) == bare(unknown, NOBODY.value)
    assert headers_of(wrong) == headers_of(unknown)
    assert set(wrong.cookies) == set(unknown.cookies)


def test_the_sixth_guess_waits_alike_for_both(clerk, sender):
    at = now()
    with time_machine.travel(at, tick=False):
        for number in (sender.number, NOBODY.value):
            for _ in range(5):
                enter(clerk, number, AccessKey.random())
        wrong, unknown = (enter(clerk, n, AccessKey.random()) for n in (sender.number, NOBODY.value))
        right = enter(clerk, sender.number, sender.key)
    assert wrong.status_code == 429
    assert bare(wrong, sender.number) == bare(unknown, NOBODY.value) == bare(right, sender.number)
    assert "しばらくお待ちください" in wrong.content.decode()
    with time_machine.travel(at + timedelta(seconds=61), tick=False):
        assert enter(clerk, sender.number, sender.key).status_code == 302


def test_opening_costs_three_statements_and_one_commit(clerk, sender):
    with CaptureQueriesContext(connection) as captured:
        assert enter(clerk, sender.number, sender.key).status_code == 302
    sql = [query["sql"] for query in captured]
    work = [each for each in sql if not each.startswith(("BEGIN", "COMMIT"))]
    assert len(work) <= 3, work
    assert sum(each.startswith("BEGIN") for each in sql) <= 1
    assert sum(each.startswith(("INSERT", "UPDATE", "DELETE")) for each in work) == 1


def test_reading_costs_two_statements_and_no_commit(clerk, sender):
    enter(clerk, sender.number, sender.key)
    with CaptureQueriesContext(connection) as captured:
        assert clerk.get("/confirm/certificate/").status_code == 200
    sql = [query["sql"] for query in captured]
    assert len(sql) <= 2, sql
    assert all(each.startswith("SELECT") for each in sql)


def test_the_key_is_nowhere_but_in_the_form_that_sent_it(clerk, sender, caplog, capsys):
    paths = ("certificate/", "certificate/1/", "compare/", "answer/", "help/")
    answers = [enter(clerk, sender.number, sender.key), *(clerk.get(f"/confirm/{path}") for path in paths)]
    answers.append(enter(clerk, NOBODY.value, sender.key))
    heard = caplog.text + "".join(capsys.readouterr())
    said = "".join(f"{answer.headers}{answer.cookies}" for answer in answers)
    pages = "".join(answer.content.decode() for answer in answers)
    rows = f"{list(LookUp.objects.values())}{list(Job.objects.values())}{mail.outbox}"
    for secret in (sender.key.value, sender.key.shown, sender.key.shown.replace("-", " ")):
        for place in (heard, said, pages, rows):
            assert secret not in place


def test_the_cookies_hold_neither_number_nor_key_and_no_script_reads_them(clerk, sender):
    answer = enter(clerk, sender.number, sender.key)
    for name in ("hosho-viewing", "hosho-opened"):
        cookie = answer.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
        assert cookie["path"] == "/confirm/"
        assert sender.number not in cookie.value


def test_over_https_the_cookies_belong_to_this_host_alone(clerk, sender, settings):
    settings.HOSHO_HTTPS = True
    answer = enter(clerk, sender.number, sender.key, secure=True)
    cookie = answer.cookies["__Host-hosho-viewing"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_after_ending_not_even_a_copy_of_the_cookie_opens(clerk, sender):
    enter(clerk, sender.number, sender.key)
    copied = clerk.cookies["hosho-viewing"].value
    ended = clerk.post("/confirm/end/")
    assert ended["Clear-Site-Data"] == '"cache"'
    assert clerk.get("/confirm/certificate/")["Location"] == "/confirm/over/"
    clerk.cookies["hosho-viewing"] = copied
    for path in ("certificate/", "certificate/1/pdf/", "compare/", "answer/"):
        assert clerk.get(f"/confirm/{path}")["Location"] == "/confirm/over/"


@pytest.mark.parametrize(("minutes", "open_still"), [(29, True), (31, False)])
def test_half_an_hour_without_a_request_ends_it(clerk, sender, minutes, open_still):
    at = now()
    with time_machine.travel(at, tick=False):
        enter(clerk, sender.number, sender.key)
    with time_machine.travel(at + timedelta(minutes=minutes), tick=False):
        assert (clerk.get("/confirm/certificate/").status_code == 200) == open_still


def test_two_hours_end_it_however_busy_one_was(clerk, sender):
    at = now()
    with time_machine.travel(at, tick=False) as clock:
        enter(clerk, sender.number, sender.key)
        for _ in range(5):
            clock.shift(timedelta(minutes=23))
            assert clerk.get("/confirm/certificate/").status_code == 200
        clock.shift(timedelta(minutes=6))
        assert clerk.get("/confirm/certificate/").status_code == 302


def test_a_forged_cookie_opens_nothing(clerk):
    for value in ("", "x", "eyJnIjoxLCJsIjoxLCJiIjoxfQ:1abc:forged"):
        clerk.cookies["hosho-viewing"] = value
        assert clerk.get("/confirm/certificate/")["Location"] == "/confirm/over/"


def test_one_guarantee_s_cookie_does_not_open_another_s_version(clerk, sender):
    enter(clerk, sender.number, sender.key)
    assert clerk.get("/confirm/certificate/2/").status_code == 404


def test_a_foreign_page_can_post_nothing(sender):
    sender.deliver(sender.issued())
    strict = InspectingClient(enforce_csrf_checks=True)
    for path in ("", "end/", "compare/", "answer/"):
        assert strict.post(f"/confirm/{path}", {"number": sender.number}).status_code == 403


def test_one_more_step_is_a_pause_and_then_a_door(clerk, sender):
    at = now()
    Misses.objects.create(bucket="network:127.0.0.1", misses=SOFT_MISSES, first_at=at, last_at=at)
    with time_machine.travel(at, tick=False):
        asked = enter(clerk, sender.number, sender.key)
        step = re.search(r'name="step" value="([^"]+)"', asked.content.decode())[1]
        both = {"number": sender.number, "key": sender.key.shown, "step": step}
        assert clerk.post("/confirm/", both).status_code == 429
    with time_machine.travel(at + timedelta(seconds=12), tick=False):
        assert clerk.post("/confirm/", {**both, "step": step + "x"}).status_code == 429
        assert clerk.post("/confirm/", both).status_code == 302


def test_a_forwarded_address_counts_only_behind_our_own_proxy(clerk, sender, settings):
    for proxies, bucket in ((0, "network:127.0.0.1"), (1, "network:198.51.100.7")):
        settings.HOSHO_PROXIES = proxies
        enter(
            clerk, NOBODY.value, AccessKey.random(), headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"}
        )
        assert Misses.objects.filter(bucket=bucket).exists()
    assert not Misses.objects.filter(bucket__contains="203.0.113.9").exists()


def test_script_in_what_was_typed_stays_text(clerk, sender):
    page = clerk.post("/confirm/", {"number": "<script>alert(1)</script>", "key": "x"}).content.decode()
    assert "<script" not in page


@pytest.mark.parametrize("typed", ["\x00", "\ufffd", "9" * 10_000, "\u202e1234", "' OR 1=1 --", "%"])
def test_odd_input_is_told_as_a_typing_error(clerk, typed):
    assert clerk.post("/confirm/", {"number": typed, "key": typed}).status_code == 422
