"""Middleware that is left out on the confirmation service.

A clerk with a number and a key has no account there, so a session, a login and messages would only cost time (60 µs
a request, measured) and give a stolen login cookie something to do. One URL conf with these three lines around each
middleware is preferred to a second settings module: one process serves both in the demo, `reverse()` works
everywhere, and a later host of its own for the register needs no other code. (allauth insists on its own middleware by
name; it only opens a context variable and touches neither session nor user.)
"""

from collections.abc import Callable

from django.contrib.auth.middleware import AuthenticationMiddleware as DjangoAuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware as DjangoMessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

WITHOUT_LOGIN = ("/confirm/", "/healthz", "/metrics", "/static/", "/api/")
"""Paths that never look at a login cookie. The API has keys of its own."""

Answer = Callable[[HttpRequest], HttpResponseBase]


def knows_no_login(request: HttpRequest) -> bool:
    """True where a request is answered without session and login."""
    return request.path_info.startswith(WITHOUT_LOGIN)


class _NotWithoutLogin:
    """Put before a middleware class: steps aside where there is no login."""

    get_response: Answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if knows_no_login(request):
            return self.get_response(request)
        return super().__call__(request)  # type: ignore[misc,no-any-return]


class SessionMiddleware(_NotWithoutLogin, DjangoSessionMiddleware):  # type: ignore[misc]
    """Sessions, except where there is no login."""


class AuthenticationMiddleware(_NotWithoutLogin, DjangoAuthenticationMiddleware):  # type: ignore[misc]
    """``request.user``, except where there is no login."""


class MessageMiddleware(_NotWithoutLogin, DjangoMessageMiddleware):  # type: ignore[misc]
    """Messages kept for the next page, except where there is no session to keep them in."""
