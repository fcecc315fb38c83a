"""A foreign page can post nothing: without the token, with a foreign one, or from a foreign origin (X11)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.security.test_headers import LOGINS
from tests.security.walk import OWNER, Scene, addresses, client_of, snapshot, url_of
from tests.structure.test_urls_guarded import every_url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_post_without_a_token_is_refused(scene: Scene) -> None:
    clients = {side: client_of(login, strict=True) for side, login in LOGINS.items()}
    before, told = snapshot(), []
    for address in addresses():
        side = address.guard.partition(":")[0]
        client = clients.get(side, Client(enforce_csrf_checks=True))
        for method in (client.post, client.put, client.delete):
            answer = method(url_of(address, scene, draft=True))
            if answer.status_code != 403 or "ページの有効期限が切れました" not in answer.content.decode():
                told.append(f"{address.name} {method.__name__}: {answer.status_code}")
    assert told == []
    assert snapshot() == before


def test_only_the_api_goes_without_tokens() -> None:
    exempt = {
        name
        for name, _, view in every_url(get_resolver().url_patterns)
        if getattr(view, "csrf_exempt", False)
    }
    assert {name for name in exempt if not name.startswith("api-")} == set()


def test_a_token_from_elsewhere_or_a_foreign_origin_is_refused(scene: Scene) -> None:
    client = client_of(OWNER, strict=True)
    client.get("/enet/")
    token = client.get("/account/settings/password/").context["csrf_token"]
    url = "/enet/applications/start/"
    foreign = {"csrfmiddlewaretoken": str(token)}
    before = snapshot()
    assert client.post(url, {"csrfmiddlewaretoken": "A" * 64}).status_code == 403
    for origin in ("https://evil.example", "null", "http://testserver.evil.example", "http://testserver:81"):
        assert client.post(url, foreign, headers={"origin": origin}).status_code == 403
    assert snapshot() == before
    assert client.post(url, foreign, headers={"origin": "http://testserver"}).status_code == 302


def test_the_api_takes_nothing_on_the_strength_of_a_cookie(scene: Scene) -> None:
    client, before = client_of("desk-suzuki"), None
    before = snapshot()
    assert client.get("/api/v1/news").status_code == 401
    assert client.post("/api/v1/deposits", data=b"{}", content_type="text/plain").status_code in (
        400,
        403,
        422,
    )
    assert snapshot() == before


def test_nothing_changes_by_reading(scene: Scene) -> None:
    """No deed by GET: what a foreign page can make a browser fetch leaves every row as it was."""
    clients, told = {side: client_of(login) for side, login in LOGINS.items()}, []
    before = snapshot()
    for address in addresses():
        client = clients.get(address.guard.partition(":")[0])
        if client is None:
            continue
        client.get(url_of(address, scene, draft=address.name.startswith("contractor:a")))
        if snapshot() != before:
            told.append(address.name)
            before = snapshot()
    assert told == []
