"""P8: what a look-up asks of the database, counted. The fast tests assert the same; here it stands beside the rest."""

from __future__ import annotations

from bench.installation import installation, issue
from bench.row import Row, Scale
from bench.wsgi_browser import Clerk, ask

_NOT_STATEMENTS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def measure(scale: Scale) -> list[Row]:
    with installation(scale.database):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from hosho.config.wsgi import application

        ((number, key),) = issue(1)
        clerk = Clerk(application)
        clerk.look_up(number, key)
        with CaptureQueriesContext(connection) as posted:
            moved = clerk.post(number, key)
        cookies = "; ".join(f"{name}={value}" for name, value in moved.cookies.items())
        with CaptureQueriesContext(connection) as shown:
            ask(application, "/confirm/certificate/", cookies=cookies)
    check, page = _counted(posted.captured_queries), _counted(shown.captured_queries)
    on = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[scale.database]
    whole = (check[0] + page[0], check[1] + page[1])
    return [
        Row("P8", f"statements / commits of the look-up (number and key handed in) on {on}", f"{check[0]} / {check[1]}", "", "",
            "≤ 3 / 1", check[0] <= 3 and check[1] <= 1, "counted, not timed"),
        Row("P8", f"the same with the page it leads to on {on}", f"{whole[0]} / {whole[1]}", "", "", "≤ 3 / 1",
            whole[0] <= 3 and whole[1] <= 1,
            f"the page after the redirect reads its permission and certificate, and the history: {page[0]} statements, no commit"),
    ]  # fmt: skip


def _counted(queries: list[dict[str, str]]) -> tuple[int, int]:
    """Statements, and transactions that were committed."""
    texts = [query["sql"].lstrip().upper() for query in queries]
    return (
        sum(not text.startswith(_NOT_STATEMENTS) for text in texts),
        sum(text.startswith("COMMIT") for text in texts),
    )
