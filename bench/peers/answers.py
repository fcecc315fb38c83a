"""How the FastAPI peers answer: form token checked, cookies set, redirect, page."""

from __future__ import annotations

import hmac
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bench.peers import pages
from hosho.domain.numbers import AccessKey, GuaranteeNumber

VIEWING_SECONDS = 1800


def entrance() -> Response:
    token = pages.form_token()
    answer = HTMLResponse(pages.entrance_page(token))
    answer.set_cookie("csrf", token, httponly=True, samesite="lax")
    return answer


def read_form(request: Request, token: str, number: str, key: str) -> tuple[str, str]:
    """Number and key as digits. Raises PermissionError without the token, ValueError for what is mistyped."""
    if not hmac.compare_digest(request.cookies.get("csrf", ""), token):
        raise PermissionError("form token")
    return GuaranteeNumber.parse(number).value, AccessKey.parse(key).value


def moved(guarantee_id: int, look_up_id: int, number: str) -> Response:
    answer = RedirectResponse("/confirm/certificate/", status_code=302)
    options: dict[str, Any] = {"httponly": True, "samesite": "strict", "path": "/confirm/"}
    viewing = pages.signed({"g": guarantee_id, "l": look_up_id})
    answer.set_cookie("viewing", viewing, max_age=VIEWING_SECONDS, **options)
    answer.set_cookie("opened", pages.signed({"opened": [number[-4:]]}), max_age=180 * 86400, **options)
    return answer


def viewing(request: Request) -> tuple[int, int]:
    kept = pages.unsigned(request.cookies.get("viewing", "."), seconds=VIEWING_SECONDS)
    if kept is None:
        raise PermissionError("viewing")
    return kept["g"], kept["l"]


def page(request: Request, found: dict[str, Any], bodies: list[bytes]) -> Response:
    answer = HTMLResponse(pages.certificate_page(found, bodies, token=request.cookies.get("csrf", "")))
    guarantee_id, look_up_id = viewing(request)
    answer.set_cookie("viewing", pages.signed({"g": guarantee_id, "l": look_up_id}), max_age=VIEWING_SECONDS,
                      httponly=True, samesite="strict", path="/confirm/")  # fmt: skip
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; form-action 'self'"
    return answer
