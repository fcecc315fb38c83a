"""共同企業体: the members' fields come when they are asked for, and what was typed stays."""

from __future__ import annotations

from typing import Any

import pytest

from hosho.cli import sample_people
from hosho.guarantees.models import Application
from tests.page_inspector import InspectingClient
from tests.portals.contractor.typing import fill, page_url, start

pytestmark = pytest.mark.django_db
TWO = {
    "is_joint_venture": "yes",
    "name": "見本特定建設工事共同企業体",
    "members.0.name": "佐伯見本建設株式会社",
    "members.0.address": "大分県佐伯市見本町2番3号",
    "members.0.share_percent": "６０％",
    "members.1.name": "番匠見本工業㈱",
    "members.1.address": "大分県佐伯市見本町4番5号",
    "members.1.share_percent": "40.0",
    "members.2.name": "",
    "members.2.address": "",
    "members.2.share_percent": "",
    "members": "0",
}


@pytest.fixture
def client() -> InspectingClient:
    client = InspectingClient()
    client.force_login(sample_people.people()["10000012-01"])
    return client


@pytest.fixture
def draft(client: InspectingClient) -> Application:
    application = start(client)
    for page in ("orderer", "kinds", "contract", "amounts"):
        fill(client, application, page)
    return application


def send(client: InspectingClient, draft: Application, **changes: Any) -> Any:
    return fill(client, draft, "joint_venture", **{**TWO, **changes})


def test_members_are_asked_only_of_a_venture(client: InspectingClient, draft: Application) -> None:
    assert "構成員1" not in client.get(page_url(draft, "joint_venture")).content.decode()
    answer = fill(client, draft, "joint_venture", is_joint_venture="yes")
    assert answer.status_code == 200
    assert "構成員3" in answer.content.decode()


def test_two_members_are_stored_with_shares_in_one_form(client: InspectingClient, draft: Application) -> None:
    assert send(client, draft).status_code == 302
    draft.refresh_from_db()
    stored = draft.answers["joint_venture"]
    assert [(m["name"], m["share_percent"], m["lead"]) for m in stored["members"]] == [
        ("佐伯見本建設株式会社", "60.00", True),
        ("番匠見本工業㈱", "40.00", False),
    ]
    assert "番匠見本工業㈱" in client.get(page_url(draft, "joint_venture")).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"members.1.share_percent": "39.5"}, "合計が99.5％になっています"),
        ({"members": ""}, "代表者は、1社だけ選んでください"),
        ({"members.0.share_percent": "6割"}, "数字で入力してください"),
        ({"members.1.address": ""}, "名称と住所を、すべて"),
        ({"name": ""}, "共同企業体の名称を入力してください"),
    ],
)
def test_what_is_not_whole_is_refused_and_kept(
    client: InspectingClient, draft: Application, changes: dict[str, str], sentence: str
) -> None:
    answer = send(client, draft, **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "番匠見本工業㈱" in answer.content.decode()


def test_one_more_row_keeps_what_was_typed_and_refuses_nothing(
    client: InspectingClient, draft: Application
) -> None:
    answer = send(client, draft, more="1", name="")
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "構成員4" in shown
    assert "番匠見本工業㈱" in shown
