"""Every request has a reference number (受付番号) that a person can read over the telephone and an operator can find."""

import secrets
from collections.abc import Callable

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 O 1 I L: it is read aloud."""


def new_reference() -> str:
    """Ten characters in two groups, such as ``7K2QF-M4XNA``."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def request_id_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Give the request its ``reference``, put it in every log line and in the answer."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        request.reference = new_reference()  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(reference=request.reference):  # type: ignore[attr-defined]
            response = get_response(request)
        response["X-Request-ID"] = request.reference  # type: ignore[attr-defined]
        return response

    return answer
