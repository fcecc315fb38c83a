"""What a company may see of its certificates. Every question takes the actor; a stranger's guarantee is not found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from hosho.domain.certificate_record import CertificateRecord
from hosho.domain.kinds import Delivery, GuaranteeKind, version_label
from hosho.domain.lifecycle import GuaranteeStatus
from hosho.domain.refusals import NotFound
from hosho.guarantees.models import Certificate, Guarantee, KeyDisplay
from hosho.guarantees.queries.hand_ins import not_handed_in
from hosho.guarantees.queries.progress import Progress, is_overlooked, progress_of
from hosho.lib.text import fold_code_bare
from hosho.parties.actor import Actor
from hosho.parties.roles import Side

__all__ = [
    "PAGE",
    "Guarantee",
    "Line",
    "Page",
    "Search",
    "certificate",
    "displays",
    "find",
    "find_electronic",
    "in_preparation",
    "page",
    "record",
    "versions",
    "waiting_for_a_look",
]

PAGE = 20


@dataclass(frozen=True)
class Search:
    """What the list is narrowed to; empty entries do not narrow. `after`: the last guarantee already shown."""

    text: str = ""
    kind: str = ""
    not_handed_in: bool = False
    after: UUID | None = None


@dataclass(frozen=True)
class Line:
    """One guarantee of the list, with what its columns say."""

    guarantee: Guarantee

    @property
    def kind(self) -> str:
        return GuaranteeKind(self.guarantee.kind).label

    @property
    def version(self) -> str:
        return version_label(self.guarantee.current_version)

    @property
    def status(self) -> GuaranteeStatus:
        return GuaranteeStatus(self.guarantee.status)

    @property
    def is_electronic(self) -> bool:
        return self.guarantee.delivery == Delivery.ELECTRONIC

    @property
    def paper_printed_at(self) -> datetime | None:
        """When the desk printed the paper of the version that holds; None before that."""
        now = self.guarantee.current_version
        return next((c.paper_printed_at for c in self.guarantee.certificates.all() if c.version == now), None)

    @property
    def progress(self) -> Progress:
        return progress_of(self.guarantee)


@dataclass(frozen=True)
class Page:
    """A page of lines; `next_after` continues behind the last one, None at the end."""

    lines: list[Line]
    next_after: UUID | None


def find(actor: Actor, guarantee_id: UUID) -> Guarantee:
    """A deposited guarantee of the actor's company. Raises NotFound for anything else, whatever it is."""
    found = _shown(actor).filter(pk=guarantee_id).first()
    if found is None:
        raise NotFound
    return found


def find_electronic(actor: Actor, guarantee_id: UUID) -> Guarantee:
    """The same for what needs a key: a paper guarantee is not found either. Raises NotFound."""
    found = find(actor, guarantee_id)
    if found.delivery != Delivery.ELECTRONIC:
        raise NotFound
    return found


def page(actor: Actor, search: Search) -> Page:
    """The company's deposited guarantees, newest first."""
    found = _narrowed(_shown(actor), search)
    if search.after is not None:
        last = find(actor, search.after)
        found = found.filter(
            Q(concluded_at__lt=last.concluded_at) | Q(concluded_at=last.concluded_at, pk__lt=last.pk)
        )
    rows = list(found.order_by("-concluded_at", "-pk")[: PAGE + 1])
    lines = [Line(row) for row in rows[:PAGE]]
    return Page(lines, lines[-1].guarantee.pk if len(rows) > PAGE else None)


def in_preparation(actor: Actor) -> list[Guarantee]:
    """Concluded, but the certificate is not deposited yet: worth a line, never a link."""
    return list(
        _mine(actor)
        .filter(current_version=0, status=GuaranteeStatus.CONCLUDED.value)
        .exclude(kind=GuaranteeKind.CONTRACT_RESERVATION.value)
        .order_by("concluded_at", "pk")
    )


def waiting_for_a_look(actor: Actor, *, at: datetime) -> list[Guarantee]:
    """Handed in, and three business days later still not opened by the orderer."""
    return [each for each in _living(actor) if is_overlooked(each, at=at)]


def displays(guarantee: Guarantee) -> list[KeyDisplay]:
    """Every time the key was shown, printed or reissued, with the person; oldest first."""
    return list(guarantee.key_displays.select_related("person").order_by("pk"))


def certificate(guarantee: Guarantee, version: int | None = None) -> Certificate:
    """A deposited version, the current one when left out. Raises NotFound."""
    wanted = version or guarantee.current_version
    for row in guarantee.certificates.all():
        if row.version == wanted <= guarantee.current_version:
            return row
    raise NotFound


def versions(guarantee: Guarantee) -> list[Certificate]:
    """Every deposited version, newest first."""
    rows = [row for row in guarantee.certificates.all() if row.version <= guarantee.current_version]
    return sorted(rows, key=lambda row: -row.version)


def record(of: Certificate) -> CertificateRecord:
    """What a version says."""
    return CertificateRecord.from_bytes(bytes(of.record))


def _mine(actor: Actor) -> QuerySet[Guarantee]:
    if actor.side is not Side.CONTRACTOR:
        raise NotFound
    return Guarantee.objects.filter(contractor_id=actor.home)


def _shown(actor: Actor) -> QuerySet[Guarantee]:
    return (
        _mine(actor)
        .filter(current_version__gte=1)
        .select_related("application", "contractor")
        .prefetch_related("certificates", "keys", "hand_ins", "orderer_answers")
    )


def _living(actor: Actor) -> QuerySet[Guarantee]:
    in_force = [status.value for status in GuaranteeStatus if status.is_in_force]
    return _shown(actor).filter(delivery=Delivery.ELECTRONIC.value, status__in=in_force)


def _narrowed(found: QuerySet[Guarantee], search: Search) -> QuerySet[Guarantee]:
    for word in search.text.split():
        wanted = Q(title__icontains=word) | Q(orderer_name__icontains=word)
        digits = fold_code_bare(word)
        if digits.isdecimal():
            wanted |= Q(number__contains=digits)
        found = found.filter(wanted)
    if search.kind:
        found = found.filter(kind=search.kind)
    if search.not_handed_in:
        found = not_handed_in(found)
    return found
