"""Every address of the site with ids that lead to something: what the security tests walk over."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from hosho.cli import sample_people
from hosho.guarantees.models import (
    Application,
    BankStatement,
    BankStatementLine,
    Certificate,
    Fee,
    Guarantee,
)
from hosho.outbox.models import Job
from hosho.parties.actions.apply_for_id import apply_for_id
from hosho.parties.actor import SYSTEM
from tests.builders import AT, World, accepted, application
from tests.issued import QUOTES, issue
from tests.parties.id_answers import id_answers
from tests.portals.underwriting.scenes import with_papers
from tests.structure.test_urls_guarded import every_url, guard_of

OWNER, OTHER, READER, AUDITOR = "10000012-01", "10000020-01", "10000012-02", "desk-kato"
NOWHERE = 987_654_321
_PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass
class Scene:
    """The first company's things, one of every sort that an address can name."""

    draft: Application
    submitted: Application
    due: Fee
    guarantee: Guarantee
    certificate: Certificate
    ids: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Address:
    """One named URL. `places`: the names of what stands in it; `guard`: what the view asks for."""

    name: str
    places: tuple[str, ...]
    guard: str
    by_uuid: bool = False

    @property
    def portal(self) -> str:
        return self.name.partition(":")[0]

    @property
    def has_object(self) -> bool:
        return any(place.endswith("_id") or place == "number" for place in self.places)


def addresses() -> list[Address]:
    """Every named URL of our own."""
    return [
        Address(
            name, tuple(place for _, place in _PLACE.findall(path)), guard_of(view) or "", "<uuid:" in path
        )
        for name, path, view in every_url(get_resolver().url_patterns)
        if name and not name.startswith(("api-", "mfa_")) and not name.endswith(":")
    ]


def make_scene(world: World) -> Scene:
    """Issue a guarantee, leave an application, a fee, a statement line, a dead job and an ID application around."""
    guarantee = issue(world)["ADVANCE_PAYMENT"]
    submitted, draft = with_papers(application()), with_papers(_draft())
    due = accepted(settled=False).fee
    due.quotes = QUOTES
    due.save(update_fields=["quotes"])
    scene = Scene(draft, submitted, due, guarantee, guarantee.certificates.get())
    scene.ids = _ids(scene)
    return scene


def _draft() -> Application:
    from hosho.domain.lifecycle import ApplicationState

    return application(state=ApplicationState.DRAFT)


def _ids(scene: Scene) -> dict[str, Any]:
    cashier = sample_people.people()["desk-ito"]
    statement = BankStatement.objects.create(digest="0" * 64, name="1月.csv", by=cashier, at=AT)
    line = BankStatementLine.objects.create(
        statement=statement, line=2, received_on=AT.date(), amount_yen=1, payer="ミホン", state="UNKNOWN",
        transfer_digest="1" * 64,
    )  # fmt: skip
    job = Job.objects.create(
        name="send_mail", key="stopped", payload={}, created_at=AT, run_at=AT, dead_at=AT, last_error="SMTP"
    )
    asked = apply_for_id(id_answers(), by=SYSTEM, at=AT, once_token="walk")
    return {
        "fee_id": scene.due.pk,
        "statement_id": statement.pk,
        "line_id": line.pk,
        "job_id": job.pk,
        "certificate_id": scene.certificate.pk,
        "guarantee_id": scene.guarantee.pk,
        "number": scene.guarantee.number,
        "contractor_id": scene.guarantee.contractor_id,
        "person_id": sample_people.people()[READER].pk,
        "id_application": asked.pk,
    }


def url_of(address: Address, scene: Scene, *, unknown: bool = False, draft: bool = False) -> str:
    """The address with the scene's ids, or with ids that lead nowhere."""
    return reverse(address.name, kwargs={place: _value(address, place, scene, unknown=unknown, draft=draft) for place in address.places})  # fmt: skip


def _value(address: Address, place: str, scene: Scene, *, unknown: bool, draft: bool) -> Any:
    if place in ("version", "page"):
        wizard = address.name == "contractor:apply_page"
        return "contract" if wizard else 1
    if place in ("step", "name"):
        return {"step": "company", "name": "no-such-mail"}[place]
    if unknown:
        number = str(NOWHERE).zfill(12) if place == "number" else NOWHERE
        return uuid4() if address.by_uuid else number
    subject = _subject(address, scene, draft=draft)
    if place == "application_id" and not address.by_uuid:
        return scene.ids["id_application"]
    if place == "application_id":
        return subject.pk
    if place == "attachment_id":
        return subject.attachments.first().pk
    return scene.ids[place]


def _subject(address: Address, scene: Scene, *, draft: bool) -> Application:
    if ":fees:" in address.name:
        return scene.due.application
    return scene.draft if draft else scene.submitted


def client_of(login: str, *, strict: bool = False) -> Client:
    """A browser in which this sample person is signed in."""
    client = Client(enforce_csrf_checks=strict, raise_request_exception=False)
    client.force_login(
        sample_people.people()[login], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


_CHANGING = (
    re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(rb'name="once" value="[^"]*"'),
    re.compile(rb"[2-9A-Z]{5}-[2-9A-Z]{5}"),
    # when the login will end
    re.compile(rb"<time datetime=[^>]*>[^<]*</time>"),
)


def same(response: HttpResponse) -> bytes:
    """The page without what differs from request to request."""
    body = response.content
    for part in _CHANGING:
        body = part.sub(b"", body)
    return body


_UNCOUNTED = ("django_session", "cache")


def tables(*, leave_out: tuple[str, ...] = ()) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Every row of every table, as the database keeps it."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table not in leave_out:
                cursor.execute(f"SELECT * FROM {quote(table)}")
                yield table, cursor.fetchall()


def snapshot() -> str:
    """One digest over everything but sessions, the cache, and the audit log (which notes that somebody looked)."""
    audit = apps.get_model("parties", "AuditEntry")._meta.db_table
    digest = hashlib.sha256()
    for table, rows in tables(leave_out=(*_UNCOUNTED, audit)):
        digest.update(f"{table} {sorted(map(repr, map(_plain, rows)))}".encode())
    return digest.hexdigest()


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
