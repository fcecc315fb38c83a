"""Headers that Django and django-csp do not set: nothing is kept in a cache, nothing is shared with other sites.

A shared PC in a site office is the normal case. `no-store` keeps a page with a key out of the back button's cache
after logging out; `Pragma` and `Expires` say the same to old gateways.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase

PERMISSIONS = (
    "camera=(), microphone=(), geolocation=(), usb=(), payment=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)"
)
CLEAR_ON_LOGOUT = '"cache", "storage"'
"""Not "cookies": the session's is deleted by logging out, and the one that knows this browser must stay, or every
login would look like one from a new device."""

View = Callable[..., HttpResponseBase]


def public_page(*, keep: timedelta) -> Callable[[View], View]:
    """Let anybody's cache keep what this view answers. Only for pages that are the same for everybody."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = f"public, max-age={int(keep.total_seconds())}"
            return response

        return answer

    return decorate


def clear_site_data(response: HttpResponseBase) -> None:
    """Ask the browser to forget everything of this site. For the answer to logging out."""
    response["Clear-Site-Data"] = CLEAR_ON_LOGOUT


def headers_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Set what is missing; a view that says otherwise (`public_page`) keeps its word. Static files never get here
    with `no-store`: whitenoise sets their `Cache-Control` first.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = PERMISSIONS
        response["X-Frame-Options"] = "DENY"
        if request.method == "POST" and request.path_info.endswith("/logout/"):
            # Whichever portal's logout it was; after a failed one nothing is lost either.
            clear_site_data(response)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        if "no-store" in response["Cache-Control"]:
            response["Cache-Control"] = "no-store"
            response["Pragma"] = "no-cache"
            response["Expires"] = "0"
        return response

    return answer
