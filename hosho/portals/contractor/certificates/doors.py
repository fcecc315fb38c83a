"""Who may open the pages behind the entrance, and the question 「ご本人ですか」 before a key."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse

from hosho.guarantees.queries import certificates
from hosho.guarantees.queries.certificates import Guarantee
from hosho.parties.roles import Role, Side
from hosho.portals.guards import View, actor_of, guard

Guard = Callable[[View], View]

ENTRANCE = "certificates:entrance"
FOR_KEYS = (Role.APPLICANT, Role.COMPANY_ADMINISTRATOR)

may_read: Guard = guard(Side.CONTRACTOR, login_url=ENTRANCE)
"""The company's people, those who only read included."""
may_hand_in: Guard = guard(Side.CONTRACTOR, *FOR_KEYS, login_url=ENTRANCE)
"""Those who may see the key and speak to the orderer for the company."""


def guarantee_of(request: HttpRequest, guarantee_id: UUID) -> Guarantee:
    """The company's guarantee. Raises NotFound."""
    return certificates.find(actor_of(request), guarantee_id)


def electronic_of(request: HttpRequest, guarantee_id: UUID) -> Guarantee:
    """The same, only where there is a key: a paper certificate has none. Raises NotFound."""
    return certificates.find_electronic(actor_of(request), guarantee_id)


@reauthentication_required  # type: ignore[untyped-decorator]
def _asked_lately(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def step_up(request: HttpRequest) -> None:
    """Ask for password or factor again unless that was answered within five minutes; the deed then goes on by itself.

    Signing in does not count. Call after the object is found and before anything secret is read: allauth's
    ReauthenticationRequired keeps the request and repeats it after the right answer.
    """
    _asked_lately(request)
