"""Every page of signing in, registering, the desk's IDs and the operator: whole, and closed to who may not see it."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from hosho.cli import sample, sample_people
from hosho.lib.clock import now
from hosho.parties.actions.apply_for_id import apply_for_id
from hosho.parties.actor import SYSTEM
from hosho.parties.models import IdApplication, Person
from tests.page_inspector import InspectingClient
from tests.parties.id_answers import id_answers
from tests.sign_in import sign_in, sign_in_client

OPEN = [
    "/",
    "/about/terms/",
    "/about/privacy/",
    "/about/accessibility/",
    "/about/english/",
    "/register/",
    "/register/company/",
    "/register/representative/",
    "/register/office/",
    "/register/users/",
    "/register/consent/",
    "/account/login/",
    "/account/lost/",
    "/account/activate/",
    "/account/logged-out/",
]
OF_PERSON = {
    "10000012-01": [
        "/account/settings/",
        "/account/settings/password/",
        "/account/company/",
        "/account/company/add/",
        "/account/company/{person}/",
        "/account/activated/",
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/2fa/webauthn/",
        "/account/2fa/webauthn/add/",
    ],
    "desk-tanaka": [
        "/desk/ids/",
        "/desk/ids/{application}/",
        "/desk/ids/{application}/decline/",
        "/desk/ids/letters/",
        "/desk/ids/people/?q=佐伯見本",
        "/desk/ids/people/{person}/",
    ],
    "operator": ["/operator/", "/operator/outbox/", "/operator/sureties/"],
}


@pytest.fixture
def places() -> dict[str, int]:
    people = sample_people.people()
    application = apply_for_id(id_answers(), by=SYSTEM, at=now(), once_token="one")
    return {"person": people["10000012-02"].pk, "application": application.pk}


def step_up(client) -> None:
    client.post("/account/reauthenticate/", {"password": sample_people.PASSWORD})


@pytest.mark.django_db
@pytest.mark.parametrize("path", OPEN)
def test_a_page_for_everybody_is_whole(path, settings, home):
    settings.HOSHO_DEMO = True
    sample_people.people()
    sample.write_logins()
    assert InspectingClient().get(path).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("login_id", OF_PERSON)
def test_pages_of_a_side_are_whole_and_closed_to_the_others(login_id, places):
    clients = {}
    for each in OF_PERSON:
        clients[each] = InspectingClient()
        sign_in_client(clients[each], each)
    stranger = InspectingClient()
    step_up(clients[login_id])
    for path in (path.format(**places) for path in OF_PERSON[login_id]):
        assert clients[login_id].get(path).status_code == 200, path
        assert stranger.get(path).headers["Location"].startswith("/account/login/"), path
        if not path.startswith("/account/") or "company" in path:
            others = [one for each, one in clients.items() if each != login_id]
            assert {one.get(path).status_code for one in others} == {404}, path


@pytest.mark.django_db
def test_a_reader_and_another_company_find_no_company_settings(places):
    for login_id in ("10000012-02", "10000020-01"):
        client = InspectingClient()
        sign_in_client(client, login_id)
        assert client.get(f"/account/company/{places['person']}/").status_code == 404
        answer = client.post(f"/account/company/{places['person']}/", {"deed": "close"})
        assert answer.status_code == 404
    assert Person.objects.get(pk=places["person"]).is_active


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*OPEN[6:11], "/account/activate/", "/account/login/"])
def test_an_empty_page_is_refused_with_the_fields_named(path):
    response = InspectingClient().post(path, {})
    assert response.status_code == 422
    assert "ください。" in response.content.decode()


@pytest.mark.django_db
def test_letters_of_allauth_that_we_do_not_use_have_no_address():
    for path in ("signup/", "email/", "password/reset/", "password/set/", "confirm-email/", "login/code/"):
        assert InspectingClient().get(f"/account/{path}").status_code == 404, path


@pytest.mark.django_db
def test_the_application_page_shows_what_may_be_the_same_company_side_by_side(places):
    IdApplication.objects.all().delete()
    answers = id_answers(company={"name": "㈱佐伯見本建設"})
    application = apply_for_id(answers, by=SYSTEM, at=now(), once_token="two")
    client = InspectingClient()
    sign_in_client(client, "desk-tanaka")
    text = client.get(f"/desk/ids/{application.pk}/").content.decode()
    assert "同じ会社かもしれない登録があります" in text
    assert "佐伯見本建設株式会社" in text


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("login_id", ["", *OF_PERSON])
def test_pages_please_axe_and_fit_320_pixels(login_id, page, live_server, places, settings, home):
    settings.HOSHO_DEMO = True
    sample.write_logins()
    if login_id:
        sign_in(page, live_server.url, login_id)
    if login_id == "10000012-01":
        page.goto(f"{live_server.url}/account/reauthenticate/")
        page.get_by_label("パスワード").fill(sample_people.PASSWORD)
        page.get_by_role("button", name="確認して進む").click()
    page.set_viewport_size({"width": 320, "height": 640})
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": {"type": "tag", "values": rules}, "rules": {"target-size": {"enabled": True}}}
    found = []
    for path in OF_PERSON.get(login_id, OPEN):
        page.goto(live_server.url + path.format(**places))
        violations = Axe().run(page, options=options).response["violations"]
        found += [(path, each["id"], each["nodes"][0]["html"][:160]) for each in violations]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            found.append((path, "wider than 320 px", width))
        assert not re.search(r"\d{4} \d{4} \d{4} \d{4}", page.title())
    assert found == []
