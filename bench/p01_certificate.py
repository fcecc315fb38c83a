"""P1, P1a: a certificate rendered, sealed and time-stamped; and rendered alone, against WeasyPrint and pyHanko."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from bench.peers.pyhanko_seal import PyHankoSealer
from bench.peers.weasyprint_certificate import WeasyPrintRenderer
from bench.rounds import Taken, interleaved, middles, milliseconds
from bench.row import Row, Scale, at_least
from hosho.certificates.render import Renderer
from hosho.certificates.seal import Rendered, seal, stamp
from hosho.certificates.timestamp import LocalTimeStamper
from hosho.certificates.trial_authority import make_trial_authority
from hosho.lib.canonical_json import digest
from hosho.lib.clock import now
from tests.certificates import samples


def record(number: int) -> dict[str, Any]:
    """A record like no other: a renderer that remembers what it has set gains nothing."""
    price = 48_950_000 + 1_000 * (number % 9_000)
    contract = samples.record()["contract"] | {
        "title": f"市道見本線道路改良工事その{number + 100}",
        "number": f"令和6年度第{number % 900 + 100}号",
        "price_yen": price,
    }
    return samples.record(contract=contract)


class Ours:
    """Render, seal, stamp by an authority in this process."""

    def __init__(self, folder: Path) -> None:
        authority = make_trial_authority(folder / "authority", at=now())
        self.renderer = Renderer()
        self._sealer = authority.sealer()
        self._stamps = LocalTimeStamper(authority.time_stamp_authority(clock=now))

    def issued(self, record: dict[str, Any]) -> bytes:
        rendered = Rendered(self.renderer.certificate(record), digest(record))
        return stamp(seal(rendered, sealer=self._sealer), stamper=self._stamps).pdf


def measure(scale: Scale) -> list[Row]:
    rounds = scale.of(15, 5)
    with tempfile.TemporaryDirectory() as folder:
        ours = Ours(Path(folder))
        peer, seals = WeasyPrintRenderer(), PyHankoSealer()
        taken = interleaved(
            rounds,
            {
                "ours": lambda n: ours.issued(record(4 * n)),
                "peer": lambda n: seals.sealed(peer.certificate(record(4 * n + 1))),
                "our render": lambda n: ours.renderer.certificate(record(4 * n + 2)),
                "peer's render": lambda n: peer.certificate(record(4 * n + 3)),
            },
            warm_up=2,
        )
    middle = middles(taken)
    return [
        _row("P1", "certificate: render, seal, time stamp", "WeasyPrint tagged PDF/A-2a + pyHanko defaults RSA-2048, stamped",
             middle["ours"], middle["peer"], 20),
        _row("P1a", "certificate: render alone", "WeasyPrint tagged PDF/A-2a", middle["our render"], middle["peer's render"], 15),
    ]  # fmt: skip


def _row(goal_id: str, what: str, peer_is: str, ours: Taken, peer: Taken, goal: float) -> Row:
    ratio, wanted, met = at_least(peer.cpu / ours.cpu, goal)
    note = (
        f"processor time; on the clock of a shared machine {milliseconds(ours.wall)} against {milliseconds(peer.wall)}"
        f" ({peer.wall / ours.wall:.1f} ×)"
    )
    return Row(
        goal_id, what, milliseconds(ours.cpu), f"{milliseconds(peer.cpu)} {peer_is}", ratio, wanted, met, note
    )
