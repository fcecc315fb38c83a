"""What is tidied up at night."""

from __future__ import annotations

from hosho.guarantees.actions.discard_old_drafts import discard_old_drafts
from hosho.outbox.work import Finish, Work
from hosho.parties.actor import SYSTEM


def discard_drafts(work: Work) -> Finish:
    """Throw away drafts that nobody has touched for the promised time."""

    def finish() -> None:
        discard_old_drafts(by=SYSTEM, at=work.at)

    return finish
