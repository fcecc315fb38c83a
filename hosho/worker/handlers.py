"""Which function does which job. The left side is what `enqueue` was given."""

from datetime import timedelta

from hosho.notices.handler import send_mail
from hosho.outbox.queue import sweep
from hosho.outbox.work import Finish, Handler, Work
from hosho.worker.issuing import (
    announce_certificate,
    deposit_certificate,
    seal_certificate,
    stamp_certificate,
)
from hosho.worker.keys import deposit_key, read_news
from hosho.worker.nightly import discard_drafts
from hosho.worker.schedule import PERIODIC
from hosho.worker.watching import watch_look_ups

KEEP_DONE = timedelta(days=400)
KEEP_PERIODIC = timedelta(days=2)


def sweep_outbox(work: Work) -> Finish:
    """Delete what was done long ago, so that the queue stays small: periodic jobs alone are 4,600 a day."""

    def finish() -> None:
        sweep(done_before=work.at - KEEP_DONE)
        sweep(done_before=work.at - KEEP_PERIODIC, names=[job.name for job in PERIODIC])

    return finish


HANDLERS: dict[str, Handler] = {
    "issue.seal": seal_certificate,
    "issue.stamp": stamp_certificate,
    "issue.deposit": deposit_certificate,
    "issue.announce": announce_certificate,
    "key.deposit": deposit_key,
    "news.read": read_news,
    "register.watch": watch_look_ups,
    "send_mail": send_mail,
    "drafts.discard": discard_drafts,
    "outbox.sweep": sweep_outbox,
}
