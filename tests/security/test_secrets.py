"""A seeded key and a seeded password are found nowhere but on the page and the notice that show the key (X6)."""

from __future__ import annotations

import io
import json
import logging
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from hosho.cli.sample_people import people
from hosho.guarantees.models import Guarantee
from hosho.outbox.models import Job
from hosho.parties.models import AuditEntry
from tests.builders import World
from tests.issued import groups, issue, key_of
from tests.security.walk import OWNER, tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]
PASSWORD = "ひみつ-seeded-Password-7391"
NEW_PASSWORD = "べつの-seeded-Password-8462"
WRONG = "ちがう-seeded-Password-1357"


class Journal:
    """Every log line as it is written, at DEBUG, and everything any request answered."""

    def __init__(self) -> None:
        self.lines = io.StringIO()
        self.answers: list[Any] = []

    def keep(self, answer: Any) -> Any:
        self.answers.append(answer)
        return answer


@pytest.fixture
def journal() -> Iterator[Journal]:
    made = Journal()
    root = logging.getLogger()
    ours = next(handler for handler in root.handlers if handler.get_name() == "hosho")
    handler = logging.StreamHandler(made.lines)
    handler.setFormatter(ours.formatter)
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    for name in ("django.db.backends", "asyncio", "faker"):
        logging.getLogger(name).setLevel(logging.INFO)
    yield made
    root.removeHandler(handler)
    root.setLevel(level)


def forms(key: str) -> list[str]:
    """The key as it could stand somewhere."""
    spaced = " ".join(key[i : i + 4] for i in range(0, 20, 4))
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in key)
    return [key, groups(key), spaced, wide, key[:10], groups(key)[5:]]


def walk(world: World, journal: Journal) -> tuple[Guarantee, list[str], bytes]:
    """Sign in, miss, see the key, print the notice, make a new key, look both up; every secret that was in play."""
    guarantee = issue(world)["ADVANCE_PAYMENT"]
    owner = people()[OWNER]
    owner.set_password(PASSWORD)
    owner.save()
    first = key_of(guarantee)
    client = Client(raise_request_exception=False)
    login = reverse("account_login")
    journal.keep(client.post(login, {"login": OWNER, "password": WRONG}))
    journal.keep(_without_fields(client.post(login, {"login": PASSWORD, "password": PASSWORD})))
    assert journal.keep(client.post(login, {"login": OWNER, "password": PASSWORD})).status_code == 302
    asked = journal.keep(client.post(reverse("certificates:key", args=[guarantee.pk])))
    assert asked.status_code == 302
    journal.keep(client.post(asked.url, {"password": WRONG}))
    journal.keep(client.post(asked.url, {"password": PASSWORD}))
    shown = client.post(reverse("certificates:key", args=[guarantee.pk]))
    assert first in re.sub(r"<[^>]*>|[-\s]", "", shown.content.decode())
    assert not any(form in str(shown.headers) for form in forms(first))
    assert not any(form in _title(shown) for form in forms(first))
    notice = client.post(reverse("certificates:key_notice", args=[guarantee.pk]))
    assert notice["Content-Type"] == "application/pdf"
    journal.keep(client.post(reverse("certificates:reissue", args=[guarantee.pk]), {"reason": "見本"}))
    world.work()
    second = key_of(guarantee)
    assert second != first
    look_up_with((first, second, first[:-2] + second[-2:], second[:19]), guarantee, journal)
    password = {"old": PASSWORD, "new": NEW_PASSWORD, "again": NEW_PASSWORD}
    journal.keep(client.post(reverse("account_password"), {**password, "again": WRONG}))
    journal.keep(client.post(reverse("account_password"), password))
    for url in ("certificates:list", "certificates:certificate", "certificates:history", "certificates:key"):
        journal.keep(client.get(reverse(url, args=[guarantee.pk] if url != "certificates:list" else [])))
    world.work()
    secrets = [*forms(first), *forms(second), PASSWORD, NEW_PASSWORD, WRONG]
    return guarantee, secrets, notice.content


