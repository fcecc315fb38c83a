"""Who lives at which address. A portal that is not there yet is left out."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from hosho.config.health import healthz, metrics

handler400 = "hosho.config.errors.bad_request"
handler403 = "hosho.config.errors.forbidden"
handler404 = "hosho.config.errors.not_found"
handler500 = "hosho.config.errors.server_error"

# The confirmation service first: it is asked most, and the resolver goes from top to bottom.
MOUNTED = (
    ("confirm/", "hosho.portals.orderer.urls"),
    ("enet/", "hosho.portals.contractor.urls"),
    ("certificates/", "hosho.portals.contractor.certificate_urls"),
    ("desk/", "hosho.portals.underwriting.urls"),
    ("operator/", "hosho.portals.operator.urls"),
    ("account/", "hosho.portals.account.urls"),
    ("api/v1/", "hosho.api.urls"),
    ("", "hosho.portals.public.urls"),
)

urlpatterns: list[URLPattern | URLResolver] = [
    *(path(prefix, include(module)) for prefix, module in MOUNTED if find_spec(module)),
    path("healthz", healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
]
