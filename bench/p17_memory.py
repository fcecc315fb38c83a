"""P17: proportional memory of all web processes after work, against a Django that serves one empty page."""

from __future__ import annotations

import http.client

from bench.installation import installation, issue
from bench.load import work
from bench.p01_many_certificates import pss_kib
from bench.rounds import median
from bench.row import Row, Scale, at_most
from bench.servers import WORKERS, Server, gunicorn


def measure(scale: Scale) -> list[Row]:
    with installation(scale.database) as made:
        opened = issue(5)
        found: dict[str, list[float]] = {"ours": [], "peer": []}
        for _ in range(scale.of(5, 2)):
            with gunicorn("ours", made.environment) as ours:
                load = work(ours.port, opened, connections=8, seconds=scale.of(5, 2))
                if load.troubles:
                    raise RuntimeError(load.troubles[0])
                found["ours"].append(_memory(ours))
            plain = {
                name: value for name, value in made.environment.items() if name != "DJANGO_SETTINGS_MODULE"
            }
            with gunicorn("peer", plain, "bench.peers.empty_site:application", first="/") as peer:
                _ask(peer.port, 200)
                found["peer"].append(_memory(peer))
    ours_kib, peer_kib = median(found["ours"]), median(found["peer"])
    ratio, wanted, met = at_most(ours_kib / peer_kib, 1.4)
    what = f"memory (PSS) of gunicorn with {WORKERS} processes after look-ups"
    return [
        Row(
            "P17",
            what,
            f"{ours_kib / 1024:.0f} MiB",
            f"{peer_kib / 1024:.0f} MiB Django's empty page",
            ratio,
            wanted,
            met,
        )
    ]


def _memory(server: Server) -> float:
    return float(sum(pss_kib(process) for process in server.family()))


def _ask(port: int, count: int) -> None:
    for _ in range(count):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/")
        connection.getresponse().read()
        connection.close()
