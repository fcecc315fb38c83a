"""The two cookies of the confirmation service, set in one way.

Over HTTPS their names begin with `__Host-`, which needs the path `/`: it keeps a neighbouring host from planting a viewing
of another guarantee into a clerk's browser, and that is worth more than the narrower path used in the demo.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_NARROW = "/confirm/"


def get(request: HttpRequest, name: str) -> str:
    """The cookie's value, or empty."""
    return request.COOKIES.get(_full(name), "")


def put(response: HttpResponse, name: str, value: str, *, seconds: int) -> None:
    """Set a cookie that no script reads and no other site can make a browser send."""
    response.set_cookie(
        _full(name),
        value,
        max_age=seconds,
        path=_path(),
        httponly=True,
        samesite="Strict",
        secure=settings.HOSHO_HTTPS,
    )


def forget(response: HttpResponse, name: str) -> None:
    """Take a cookie away; with the same attributes, or a browser would keep a `__Host-` one."""
    put(response, name, "", seconds=0)


def _full(name: str) -> str:
    return f"__Host-{name}" if settings.HOSHO_HTTPS else name


def _path() -> str:
    return "/" if settings.HOSHO_HTTPS else _NARROW
