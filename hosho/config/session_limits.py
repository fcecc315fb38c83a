"""A login ends after some minutes without a request, and at the latest some hours after it began.

Stricter than NIST 800-63-4's final text on purpose: several people share one PC in a site office. The desk's limits are
tighter than the contractor's, because a desk session reaches every contractor.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from hosho.config.confirm_path import knows_no_login

STARTED = "hosho_started"
SEEN = "hosho_seen"
WRITE_EVERY = 30
"""Seconds. 'Seen' is written at most this often, so that reading a page does not cost a commit each time."""


def session_limits_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Log out whoever is past a limit, and tell pages when the login will end (`request.session_ends_at`, epoch s)."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not knows_no_login(request) and settings.SESSION_COOKIE_NAME in request.COOKIES:
            hold_to_limits(request, at=time.time())
        return get_response(request)

    return answer


def hold_to_limits(request: HttpRequest, *, at: float) -> None:
    """Look at one request that carries a session cookie. ``at``: epoch seconds."""
    if not request.user.is_authenticated:
        return
    side = str(getattr(request.user, "side", "CONTRACTOR"))
    idle = settings.HOSHO_SESSION_IDLE_SECONDS.get(side, 15 * 60)
    longest = settings.HOSHO_SESSION_SECONDS.get(side, 8 * 3600)
    session = request.session
    started = session.setdefault(STARTED, at)
    seen = session.get(SEEN, at)
    if at - seen > idle or at - started > longest:
        logout(request)
        request.session_ran_out = True  # type: ignore[attr-defined]
        return
    if SEEN not in session or at - seen > WRITE_EVERY:
        session[SEEN] = at
    request.session_ends_at = min(at + idle, started + longest)  # type: ignore[attr-defined]
