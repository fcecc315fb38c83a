"""The extra step asked of a network that missed often: a signed moment that may be shown after ten seconds."""

from __future__ import annotations

from django.core import signing

from hosho.register.throttle import Caller

LEAST_SECONDS = 10
MOST_SECONDS = 15 * 60
_SALT = "hosho.confirm.step"


def ask(caller: Caller) -> str:
    """A token for the form, good for this network only."""
    return signing.dumps(_network(caller), salt=_SALT)


def taken(token: str, caller: Caller) -> bool:
    """Whether the token is ours, for this network, at least ten seconds and at most fifteen minutes old."""
    try:
        known = signing.loads(token, salt=_SALT, max_age=MOST_SECONDS)
    except signing.BadSignature:
        return False
    try:
        signing.loads(token, salt=_SALT, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return bool(known == _network(caller))
    return False


def _network(caller: Caller) -> str:
    return Caller(network=caller.network).digest
