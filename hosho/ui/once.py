"""A double click must not do a deed twice. The token of `{% once_token %}` remembers where the deed led.

The session answers the second click with the page of the first. It cannot stop two requests at the very same
moment: that is done by the action, which locks its subject and refuses what is already done.
"""

from __future__ import annotations

from django.http import HttpRequest

_KEPT = 20
_SESSION_KEY = "done once"


def led_to(request: HttpRequest) -> str | None:
    """The address the deed with this token led to when it was done before, else None."""
    done = request.session.get(_SESSION_KEY, {})
    led = done.get(request.POST.get("once", ""))
    return str(led) if led else None


def remember(request: HttpRequest, url: str) -> str:
    """Keep where the deed led; returns `url`. The newest twenty are kept."""
    token = request.POST.get("once", "")
    if token:
        done = {**request.session.get(_SESSION_KEY, {}), token: url}
        request.session[_SESSION_KEY] = dict(list(done.items())[-_KEPT:])
    return url
