"""The plain dicts from which the papers around a certificate are set; their shapes are promised by `Renderer`."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from hosho.certificates.render import Renderer
from hosho.domain.kinds import Delivery, GuaranteeKind
from hosho.domain.numbers import AccessKey
from hosho.guarantees.models import Application, Certificate, Fee, Guarantee
from hosho.guarantees.queries.handing_in import guide
from hosho.lib.clock import stamp, today_in_japan

Paper = dict[str, Any]


@lru_cache(maxsize=1)
def renderer() -> Renderer:
    """The one typesetter of this process."""
    return Renderer()


def record_of(certificate: Certificate) -> dict[str, Any]:
    """The record of a version as JSON."""
    found: dict[str, Any] = json.loads(bytes(certificate.record))
    return found


def customer_copy(guarantee: Guarantee, certificate: Certificate) -> Paper:
    """お客様控え."""
    return {
        "record": record_of(certificate),
        "receipt_number": guarantee.application.receipt_number or "",
        "fee_yen": _fee_of(guarantee),
    }


def _fee_of(guarantee: Guarantee) -> int:
    fee = guarantee.application.fee
    mine = [int(quote["fee_yen"]) for quote in fee.quotes if quote["kind"] == guarantee.kind]
    return sum(mine) if mine else fee.total_yen


def fee_statement(fee: Fee) -> Paper:
    """保証料計算書 of one application, every kind with its working."""
    application = fee.application
    covered = fee.state == Fee.State.COVERED
    last = fee.payments.order_by("received_on", "pk").last()
    return {
        "surety": _surety(),
        "payer": {"name": application.contractor.name, "address": application.contractor.address},
        "dated": today_in_japan(fee.noticed_at).isoformat(),
        "sample": bool(settings.SURETY["sample"]),
        "payment_method": "一括納付（月ごとにまとめてお支払い）" if covered else "銀行振込",
        "paid_on": _paid_on(fee, last.received_on if last else None),
        "items": [_item(application, quote) for quote in fee.quotes],
    }


def _paid_on(fee: Fee, received_on: date | None) -> str | None:
    if fee.state != Fee.State.SETTLED:
        return None
    if received_on is None and fee.settled_at is not None:
        received_on = today_in_japan(fee.settled_at)
    return received_on.isoformat() if received_on else None


def _item(application: Application, quote: dict[str, Any]) -> Paper:
    # a number exists for the customer from the deposit on; a reservation has no certificate to wait for
    shown = [
        guarantee.number
        for guarantee in application.guarantees.all()
        if guarantee.kind == quote["kind"]
        and (guarantee.current_version >= 1 or not GuaranteeKind(guarantee.kind).has_certificate)
    ]
    return {
        "kind": quote["kind"],
        "guarantee_number": shown[0] if shown else None,
        "title": application.title,
        "guaranteed_yen": int(quote["amount_yen"]),
        "fee_yen": int(quote["fee_yen"]),
        "tax_yen": int(quote.get("tax_yen", 0)),
        "lines": working_lines(quote),
        "tariff_version": quote["tariff_version"],
        "approved_terms": quote.get("approved_terms"),
    }


def working_lines(quote: dict[str, Any]) -> list[str]:
    """How a fee was worked out, line by line."""
    return [line["text"] if isinstance(line, dict) else str(line) for line in quote.get("lines", [])]


def key_notice(guarantee: Guarantee, certificate: Certificate, key: AccessKey, *, at: datetime) -> Paper:
    """電子証書閲覧用「認証キー」等のお知らせ. Holds the secret: hand it straight to the renderer."""
    record = record_of(certificate)
    how = guide(guarantee)
    return {
        "surety": record["surety"],
        "contractor": {"name": guarantee.contractor.name},
        "orderer": {"name": guarantee.orderer_name, "department": how.department or None},
        "kind": guarantee.kind,
        "category": record["contract"]["category"],
        "title": guarantee.title,
        "guarantee_number": guarantee.number,
        "key": key.value,
        "version": certificate.version,
        "issued_at": record["issued_at"],
        "made_at": stamp(at),
        "sample": record["sample"],
        "hand_in": list(how.sentences),
        "service_found": (
            f"{settings.SURETY['short_name']}のホームページから「発注者用保証確認サービス」を開き、"
            "この紙の保証契約番号と認証キーを入力してください。"
        ),
    }


def fax_cover(guarantee: Guarantee, *, on: date, fax: str, person: str, pages: int) -> Paper:
    """FAX送付状, without the key. `fax`: the orderer's number; `pages` counts this one."""
    answers, contractor = guarantee.application.answers, guarantee.contractor
    contact = answers.get("delivery") or {}
    how = guide(guarantee)
    return {
        "surety": _surety(),
        "to": {
            "name": guarantee.orderer_name,
            "department": how.department or None,
            "person": person or None,
            "fax": fax,
        },
        "from": {
            "name": contractor.name,
            "department": None,
            "person": contact.get("contact_name") or None,
            "fax": contractor.fax or "",
            "telephone": contact.get("contact_phone") or contractor.phone,
        },
        "dated": on.isoformat(),
        "pages": pages,
        "subject": "電子証書の「認証キー」等のお知らせの提出",
        "kind": guarantee.kind,
        "category": answers["kinds"]["category"],
        "title": guarantee.title,
        "guarantee_number": guarantee.number,
        "sample": bool(settings.SURETY["sample"]),
    }


def is_electronic(guarantee: Guarantee) -> bool:
    """Whether there is a key to hand in at all."""
    return guarantee.delivery == Delivery.ELECTRONIC


def _surety() -> dict[str, Any]:
    names = ("code", "name", "address", "representative_title", "representative")
    return {name: settings.SURETY[name] for name in names}
