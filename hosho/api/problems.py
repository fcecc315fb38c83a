"""Refusals as RFC 9457 problem documents, with the data a program needs to tell its own people."""

from __future__ import annotations

import json

import structlog
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError

from hosho.domain.refusals import Refusal, RequestMalformed

log = structlog.get_logger("hosho.api")
PROBLEM_TYPE = "application/problem+json; charset=utf-8"


class Problem(Schema):
    """What every refused request is answered with. `title` is the Japanese sentence; `code` is stable."""

    type: str
    title: str
    status: int
    code: str
    data: dict[str, str | int | None]
    instance: str


def problem(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The document for one refusal; `instance` is the reference number to quote."""
    log.info("refused", code=refusal.code, status=refusal.http_status)
    body = {
        "type": f"/api/v1/problems#{refusal.code}",
        "title": refusal.sentence,
        "status": refusal.http_status,
        "code": refusal.code,
        "data": refusal.data,
        "instance": getattr(request, "reference", ""),
    }
    if refusal.english:
        body["detail"] = refusal.english
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=refusal.http_status, content_type=PROBLEM_TYPE
    )


def answer_refusals(api: NinjaAPI) -> None:
    """Let an API answer refusals, and requests that do not fit its description, with problem documents."""

    def refused(request: HttpRequest, error: Refusal | type[Refusal]) -> HttpResponse:
        assert isinstance(error, Refusal)
        return problem(request, error)

    def malformed(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
        assert isinstance(error, ValidationError)
        places = ", ".join(".".join(str(part) for part in each["loc"]) for each in error.errors)
        return problem(request, RequestMalformed(detail=places or "not readable"))

    api.add_exception_handler(Refusal, refused)
    api.add_exception_handler(ValidationError, malformed)
