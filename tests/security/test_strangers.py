"""What is not yours looks, to the byte, like what does not exist; and whoever may only look changes nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from hosho.cli import sample_people
from hosho.parties.roles import Role, Side
from tests.security.walk import (
    AUDITOR,
    OTHER,
    OWNER,
    READER,
    Address,
    Scene,
    addresses,
    client_of,
    same,
    snapshot,
    url_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SIDES = {"CONTRACTOR": (OTHER, "desk-suzuki", "operator"), "SURETY": (OWNER, OTHER, "operator"), "OPERATOR": (OWNER, "desk-mori")}  # fmt: skip
POSTED = {"revision": "0", "deed": "close", "text": "見本", "reason": "見本", "delivery": "PAPER", "once": ""}


def guarded(side: str) -> list[Address]:
    return [each for each in addresses() if each.guard.startswith(f"{side}:")]


def roles_of(address: Address) -> set[Role]:
    return {Role(name) for name in address.guard.partition(":")[2].split(",") if name}


def drafts_too(address: Address) -> tuple[bool, ...]:
    return (False, True) if address.portal in ("contractor", "underwriting") else (False,)


@pytest.mark.parametrize("side", list(SIDES))
def test_what_is_not_yours_answers_like_what_does_not_exist(scene: Scene, side: str) -> None:
    clients, told, seen = {login: client_of(login) for login in SIDES[side]}, [], 0
    before = snapshot()
    for login, client in clients.items():
        for address in guarded(side):
            if not address.has_object:
                continue
            unknown = url_of(address, scene, unknown=True)
            for draft in drafts_too(address) if login == OTHER else (False,):
                url = url_of(address, scene, draft=draft)
                for method in (client.get, client.post):
                    answer, nothing = method(url, POSTED), method(unknown, POSTED)
                    seen += 1
                    if answer.status_code not in (404, 405) or same(answer) != same(nothing):
                        told.append(
                            f"{login} {method.__name__} {url}: {answer.status_code}/{nothing.status_code}"
                        )
    assert told == []
    assert seen > 10 * len(SIDES[side]) or side == "OPERATOR"
    assert snapshot() == before


def test_a_draft_does_not_exist_for_the_desk(scene: Scene) -> None:
    client, told = client_of("desk-suzuki"), []
    for address in guarded("SURETY"):
        if "application_id" in address.places and address.by_uuid:
            answer = client.get(url_of(address, scene, draft=True))
            nothing = client.get(url_of(address, scene, unknown=True))
            if answer.status_code not in (404, 405) or same(answer) != same(nothing):
                told.append(f"{address.name}: {answer.status_code}")
    assert told == []


def test_a_role_one_does_not_hold_looks_like_nothing(scene: Scene) -> None:
    told = []
    for person in sample_people.people().values():
        if person.side not in (Side.CONTRACTOR, Side.SURETY) or person.login_id == OTHER:
            continue
        client, held = client_of(person.login_id), {Role(role) for role in person.roles}
        for address in guarded(person.side):
            if roles_of(address) and not roles_of(address) & held:
                url = url_of(address, scene)
                nothing = same(client.get(f"/{url.split('/')[1]}/no/such/page/"))
                answers = (client.get(url), client.post(url, POSTED))
                if any(answer.status_code != 404 or same(answer) != nothing for answer in answers):
                    told.append(f"{person.login_id} {address.name}: {answers}")
    assert told == []


@pytest.mark.parametrize(("login", "side"), [(READER, "CONTRACTOR"), (AUDITOR, "SURETY")])
def test_whoever_may_only_look_changes_nothing_by_posting(scene: Scene, login: str, side: str) -> None:
    client, told = client_of(login), []
    before = snapshot()
    for address in guarded(side):
        for draft in drafts_too(address) if address.places else (False,):
            answer = client.post(url_of(address, scene, draft=draft), POSTED)
            if answer.status_code >= 500 or (side == "SURETY" and answer.status_code not in (403, 404, 405)):
                told.append(f"{address.name}: {answer.status_code}")
    assert told == []
    assert snapshot() == before


def test_nobody_at_all_is_led_to_the_sign_in(scene: Scene) -> None:
    before, told = snapshot(), []
    for address in addresses():
        if not address.guard.startswith(("CONTRACTOR", "SURETY", "OPERATOR", "signed in")):
            continue
        url = url_of(address, scene)
        for method in ("get", "post"):
            answer = getattr(Client(), method)(url)
            wanted = ("/account/login/?next=", "/certificates/?next=")
            if answer.status_code != 302 or not answer.url.startswith(wanted):
                told.append(f"{method} {url}: {answer.status_code} {getattr(answer, 'url', '')}")
    assert told == []
    assert snapshot() == before


def test_the_owner_does_reach_what_strangers_do_not(scene: Scene) -> None:
    """So that the walk above cannot pass on addresses that lead nowhere."""
    reached = {}
    for side, login in (("CONTRACTOR", OWNER), ("SURETY", "desk-suzuki"), ("OPERATOR", "operator")):
        client = client_of(login)
        held = {Role(role) for role in sample_people.people()[login].roles}
        for address in guarded(side):
            if address.has_object and (not roles_of(address) or roles_of(address) & held):
                reached[address.name] = client.get(url_of(address, scene)).status_code
    assert [name for name, status in reached.items() if status not in (200, 302, 405)] == []
