"""What happened to a surety's deposits, read by that surety with its own token."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.security import HttpBearer

from hosho.api.problems import Problem
from hosho.domain.refusals import CredentialsMissing
from hosho.lib.clock import now
from hosho.register import queries


class SuretyToken(HttpBearer):
    """Authorization: Bearer, with the token the register's operator granted."""

    def __call__(self, request: HttpRequest) -> str:
        found = super().__call__(request)
        if not found:
            raise CredentialsMissing
        return str(found)

    def authenticate(self, _request: HttpRequest, token: str) -> str:
        return queries.surety_of_token(token)


router = Router(tags=["news"])


class NewsAnswer(Schema):
    """One piece of news. `what`: opened, confirmed, not_confirmed, many_misses."""

    id: int
    guarantee_number: str
    version: int
    what: str
    at: str
    department: str
    name: str
    reason: str
    misses: int


class NewsPage(Schema):
    """Some news and the cursor to ask with next; an empty list means that is all for now."""

    items: list[NewsAnswer]
    next: str


@router.get(
    "/news",
    auth=SuretyToken(),
    response={200: NewsPage, 400: Problem, 401: Problem},
    summary="News since a cursor",
    operation_id="news",
)
def read_news(request: HttpRequest, since: str = "") -> dict[str, Any]:
    """Without a cursor, or with one that cannot be read, from the beginning; reading twice does no harm."""
    surety_code: str = request.auth  # type: ignore[attr-defined]
    items, cursor = queries.news_since(surety_code, since, at=now())
    return {"items": [item.to_dict() for item in items], "next": cursor}
