"""How much a contractor's guarantees add up to: living ones, and those that are being decided. All amounts in yen."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from hosho.domain.lifecycle import ApplicationState, GuaranteeStatus
from hosho.domain.refusals import NotFound
from hosho.guarantees import pricing
from hosho.guarantees.models import Application, Guarantee
from hosho.lib.yen import format_yen
from hosho.parties.actor import Actor
from hosho.parties.models import Contractor
from hosho.parties.roles import Side

LIVING = (
    GuaranteeStatus.CONCLUDED,
    GuaranteeStatus.VALID,
    GuaranteeStatus.AMENDED,
    GuaranteeStatus.CLAIMED,
)
# what a decision taken now must reckon with; concluded applications are counted as guarantees
BEING_DECIDED = (
    ApplicationState.SUBMITTED,
    ApplicationState.RETURNED,
    ApplicationState.UNDER_REVIEW,
    ApplicationState.AWAITING_APPROVAL,
    ApplicationState.FEE_DUE,
)


@dataclass(frozen=True)
class Exposure:
    """One contractor's total against its limit."""

    contractor: Contractor
    guarantees: tuple[Guarantee, ...]
    applications: tuple[Application, ...]
    living_yen: int
    open_yen: int
    limit_yen: int

    @property
    def total_yen(self) -> int:
        return self.living_yen + self.open_yen

    @property
    def exceeded(self) -> bool:
        return self.total_yen > self.limit_yen


def exposure_of(contractor: Contractor) -> Exposure:
    """The contractor's exposure with every open application counted."""
    guarantees = tuple(
        Guarantee.objects.filter(contractor=contractor, status__in=[status.value for status in LIVING])
        .select_related("application")
        .order_by("-concluded_at", "-pk")
    )
    applications = tuple(
        Application.objects.filter(contractor=contractor, state__in=[state.value for state in BEING_DECIDED])
        .select_related("contractor")
        .order_by("submitted_at", "pk")
    )
    return Exposure(
        contractor,
        guarantees,
        applications,
        sum(guarantee.amount_yen for guarantee in guarantees),
        sum(pricing.guaranteed_yen(application.answers) for application in applications),
        contractor.credit_limit_yen,
    )


def exposure(actor: Actor, contractor_id: int) -> Exposure:
    """For the desk's page about one contractor. Raises NotFound for others and for no such company."""
    found = Contractor.objects.filter(pk=contractor_id).first() if actor.side is Side.SURETY else None
    if found is None:
        raise NotFound
    return exposure_of(found)


def contractors(actor: Actor, typed: str = "", *, limit: int = 100) -> QuerySet[Contractor]:
    """The surety's customers, by a part of the folded name or the customer number."""
    from hosho.lib.text import fold_search

    if actor.side is not Side.SURETY:
        raise NotFound
    found = Contractor.objects.select_related("branch").order_by("search_key", "pk")
    if typed.strip():
        by_number = found.filter(customer_number=typed.strip())
        return (
            by_number if by_number.exists() else found.filter(search_key__contains=fold_search(typed))[:limit]
        )
    return found[:limit]


def why_second_person(application: Application) -> list[str]:
    """Why one person alone may not accept an application, as sentences; empty when one may."""
    because = []
    asked, most = (
        pricing.guaranteed_yen(application.answers),
        settings.SURETY["policy"]["single_decision_limit_yen"],
    )
    if asked > most:
        because.append(
            f"保証金額の合計{format_yen(asked)}が、お一人で決定できる上限{format_yen(most)}を超えています。"
        )
    found = exposure_of(application.contractor)
    if found.exceeded:
        because.append(
            f"引き受けると保証残高が{format_yen(found.total_yen)}となり、"
            f"この受注者の限度額{format_yen(found.limit_yen)}を超えます。"
        )
    return because
