"""Papers: checked by content, kept under their digest, only ever downloaded, taken off again."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from hosho.cli import sample_people
from hosho.guarantees.models import Application, Attachment
from tests.page_inspector import InspectingClient
from tests.portals.contractor.typing import fill, page_url, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(home: Any, settings: Any) -> InspectingClient:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": settings.HOSHO_DOCUMENTS},
        },
    }
    client = InspectingClient()
    client.force_login(sample_people.people()["10000012-01"])
    return client


@pytest.fixture
def draft(client: InspectingClient) -> Application:
    application = start(client)
    for page in ("orderer", "kinds", "contract"):
        fill(client, application, page)
    return application


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return out.getvalue()


def send(client: InspectingClient, draft: Application, name: str, data: bytes, **changes: str) -> Any:
    sent = {"purpose": "contract_document", "file": SimpleUploadedFile(name, data), **changes}
    return client.post(page_url(draft, "attachments"), sent)


def test_a_paper_is_kept_under_its_digest_and_comes_back_as_a_download(
    client: InspectingClient, draft: Application
) -> None:
    data = picture()
    assert send(client, draft, "../契約書（案）.exe", data).status_code == 302
    paper = Attachment.objects.get()
    assert (paper.name, paper.digest) == ("契約書（案）.png", hashlib.sha256(data).hexdigest())
    answer = client.get(reverse("contractor:attachment", args=[draft.pk, paper.pk]))
    assert answer.content == data
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert paper.name in client.get(page_url(draft, "attachments")).content.decode()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("契約書.pdf", b"", "中身が空です"),
        ("契約書.pdf", b"MZ\x90", "プログラムのファイルは添付できません"),
        ("契約書.docx", b"PK\x03\x04....", "Word・Excel・ZIP"),
        ("契約書.pdf", b"<svg onload=alert(1)>", "この種類のファイルは添付できません"),
        ("大きい.pdf", b"%PDF-" + b"0" * 10_000_001, "添付できるのは10MBまでです"),
    ],
)
def test_what_may_not_be_taken_is_refused_with_a_sentence(
    client: InspectingClient, draft: Application, name: str, data: bytes, sentence: str
) -> None:
    answer = send(client, draft, name, data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Attachment.objects.exists()


def test_without_a_file_or_a_purpose_nothing_is_attached(
    client: InspectingClient, draft: Application
) -> None:
    answer = client.post(page_url(draft, "attachments"), {"purpose": ""})
    assert answer.status_code == 422
    assert "ファイルを選んでください" in answer.content.decode()


def test_the_same_paper_twice_is_one_and_it_can_be_taken_off(
    client: InspectingClient, draft: Application
) -> None:
    send(client, draft, "契約書.png", picture())
    send(client, draft, "契約書.png", picture())
    paper = Attachment.objects.get()
    remove = reverse("contractor:remove_attachment", args=[draft.pk, paper.pk])
    assert client.post(remove).status_code == 302
    paper.refresh_from_db()
    assert paper.removed_at is not None
    assert client.get(reverse("contractor:attachment", args=[draft.pk, paper.pk])).status_code == 404


def test_another_company_s_paper_is_not_there(client: InspectingClient, draft: Application) -> None:
    send(client, draft, "契約書.png", picture())
    paper, stranger = Attachment.objects.get(), InspectingClient()
    stranger.force_login(sample_people.people()["10000020-01"])
    assert stranger.get(reverse("contractor:attachment", args=[draft.pk, paper.pk])).status_code == 404
    own = start(stranger)
    assert stranger.get(reverse("contractor:attachment", args=[own.pk, paper.pk])).status_code == 404
    assert stranger.post(reverse("contractor:remove_attachment", args=[own.pk, paper.pk])).status_code == 404
    paper.refresh_from_db()
    assert paper.removed_at is None


def test_next_goes_on_without_a_paper(client: InspectingClient, draft: Application) -> None:
    answer = client.post(page_url(draft, "attachments"), {"onward": "1"})
    assert answer.url == page_url(draft, "delivery")
