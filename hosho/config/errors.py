"""Pages for what went wrong. They say what happened, what to do next, and the reference number to quote.

For `/api/` the same is said as JSON (RFC 9457, `application/problem+json`).
"""

import json
from http import HTTPStatus
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = structlog.get_logger("hosho.errors")

PROBLEM_TYPE = "application/problem+json; charset=utf-8"
TITLES = {
    400: "送られた内容を読み取れませんでした",
    403: "この操作は行えません",
    404: "ページが見つかりません",
    500: "処理を完了できませんでした",
}


def page(request: HttpRequest, status: int, template: str, **context: Any) -> HttpResponse:
    """An error page; when even that cannot be made (a broken template), a bare one that still has the reference."""
    reference = getattr(request, "reference", "")
    try:
        body = render_to_string(template, {"reference": reference, "status": status, **context}, request)
    except Exception:
        log.exception("error_page_failed", template=template)
        body = render_to_string("errors/bare.html", {"reference": reference, "status": status, **context})
    return HttpResponse(body, status=status)


def problem(request: HttpRequest, status: int, *, code: str, title: str, **members: Any) -> HttpResponse:
    """The JSON form. ``type`` is a relative reference to the list of codes in the API's documentation."""
    body = {"type": f"/api/v1/problems#{code}", "title": title, "status": status, "code": code}
    body |= {name: value for name, value in members.items() if value is not None}
    body["instance"] = getattr(request, "reference", "")
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEM_TYPE)


def answer(request: HttpRequest, status: int, *, template: str | None = None) -> HttpResponse:
    """Page or JSON for a bare status."""
    if request.path_info.startswith("/api/"):
        code = HTTPStatus(status).phrase.lower().replace(" ", "_")
        return problem(request, status, code=code, title=TITLES[status])
    return page(request, status, template or f"errors/{status}.html", title=TITLES[status])


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but this role may not. Somebody else's object is a 404 instead."""
    return answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same for what does not exist and for what is not yours. Nothing of the exception is shown."""
    return answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Without the request's context: who is signed in may be what failed."""
    if request.path_info.startswith("/api/"):
        return answer(request, 500)
    return page(request, 500, "errors/500.html", title=TITLES[500])


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came back without its token: the page had been open too long, or cookies are off."""
    log.warning("csrf_failure", reason=reason, path=request.path_info)
    return page(request, 403, "errors/csrf.html", title="ページの有効期限が切れました")
