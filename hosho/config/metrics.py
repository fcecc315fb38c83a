"""Counters for `/metrics`. Each process counts for itself; set PROMETHEUS_MULTIPROC_DIR to add them up."""

import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import Counter, Histogram

REQUESTS = Counter("hosho_requests", "Requests answered.", ["part", "method", "status"])
SECONDS = Histogram(
    "hosho_request_seconds", "Time to answer.", ["part"], buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10)
)
PARTS = frozenset({"enet", "certificates", "desk", "confirm", "operator", "api", "account", "static"})
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def part_of(path: str) -> str:
    """The first folder of the path when it is one of ours; a stranger's paths make no new series."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in PARTS else "other"


def count_requests_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Count the answer and its time by part of the site; never by full path, which holds guarantee numbers."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        response = get_response(request)
        part = part_of(request.path_info)
        method = request.method if request.method in METHODS else "OTHER"
        REQUESTS.labels(part, method, response.status_code).inc()
        SECONDS.labels(part).observe(time.perf_counter() - started)
        return response

    return answer
