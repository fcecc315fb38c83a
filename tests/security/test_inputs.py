"""Whatever is typed: never an error page, never alive where it is shown, names kept byte for byte (X13 to X16)."""

from __future__ import annotations

import io
import json
from typing import Any

import pypdfium2
import pytest
from django.core import mail
from django.urls import reverse

from hosho.cli.sample_people import PASSWORD, people
from hosho.config.wsgi import application as application_of_the_server
from hosho.domain.lifecycle import ApplicationState
from hosho.guarantees.models import Application, Guarantee
from hosho.parties.models import IdApplication
from tests.builders import World, application
from tests.issued import groups, issue, key_of
from tests.portals.contractor.typing import TYPED, page_url, start
from tests.security.payloads import PAYLOADS, Browser, everywhere, owner, send
from tests.security.walk import OWNER

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("what", list(PAYLOADS))
def test_no_field_of_the_wizard_breaks(home: Any, what: str) -> None:
    client, told = owner(), []
    draft = start(client)
    for page, typed in TYPED.items():
        more = {**typed, "then": "home", "back": "check", "once": ""} if what in ("script", "nul") else typed
        for fields in everywhere(more, PAYLOADS[what]):
            draft.refresh_from_db()
            answer = send(client, page_url(draft, page), {**fields, "revision": draft.revision})
            if answer.status_code >= 500:
                told.append(f"{page} {[name for name in fields if fields[name] == PAYLOADS[what]]}")
        draft.refresh_from_db()
        client.post(page_url(draft, page), {**typed, "revision": draft.revision})
    for url in ("contractor:apply", "contractor:check", "contractor:application"):
        assert client.get(reverse(url, args=[draft.pk])).status_code in (200, 302)
    assert told == []


COMPANY = {
    "name": "堅田見本土木株式会社",
    "kana": "カタダミホンドボク",
    "corporate_number": "",
    "licence": "",
}
REGISTRATION: dict[str, dict[str, Any]] = {
    "company": {
        **COMPANY, "licence_authority": "44", "licence_type": "般", "licence_year": "5", "licence_number": "12345",
        "licence_0": "44", "licence_1": "般", "licence_2": "5", "licence_3": "12345",
    },
    "representative": {"title": "代表取締役", "name": "堅田　見本"},
    "office": {"postal_code": "876-0844", "address": "大分県佐伯市見本町9番9号", "phone": "0972-00-0099", "fax": ""},
    "users": {
        "name1": "見本　四葉", "kana1": "ミホン", "email1": "yotsuba@hosho.example",
        "name2": "見本　五郎", "kana2": "ミホン", "email2": "goro@hosho.example", "role2": "READER",
    },
    "consent": {"terms": "on", "privacy": "on", "no_antisocial_forces": "on"},
}  # fmt: skip


@pytest.mark.parametrize("what", list(PAYLOADS))
def test_no_field_of_the_registration_breaks(home: Any, what: str) -> None:
    """Each field is refused or kept; what is kept in all of them at once can be sent, and read at the desk."""
    client, told = Browser(), []
    people()
    for step, typed in REGISTRATION.items():
        url = reverse("public:register_step", args=[step])
        plain = {name: value for name, value in typed.items() if not name.startswith("licence_")}
        kept = plain
        for fields in everywhere(typed, PAYLOADS[what]):
            answer = send(client, url, fields)
            if answer.status_code >= 500:
                told.append(f"{step} {[name for name in fields if fields[name] == PAYLOADS[what]]}")
            changed = [name for name in fields if fields[name] == PAYLOADS[what]]
            if answer.status_code == 302 and len(changed) == 1:
                kept = {**kept, changed[0]: PAYLOADS[what]}
        for final in (plain, kept):
            answer = send(client, url, final)
            assert answer.status_code in (302, 422), step
    assert client.get(reverse("public:register_check")).status_code == 200
    sent = client.post(reverse("public:register_check"))
    if sent.status_code >= 500:
        told.append("sending")
    assert told == []
    asked = IdApplication.objects.get()
    desk = owner(login="desk-tanaka")
    assert desk.get(reverse("underwriting:id_application", args=[asked.pk])).status_code == 200
    approved = desk.post(reverse("underwriting:approve_id", args=[asked.pk]))
    assert approved.status_code < 500
    assert all("\n" not in each.subject for each in mail.outbox)


DESK = {
    "message": {"text": "見本"},
    "return": {"field_1": "contract.title", "text_1": "見本"},
    "accept": {"note": "見本", "deed": "accept"},
    "decline": {"reason": "見本"},
    "take": {"held_by": "", "to": ""},
    "examine": {},
}


@pytest.mark.parametrize("what", list(PAYLOADS))
def test_no_field_of_the_desk_breaks(home: Any, what: str) -> None:
    made = application(state=ApplicationState.UNDER_REVIEW)
    clients = {
        name: owner(login="desk-sato" if name in ("accept", "decline") else "desk-tanaka") for name in DESK
    }
    told = []
    for name, typed in DESK.items():
        for fields in everywhere({**typed, "revision": str(made.revision), "once": ""}, PAYLOADS[what]):
            Application.objects.filter(pk=made.pk).update(state=ApplicationState.UNDER_REVIEW.value, revision=made.revision)  # fmt: skip
            answer = send(clients[name], reverse(f"underwriting:{name}", args=[made.pk]), fields)
            if answer.status_code >= 500:
                told.append(f"{name} {[key for key in fields if fields[key] == PAYLOADS[what]]}")
            if (
                what == "bidi"
                and name == "message"
                and (fields["text"], fields["once"]) == (PAYLOADS[what], "")
            ):
                assert answer.status_code == 422
                assert "文字の並ぶ向きを変える" in answer.content.decode()
    assert told == []
    for login, url in (("desk-tanaka", "underwriting:application"), (OWNER, "contractor:application")):
        assert owner(login=login).get(reverse(url, args=[made.pk])).status_code == 200


