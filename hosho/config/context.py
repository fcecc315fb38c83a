"""What every page knows about itself."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page_context(request: HttpRequest) -> dict[str, Any]:
    """``reference`` (受付番号), ``session_ends_at`` (aware, or None), ``service_name``, ``demo``."""
    ends = getattr(request, "session_ends_at", None)
    return {
        "reference": getattr(request, "reference", ""),
        "session_ends_at": datetime.fromtimestamp(ends, tz=UTC) if ends else None,
        "session_ran_out": getattr(request, "session_ran_out", False),
        "service_name": settings.HOSHO_SERVICE_NAME,
        "demo": settings.HOSHO_DEMO,
    }
