"""P7: the processor time of a look-up, in process, against an empty page of the same server."""

from __future__ import annotations

from bench.installation import installation, issue
from bench.rounds import interleaved, middles, milliseconds
from bench.row import Row, Scale, at_most
from bench.wsgi_browser import Clerk, ask

PLAIN = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def measure(scale: Scale) -> list[Row]:
    with installation(scale.database):
        from django.conf import settings
        from django.core.wsgi import get_wsgi_application

        settings.ROOT_URLCONF = "bench.peers.empty_page"
        application = get_wsgi_application()
        product, settings.MIDDLEWARE = settings.MIDDLEWARE, PLAIN
        plain = get_wsgi_application()
        settings.MIDDLEWARE = product
        opened = issue(scale.of(40, 10))
        clerk = Clerk(application)
        count = scale.of(200, 50)

        def look_ups(_round: int) -> None:
            for n in range(count):
                clerk.look_up(*opened[n % len(opened)])

        def empty(_round: int) -> None:
            for _ in range(4 * count):
                ask(application, "/confirm/empty/")

        def plain_empty(_round: int) -> None:
            for _ in range(4 * count):
                ask(plain, "/confirm/empty/")

        ways = {"ours": look_ups, "empty": empty, "plain": plain_empty}
        middle = middles(interleaved(scale.of(9, 5), ways, warm_up=2))
    ours = middle["ours"].cpu / count
    empty_page, plain_page = (middle[name].cpu / (4 * count) for name in ("empty", "plain"))
    ratio, wanted, met = at_most(ours / empty_page, 6.5)
    on = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[scale.database]
    note = (
        f"a look-up is two requests (POST, redirect, GET): {ours / 2 / empty_page:.1f} × an empty page each;"
        f" {ours / plain_page:.1f} × the empty page of a Django with four middlewares ({milliseconds(plain_page)})"
    )
    return [Row("P7", f"processor time of a look-up on {on}", milliseconds(ours), f"{milliseconds(empty_page)} an empty page of the same server", ratio, wanted, met, note)]  # fmt: skip