def look_up_with(keys: tuple[str, ...], guarantee: Guarantee, journal: Journal) -> None:
    """A clerk with a revoked key, the right one, a mistyped one, a short one."""
    for key in keys:
        clerk = Client(raise_request_exception=False)
        entered = {"number": guarantee.number, "key": groups(key)}
        answer = clerk.post(reverse("orderer:entrance"), entered)
        # a refused form gives back what was typed; nothing else may
        journal.keep(_without_fields(answer))
        journal.keep(clerk.get(reverse("orderer:certificate")))


def _title(answer: Any) -> str:
    return "".join(re.findall("<title>(.*?)</title>", answer.content.decode(), re.DOTALL))


def _without_fields(answer: Any) -> Any:
    answer.content = re.sub(rb"<input[^>]*>", b"", answer.content) if answer.content else b""
    return answer


def found(secrets: list[str], text: str) -> list[str]:
    """Which secrets stand in the text, or in it as JSON would escape it, or folded."""
    places = (text, unicodedata.normalize("NFKC", text))
    escaped = [json.dumps(secret)[1:-1] for secret in secrets]
    return [secret for secret in [*secrets, *escaped] for place in places if secret in place]


def test_a_key_and_a_password_are_found_nowhere_else(world: World, journal: Journal) -> None:
    _, secrets, _ = walk(world, journal)
    lines = journal.lines.getvalue()
    assert "Unprocessable" in lines, "the journal has heard nothing"
    assert found(secrets, lines) == []
    for answer in journal.answers:
        where = f"{answer.request['PATH_INFO']} {answer.status_code}"
        text = answer.content.decode(errors="replace") if not answer.streaming else ""
        assert (where, found(secrets, text + str(answer.headers) + str(answer.cookies))) == (where, [])
        assert found(secrets, answer.request["PATH_INFO"] + answer.request.get("QUERY_STRING", "")) == []
    assert (
        found(secrets, "".join(f"{each.subject}{each.body}{each.extra_headers}" for each in mail.outbox))
        == []
    )
    assert mail.outbox
    assert found(secrets, str([job.payload for job in Job.objects.all()])) == []
    assert found(secrets, str([(each.subject, each.detail) for each in AuditEntry.objects.all()])) == []
    assert found(secrets, str([session.get_decoded() for session in Session.objects.all()])) == []


def test_the_database_holds_no_key_and_no_password_in_clear(world: World, journal: Journal) -> None:
    _, secrets, _ = walk(world, journal)
    told, rows = [], 0
    for table, kept in tables():
        for row in kept:
            rows += 1
            text = "".join(_readable(value) for value in row)
            if found(secrets, text):
                told.append(table)
    assert rows > 100
    assert told == []


def _readable(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode(errors="replace")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def test_no_file_holds_the_key_and_the_notice_only_on_its_page(
    world: World, journal: Journal, home: Any
) -> None:
    _, secrets, notice = walk(world, journal)
    keys = secrets[:12]
    files = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.read_bytes().startswith(b"%PDF") for path in files)
    for path in files:
        assert found(secrets, path.read_bytes().decode(errors="replace")) == [], path.name
        if path.read_bytes().startswith(b"%PDF"):
            assert found(keys, _about(path.read_bytes())) == [], path.name
    assert found(keys, _about(notice)) == []


def _about(pdf: bytes) -> str:
    """Everything a reader shows or indexes without opening the pages: information, XMP, outline, annotations."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        told = [str(dict(opened.docinfo))]
        if "/Metadata" in opened.Root:
            told.append(opened.Root.Metadata.read_bytes().decode())
        with opened.open_outline() as outline:
            told += [item.title for item in outline.root]
        told += [str(page.get("/Annots", "")) for page in opened.pages]
    return "".join(told)


def test_an_error_with_the_key_in_hand_tells_neither_page_nor_log(
    world: World, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarantee = issue(world)["ADVANCE_PAYMENT"]
    key = key_of(guarantee)

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError(f"no luck with {args!r} {key} {groups(key)}")

    monkeypatch.setattr("hosho.portals.orderer.entrance.look_up", broken)
    clerk = Client(raise_request_exception=False)
    answer = clerk.post(reverse("orderer:entrance"), {"number": guarantee.number, "key": groups(key)})
    assert answer.status_code == 500
    assert found(forms(key), answer.content.decode()) == []
    lines = journal.lines.getvalue()
    assert "no luck with" in lines
    assert found(forms(key), lines) == []
