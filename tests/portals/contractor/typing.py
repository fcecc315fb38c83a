"""What a person types into the wizard for Saiki's case, page by page, in the odd spellings people really use."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from hosho.guarantees.models import Application
from tests.page_inspector import InspectingClient

TITLE = "市道見本線道路改良工事（その①）㈱髙﨑"

TYPED: dict[str, dict[str, Any]] = {
    "orderer": {"code": "oita-saiki", "department": "契約検査課契約係", "addressee": "佐伯市長"},
    "kinds": {"category": "WORKS", "kinds": ["CONTRACT", "ADVANCE_PAYMENT"]},
    "contract": {
        "title": TITLE,
        "number": "令和６年度第１２３号",
        "place": "大分県佐伯市見本町地内",
        "price_yen": "４，８９５万円",
        "date": "令和6年12月20日",
        "period_from_era": "令和",
        "period_from_year": "６",
        "period_from_month": "12",
        "period_from_day": "21",
        "period_to": "R7.9.30",
        "latest_clauses": "yes",
    },
    "amounts": {
        "CONTRACT.amount_yen": "金4,895,000円也",
        "CONTRACT.period_from": "2024-12-21",
        "CONTRACT.period_to": "2025-09-30",
        "ADVANCE_PAYMENT.amount_yen": "1,958万",
    },
    "joint_venture": {"is_joint_venture": "no"},
    "account": {
        "bank": "見本銀行",
        "branch": "佐伯支店",
        "kind": "普通",
        "number": "１２３４５６７",
        "holder": "ｻｲｷﾐﾎﾝｹﾝｾﾂ",
    },
    "delivery": {
        "delivery": "ELECTRONIC",
        "contact_name": "見本　花子",
        "contact_phone": "０９７２（００）００１１",
        "contact_email": "ｈａｎａｋｏ@hosho.example",
    },
    "declarations": {"terms": "on", "no_antisocial_forces": "on", "privacy": "on"},
}


def page_url(application: Application, page: str) -> str:
    return reverse("contractor:apply_page", args=[application.pk, page])


def start(client: InspectingClient) -> Application:
    """Press 保証申込 and find the draft."""
    answer = client.post(reverse("contractor:start"))
    assert answer.status_code == 302
    return Application.objects.get(pk=answer.url.split("/")[3])


def fill(client: InspectingClient, application: Application, page: str, **changes: Any) -> Any:
    """Send one page as typed, with some entries changed; a value of None is left out."""
    application.refresh_from_db()
    typed = {**TYPED[page], **changes, "revision": application.revision}
    return client.post(page_url(application, page), {k: v for k, v in typed.items() if v is not None})


def fill_all(client: InspectingClient, application: Application, **pages: dict[str, Any]) -> None:
    """Every page in the order of the wizard, each accepted."""
    for page in TYPED:
        answer = fill(client, application, page, **pages.get(page, {}))
        assert answer.status_code == 302, answer.content.decode()
    application.refresh_from_db()
