"""For load balancers and monitoring: `/healthz` and `/metrics`."""

import hmac
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest, multiprocess
from prometheus_client import REGISTRY as OWN_REGISTRY

from hosho.outbox.queue import counts


@require_GET
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 when this process can reach its database, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "database unreachable"}, status=503)
    return JsonResponse({"status": "ok"})


@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text. A caller from elsewhere needs the token; without it the page does not exist."""
    if not may_read_metrics(request):
        raise Http404
    return HttpResponse(
        generate_latest(request_registry()) + generate_latest(outbox_registry()),
        content_type=CONTENT_TYPE_LATEST,
    )


def may_read_metrics(request: HttpRequest) -> bool:
    """Loopback without a proxy in between, or the right bearer token."""
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token: str = settings.HOSHO_METRICS_TOKEN
    if token and hmac.compare_digest(sent.encode(), token.encode()):
        return True
    direct = "X-Forwarded-For" not in request.headers
    return direct and not token and ip_address(request.META.get("REMOTE_ADDR") or "0.0.0.0").is_loopback  # noqa: S104


def request_registry() -> CollectorRegistry:
    """This process's counters, or those of all processes when they share a folder."""
    import os

    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return OWN_REGISTRY
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def outbox_registry() -> CollectorRegistry:
    """The queue as the database has it now; the same in whichever process answers."""
    registry = CollectorRegistry()
    now = counts(at=timezone.now())
    Gauge("hosho_outbox_waiting", "Jobs not done yet.", registry=registry).set(now.waiting)
    Gauge("hosho_outbox_due", "Jobs whose time has come.", registry=registry).set(now.due)
    Gauge("hosho_outbox_dead", "Jobs given up; a person must look.", registry=registry).set(now.dead)
    Gauge("hosho_outbox_oldest_seconds", "How late the oldest due job is.", registry=registry).set(
        now.late_seconds
    )
    return registry
