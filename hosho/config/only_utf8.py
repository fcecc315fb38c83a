"""Requests are read as UTF-8, whatever `charset` they claim.

Browsers send forms in the page's encoding, which is UTF-8. A made-up charset would only be a way in: `unicode_escape` lets
lone surrogates through to the database, and `rot13` (a codec that is no text) stops Django before any error page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

_CHARSET = re.compile(r";\s*charset\s*=\s*(?:\"[^\"]*\"|[^;]*)", re.IGNORECASE)

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def read_as_utf8(environ: dict[str, Any]) -> None:
    """Take the charset out of the request's content type; the rest of it stays."""
    if "charset" in environ.get("CONTENT_TYPE", "").lower():
        environ["CONTENT_TYPE"] = _CHARSET.sub("", environ["CONTENT_TYPE"])


def only_utf8(application: Application) -> Application:
    """The WSGI application behind `read_as_utf8`."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        read_as_utf8(environ)
        return application(environ, start_response)

    return answer
