"""P5, P6: whole look-ups a second (number and key → page, audit row), against FastAPI with an ORM and bare."""

from __future__ import annotations

from contextlib import ExitStack
from urllib.parse import parse_qsl, urlsplit

from bench.installation import Installation, installation, issue
from bench.load import work
from bench.rounds import median, milliseconds
from bench.row import Row, Scale, at_least
from bench.servers import Server, gunicorn, uvicorn

CONNECTIONS = 8


def measure(scale: Scale) -> list[Row]:
    with installation(scale.database) as made:
        opened = issue(scale.of(60, 10))
        with ExitStack() as running:
            servers = [running.enter_context(server) for server in _servers(made, scale.database)]
            return _rows(_compared(servers, opened, scale), scale.database)


def _servers(made: Installation, database: str):
    told = made.environment
    yield gunicorn("ours", told)
    if database == "sqlite":
        peer = {"PEER_DATABASE": str(made.home / "hosho.sqlite3")}
        yield uvicorn("orm", "bench.peers.fastapi_orm_sqlite:app", told | peer)
        return
    parts = urlsplit(made.database_url)
    socket = dict(parse_qsl(parts.query)).get("host", "")
    where = f"{parts.username or 'postgres'}@{parts.netloc.rpartition('@')[2]}{parts.path}"
    query = f"?host={socket}" if socket else ""
    yield uvicorn(
        "orm",
        "bench.peers.fastapi_orm_postgres:app",
        told | {"PEER_DATABASE": f"postgresql+asyncpg://{where}{query}"},
    )
    yield uvicorn(
        "bare", "bench.peers.fastapi_asyncpg:app", told | {"PEER_DATABASE": f"postgresql://{where}{query}"}
    )


Measured = dict[str, dict[str, list[float]]]


def _compared(servers: list[Server], opened: list[tuple[str, str]], scale: Scale) -> Measured:
    """Rates, processor time a look-up and latencies, round by round; the servers take turns."""
    found: Measured = {server.name: {"rate": [], "cpu": [], "seconds": []} for server in servers}
    for number in range(-1, scale.of(7, 5)):
        first = number % len(servers)
        for server in servers[first:] + servers[:first]:
            before = server.cpu_seconds()
            load = work(server.port, opened, connections=CONNECTIONS, seconds=scale.of(4, 2))
            if load.troubles:
                raise RuntimeError(f"{server.name}: {load.troubles[0]}")
            if number >= 0:
                mine = found[server.name]
                mine["rate"].append(load.rate)
                mine["cpu"].append((server.cpu_seconds() - before) / len(load.seconds))
                mine["seconds"] += load.seconds
    return found


def _rows(found: Measured, database: str) -> list[Row]:
    on = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[database]
    rows = [
        _row("P5", f"look-ups a second on {on}", "FastAPI + SQLAlchemy ORM", found["ours"], found["orm"], 1.0)
    ]
    if "bare" in found:
        rows.append(
            _row(
                "P6",
                f"look-ups a second on {on}",
                "FastAPI + bare asyncpg",
                found["ours"],
                found["bare"],
                0.6,
            )
        )
    return rows


def _row(
    goal_id: str,
    what: str,
    peer_is: str,
    ours: dict[str, list[float]],
    peer: dict[str, list[float]],
    goal: float,
) -> Row:
    ratio, wanted, met = at_least(median(ours["rate"]) / median(peer["rate"]), goal)
    cpu = [median(each["cpu"]) for each in (ours, peer)]
    p50 = [median(each["seconds"]) for each in (ours, peer)]
    note = (
        f"processor time of the web processes a look-up {milliseconds(cpu[0])} against {milliseconds(cpu[1])}"
        f" ({cpu[1] / cpu[0]:.2f} ×); p50 {milliseconds(p50[0])} against {milliseconds(p50[1])};"
        f" {CONNECTIONS} connections, two processes each, POST → redirect → GET counted as one"
    )
    return Row(goal_id, what, f"{median(ours['rate']):.0f} a second", f"{median(peer['rate']):.0f} a second {peer_is}", ratio, wanted, met, note)  # fmt: skip
