"""What happens by itself, and how often. Times are UTC; 16:00 UTC is 1 a.m. in Japan."""

from datetime import timedelta

from hosho.outbox.periodic import Periodic

PERIODIC: tuple[Periodic, ...] = (
    Periodic("news.read", every=timedelta(seconds=20)),
    Periodic("register.watch", every=timedelta(minutes=5)),
    Periodic("drafts.discard", every=timedelta(days=1), offset=timedelta(hours=16, minutes=20)),
    Periodic("outbox.sweep", every=timedelta(days=1), offset=timedelta(hours=16)),
)
