"""The register's own periodic job: see whether somebody is guessing at a number."""

from __future__ import annotations

from hosho.outbox.work import Finish, Work
from hosho.parties.actor import SYSTEM
from hosho.register.actions.watch import watch


def watch_look_ups(work: Work) -> Finish:
    """Note suspicious look-ups; each surety is told about its own numbers when it next reads its news."""

    def finish() -> None:
        watch(by=SYSTEM, at=work.at)

    return finish
