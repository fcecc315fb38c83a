"""The street between a surety and the register: the same package, by a function call or over HTTPS."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings

from hosho.domain.deposit import Deposit, Receipt
from hosho.domain.refusals import DepositRefused, RegisterUnavailable
from hosho.parties.actor import SYSTEM
from hosho.register import queries
from hosho.register.actions.deposit import deposit as deposit_here
from hosho.register.news import NewsItem

# seconds for one exchange; shorter than a job's time-out
TIME_OUT = 20
_MOST_BYTES = 4 * 1024 * 1024


class Street(Protocol):
    """What a surety can do with the register."""

    def deposit(self, package: Deposit, *, at: datetime) -> Receipt:
        """Hand a package over. Raises a DepositRefused, or RegisterUnavailable when nobody answers."""

    def news(self, since: str, *, at: datetime) -> tuple[list[NewsItem], str]:
        """What happened to this surety's deposits after a cursor, and the next cursor."""


class InProcessStreet:
    """Both sides run in one process and one database."""

    def deposit(self, package: Deposit, *, at: datetime) -> Receipt:
        # the same bytes as over the wire, so that both ways are one code
        return deposit_here(Deposit.from_bytes(package.to_bytes()), by=SYSTEM, at=at)

    def news(self, since: str, *, at: datetime) -> tuple[list[NewsItem], str]:
        return queries.news_since(settings.SURETY["code"], since, at=at)


@dataclass(frozen=True)
class HttpsStreet:
    """The register runs apart, at a base address such as https://register.example/."""

    base: str
    token: str

    def deposit(self, package: Deposit, *, at: datetime) -> Receipt:
        answer = self._call("api/v1/deposits", package.to_bytes(), "application/vnd.hosho.deposit+json")
        return Receipt(
            answer["guarantee_number"], answer["seq"], answer["event_digest"], answer["accepted_at"]
        )

    def news(self, since: str, *, at: datetime) -> tuple[list[NewsItem], str]:
        answer = self._call(f"api/v1/news?since={since}")
        return [NewsItem.from_dict(item) for item in answer["items"]], answer["next"]

    def _call(self, path: str, body: bytes | None = None, kind: str = "application/json") -> dict[str, Any]:
        request = urllib.request.Request(  # noqa: S310 - the operator's own configured address
            self.base.rstrip("/") + "/" + path,
            data=body,
            headers={"Content-Type": kind, "Authorization": f"Bearer {self.token}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=TIME_OUT) as response:  # noqa: S310
                found: dict[str, Any] = json.loads(response.read(_MOST_BYTES))
                return found
        except urllib.error.HTTPError as error:
            raise _refusal(error) from error
        except (OSError, ValueError) as error:
            raise RegisterUnavailable from error


def _refusal(error: urllib.error.HTTPError) -> Exception:
    """The refusal a problem document (RFC 9457) names, where it is one of the deposit's family."""
    try:
        problem = json.loads(error.read(_MOST_BYTES))
        return DepositRefused.because(problem["code"], **problem.get("data", {}))
    except (ValueError, KeyError, TypeError):
        return RegisterUnavailable()


def street() -> Street:
    """The way this installation is set up."""
    if settings.HOSHO_REGISTER_URL:
        return HttpsStreet(settings.HOSHO_REGISTER_URL, settings.HOSHO_REGISTER_TOKEN)
    return InProcessStreet()
