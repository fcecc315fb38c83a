"""A surety reads what happened to its own deposits, with its own token, over both ways of the street."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hosho.domain.numbers import GuaranteeNumber
from hosho.lib.clock import now
from hosho.parties.actor import SYSTEM
from hosho.register.actions.grant_news_access import grant_news_access
from hosho.register.actions.look_up import look_up
from hosho.register.actions.state_answer import state_answer
from hosho.register.models import LookUp, NewsAccess, RegisteredSurety, Statement, Suspicion
from hosho.register.throttle import Caller
from tests.register.ways import WAYS, street_by

pytestmark = pytest.mark.django_db(transaction=True)
AGO = timedelta(minutes=5)


@pytest.fixture
def token(sender) -> str:
    return grant_news_access(RegisteredSurety.objects.get(), by=SYSTEM, at=now())


@pytest.fixture
def read(sender):
    """Deposited, opened, answered, and guessed at."""
    guarantee = sender.deliver(sender.issued())
    at = now() - AGO
    number = GuaranteeNumber(sender.number)
    look_up(number, sender.key, by=SYSTEM, at=at, caller=Caller.at_address("192.0.2.1"))
    said = {"version": 1, "department": "契約検査課", "name": "見本", "once_token": "t"}
    state_answer(guarantee.pk, by=SYSTEM, at=at, confirmed=False, reason="金額が契約と違う", **said)
    Suspicion.objects.create(guarantee=guarantee, misses=12, since=at, at=at)
    return guarantee


@pytest.mark.parametrize("way", WAYS)
def test_everything_that_happened_is_told_once_and_the_cursor_remembers(way, read, token, live_server):
    street = street_by(way, live_server.url, token=token)
    items, cursor = street.news("", at=now())
    assert [item.what for item in items] == ["opened", "not_confirmed", "many_misses"]
    assert items[1].reason == "金額が契約と違う"
    assert items[2].misses == 12
    assert street.news(cursor, at=now()) == ([], cursor)
    assert len({item.id for item in items}) == 3


def test_a_cursor_from_before_suspicions_still_reads(read, token, client):
    since = f"{LookUp.objects.latest('pk').pk}.{Statement.objects.latest('pk').pk}"
    answer = client.get(f"/api/v1/news?since={since}", headers={"authorization": f"Bearer {token}"})
    assert [item["what"] for item in answer.json()["items"]] == ["many_misses"]


def test_a_surety_hears_nothing_of_another_s_deposits(read, client):
    other = RegisteredSurety.objects.create(code="48", name="番匠見本保証株式会社（見本）")
    theirs = grant_news_access(other, by=SYSTEM, at=now())
    assert client.get("/api/v1/news", headers={"authorization": f"Bearer {theirs}"}).json()["items"] == []


@pytest.mark.parametrize("header", [{}, {"authorization": "Bearer wrong"}, {"authorization": "Basic x"}])
def test_without_the_right_token_nothing_is_told(read, token, client, header):
    answer = client.get("/api/v1/news", headers=header)
    assert (answer.status_code, answer.json()["code"]) == (401, "credentials_missing")


def test_only_the_token_s_digest_is_kept_and_an_older_token_ends(read, token, client):
    assert token not in str(list(NewsAccess.objects.values()))
    newer = grant_news_access(RegisteredSurety.objects.get(), by=SYSTEM, at=now())
    for each, status in ((token, 401), (newer, 200)):
        got = client.get("/api/v1/news", headers={"authorization": f"Bearer {each}"})
        assert got.status_code == status


def test_the_description_names_every_operation(client):
    described = client.get("/api/v1/openapi.json").json()
    assert {"/api/v1/deposits", "/api/v1/news"} <= set(described["paths"])
    refused = described["paths"]["/api/v1/deposits"]["post"]["responses"]
    assert {"200", "400", "403", "404", "409", "413", "422"} <= set(refused)


def test_a_problem_carries_code_data_and_a_japanese_sentence(sender, client):
    package = sender.issued()
    sender.deliver(package)
    gap = sender.amended(version=3)
    answer = client.post("/api/v1/deposits", gap.to_bytes(), content_type="application/json")
    body = answer.json()
    assert answer["Content-Type"].startswith("application/problem+json")
    assert (body["status"], body["code"], body["data"]) == (409, "version_gap", {"expected": 2})
    assert body["title"].startswith("版の順番が続いていません")
    assert sender.key.value not in answer.content.decode()