@pytest.mark.parametrize("what", list(PAYLOADS))
def test_no_search_and_no_page_number_breaks(home: Any, what: str) -> None:
    application()
    told = []
    searches = {
        "desk-tanaka": {
            "/desk/": ("state", "kind", "holder", "typed", "after"),
            "/desk/guarantees/": ("typed", "after", "state"),
            "/desk/contractors/": ("typed", "after"),
            "/desk/fees/": ("state", "typed", "after"),
            "/desk/ids/people/": ("q",),
        },
        OWNER: {
            "/enet/applications/": ("state", "q", "page"),
            "/certificates/list/": ("q", "state", "page", "status", "typed", "after"),
        },
    }
    for login, pages in searches.items():
        client = owner(login=login)
        for url, names in pages.items():
            for name in names:
                payload = PAYLOADS[what].encode(errors="surrogatepass").decode(errors="replace")[:5_000]
                if client.get(url, {name: payload}).status_code >= 500:
                    told.append(f"{url} {name}")
    assert told == []


@pytest.mark.parametrize(
    "charset", ["unicode_escape", "rot13", "hex", "utf-16", "utf-7", "idna", "no-such", "undefined"]
)
def test_an_odd_charset_is_no_way_in(home: Any, charset: str) -> None:
    people()
    client = Browser()
    assert application_of_the_server.__module__ == "hosho.config.only_utf8"
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"):
        for url in (
            "/account/login/?next=/enet/",
            "/confirm/?a=b",
            "/register/company/?back=check",
            "/?a=%ff",
        ):
            body = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n\\ud800\xff\r\n--x--\r\n'
            for method in ("GET", "POST"):
                answer = client.generic(method, url, body, content_type=f"{kind}; charset={charset}")
                assert answer.status_code < 500, (method, url, kind)


@pytest.mark.parametrize("what", list(PAYLOADS))
def test_no_field_before_the_login_breaks(home: Any, what: str) -> None:
    people()
    client, told = Browser(), []
    forms = {
        "/account/login/": {"login": OWNER, "password": PASSWORD + "x", "next": "/enet/"},
        "/account/activate/": {"login": OWNER, "activation_code": "1234", "password": "見本の長い合言葉です", "again": "見本の長い合言葉です"},
        "/confirm/": {"number": "472500000123", "key": "12345678901234567890", "step": "", "once": ""},
    }  # fmt: skip
    for url, typed in forms.items():
        for fields in everywhere(typed, PAYLOADS[what]):
            answer = send(client, url, fields)
            if answer.status_code >= 500:
                told.append(f"{url} {[name for name in fields if fields[name] == PAYLOADS[what]]}")
    for name in ("hosho-session", "hosho-device", "hosho-csrf", "hosho-viewing"):
        odd = Browser()
        odd.cookies[name] = PAYLOADS[what].encode("ascii", "ignore").decode()[:4_000]
        for url in ("/account/login/", "/confirm/certificate/", "/"):
            assert odd.get(url).status_code < 500, (name, url)
    assert told == []


def test_no_answer_of_the_clerk_breaks_and_none_is_alive(world: World) -> None:
    guarantee = issue(world)["ADVANCE_PAYMENT"]
    clerk, told = Browser(), []
    opened = clerk.post(
        reverse("orderer:entrance"), {"number": guarantee.number, "key": groups(key_of(guarantee))}
    )
    assert opened.status_code == 302
    typed = {
        "confirmed": "no",
        "reason": "その他",
        "remark": "見本",
        "department": "契約係",
        "name": "見本",
        "once": "a",
    }
    compared = {"price": "1", "period_to": "2025-09-30", "contractor": "見本", "title": "見本"}
    for what, payload in PAYLOADS.items():
        for url, fields in (("orderer:answer", typed), ("orderer:compare", compared)):
            for filled in everywhere(fields, payload):
                answer = send(clerk, reverse(url), filled)
                if answer.status_code >= 500:
                    told.append(f"{url} {what} {[name for name in filled if filled[name] == payload]}")
    assert told == []
    page = clerk.get(reverse("orderer:answered")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    world.work()
    assert all("\n" not in each.subject and len(each.to) == 1 for each in mail.outbox)


def test_a_script_for_a_name_goes_through_everything_as_text(world: World) -> None:
    """Kept byte for byte in the answers, the record, the sealed PDF; inert on every page and in every letter."""
    title = "<script>alert(1)</script>髙﨑&amp;橋{{x}}"
    guarantee: Guarantee = issue(world, contract={"title": title})["ADVANCE_PAYMENT"]
    assert guarantee.title == title
    kept = guarantee.certificates.get()
    assert json.loads(bytes(kept.record))["contract"]["title"] == title
    client = owner()
    for url in (
        "certificates:certificate",
        "certificates:history",
        "certificates:key",
        "certificates:hand_in",
    ):
        page = client.get(reverse(url, args=[guarantee.pk])).content.decode()
        assert "<script>alert" not in page
    pdf = client.get(reverse("certificates:pdf", args=[guarantee.pk, 1])).content
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(pdf)))
    assert title in "".join(text.split())
    assert b"/JavaScript" not in pdf
    desk = owner(login="desk-tanaka")
    for url in (
        reverse("underwriting:guarantee", args=[guarantee.number]),
        reverse("underwriting:application", args=[guarantee.application_id]),
    ):
        page = desk.get(url).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
    assert mail.outbox
    for each in mail.outbox:
        assert "\n" not in each.subject
        assert not getattr(each, "alternatives", None)
        assert each.content_subtype == "plain"
