"""The street's receiving end: a package comes in, a receipt goes out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from hosho.api.problems import Problem
from hosho.domain.deposit import MAX_PACKAGE_BYTES, Deposit, MalformedDeposit
from hosho.domain.refusals import DepositTooLarge, RequestMalformed
from hosho.lib.clock import now
from hosho.parties.actor import SYSTEM
from hosho.register.actions.deposit import deposit

router = Router(tags=["deposits"])
PACKAGE_TYPE = "application/vnd.hosho.deposit+json"
_BODY = {
    "requestBody": {
        "required": True,
        "content": {PACKAGE_TYPE: {"schema": {"type": "object", "description": "docs/formats/deposit.md"}}},
    }
}


class ReceiptAnswer(Schema):
    """What the register keeps of an accepted package. The same package again gets the same receipt."""

    guarantee_number: str
    seq: int
    event_digest: str
    accepted_at: str


@router.post(
    "/deposits",
    response={200: ReceiptAnswer, 400: Problem, 403: Problem, 404: Problem, 409: Problem, 413: Problem, 422: Problem},
    openapi_extra=_BODY,
    summary="Deposit one package",
    operation_id="deposit",
)  # fmt: skip
def take_deposit(request: HttpRequest) -> dict[str, Any]:
    """A package of `hosho-deposit/1`. It needs no credential: the event inside is signed by the surety."""
    try:
        package = Deposit.from_bytes(_body(request))
    except MalformedDeposit as error:
        raise RequestMalformed(detail=str(error)) from error
    return deposit(package, by=SYSTEM, at=now()).to_dict()


def _body(request: HttpRequest) -> bytes:
    """At most one byte more than a package may have; the rest of a larger body is never read."""
    data = request.read(MAX_PACKAGE_BYTES + 1)
    if len(data) > MAX_PACKAGE_BYTES:
        raise DepositTooLarge(limit=f"{MAX_PACKAGE_BYTES // (1024 * 1024)}MB")
    return bytes(data)
