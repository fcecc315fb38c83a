"""Which function does which job. The left side is what `enqueue` was given."""

from datetime import timedelta

from hosho.outbox.queue import sweep
from hosho.outbox.work import Finish, Handler, Work

KEEP_DONE = timedelta(days=400)


def sweep_outbox(work: Work) -> Finish:
    """Delete what was done more than a year ago, so that the queue stays small."""

    def finish() -> None:
        sweep(done_before=work.at - KEEP_DONE)

    return finish


HANDLERS: dict[str, Handler] = {
    "outbox.sweep": sweep_outbox,
}
