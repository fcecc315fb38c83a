"""What the desk sees of applications: the inbox, one application with everything said about it, its changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.lifecycle import ApplicationState
from hosho.domain.refusals import NotFound
from hosho.guarantees import pricing
from hosho.guarantees.checking import missing_papers
from hosho.guarantees.models import Application, Attachment, Message
from hosho.lib.business_days import NATIONAL_CALENDAR
from hosho.lib.clock import today_in_japan
from hosho.lib.text import fold_search
from hosho.parties.actor import Actor
from hosho.parties.models import Person
from hosho.parties.roles import Role, Side

PAGE = 50
# business days from receipt to decision that the desk aims at
TARGET_DAYS = 2
TO_DO = (
    ApplicationState.SUBMITTED,
    ApplicationState.UNDER_REVIEW,
    ApplicationState.AWAITING_APPROVAL,
)
SHOWN_STATES = tuple(state for state in ApplicationState if state is not ApplicationState.DRAFT)


@dataclass(frozen=True)
class InboxFilter:
    """What the inbox is narrowed to. `state`: a state, "" for everything to do, "all"; `holder`: "", "me" or "none"."""

    state: str = ""
    kind: str = ""
    holder: str = ""
    typed: str = ""


@dataclass(frozen=True)
class InboxRow:
    """One line of the inbox. `age` in business days since receipt."""

    application: Application
    state: ApplicationState
    kinds: str
    amount_yen: int
    age: int
    late: bool
    missing: tuple[str, ...]
    # the contractor wrote and nobody at the desk has looked
    unread: bool


@dataclass(frozen=True)
class Inbox:
    """One page of the inbox; `after` is the place to go on from, "" at the end."""

    rows: list[InboxRow]
    after: str
    counts: dict[ApplicationState, int]


def of_the_desk(actor: Actor) -> QuerySet[Application]:
    """Every application that was ever submitted. Drafts are the contractor's own. NotFound for other sides."""
    if actor.side is not Side.SURETY:
        raise NotFound
    return Application.objects.exclude(state=ApplicationState.DRAFT.value).exclude(submitted_at=None)


def inbox(actor: Actor, wanted: InboxFilter, *, at: datetime, after: str = "") -> Inbox:
    """Oldest first, a page at a time by key (not by counting), so that a moving queue skips and repeats nothing."""
    everything = of_the_desk(actor)
    counted = everything.values_list("state").annotate(count=Count("pk")).order_by()
    found = _narrowed(everything, wanted, actor)
    if after:
        moment, _, key = after.partition("|")
        at_key = _key(moment, key)
        found = found.filter(Q(submitted_at__gt=at_key[0]) | Q(submitted_at=at_key[0], pk__gt=at_key[1]))
    papers = Prefetch("attachments", queryset=Attachment.objects.filter(removed_at=None))
    rows = list(
        found.annotate(unread=Exists(_unread_of_the_contractor()))
        .select_related("contractor", "assigned_to", "branch")
        .prefetch_related(papers)
        .order_by("submitted_at", "pk")[: PAGE + 1]
    )
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    next_key = f"{last.submitted_at.isoformat()}|{last.pk}" if last and last.submitted_at else ""
    today = today_in_japan(at)
    return Inbox(
        [_row(application, today) for application in rows[:PAGE]],
        next_key,
        {ApplicationState(state): count for state, count in counted},
    )


def _narrowed(found: QuerySet[Application], wanted: InboxFilter, actor: Actor) -> QuerySet[Application]:
    if wanted.state == "":
        found = found.filter(state__in=[state.value for state in TO_DO])
    elif wanted.state != "all":
        found = found.filter(state=wanted.state)
    if wanted.kind:
        found = found.annotate(kinds_text=Cast("kinds", TextField())).filter(
            kinds_text__contains=f'"{wanted.kind}"'
        )
    if wanted.holder == "me":
        found = found.filter(assigned_to_id=actor.person_id)
    elif wanted.holder == "none":
        found = found.filter(assigned_to=None)
    if typed := wanted.typed.strip():
        found = found.filter(
            Q(receipt_number__icontains=typed)
            | Q(contractor__search_key__contains=fold_search(typed))
            | Q(orderer_name__contains=typed)
            | Q(contractor__customer_number=typed)
        )
    return found


def _key(moment: str, key: str) -> tuple[datetime, UUID]:
    try:
        return datetime.fromisoformat(moment), UUID(key)
    except ValueError:
        raise NotFound from None


def _row(application: Application, today: date) -> InboxRow:
    assert application.submitted_at is not None
    received = today_in_japan(application.submitted_at)
    age = max(0, NATIONAL_CALENDAR.count(received, today) - NATIONAL_CALENDAR.is_business_day(received))
    state = ApplicationState(application.state)
    present = {paper.purpose for paper in application.attachments.all()}
    return InboxRow(
        application,
        state,
        "・".join(GuaranteeKind(kind).label for kind in application.kinds),
        pricing.guaranteed_yen(application.answers),
        age,
        state in TO_DO and age > TARGET_DAYS,
        tuple(label for label, needed in missing_papers(application.answers, present) if needed),
        bool(getattr(application, "unread", False)),
    )


def _unread_of_the_contractor() -> QuerySet[Message]:
    return Message.objects.filter(application=OuterRef("pk"), side=Side.CONTRACTOR.value, read_at=None)


def application(actor: Actor, application_id: UUID | str) -> Application:
    """One application of the desk. Raises NotFound."""
    found = (
        of_the_desk(actor)
        .select_related("contractor", "assigned_to", "branch", "created_by")
        .filter(pk=application_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def attachment(actor: Actor, attachment_id: UUID | str) -> Attachment:
    """One paper of a submitted application. Raises NotFound."""
    found = (
        Attachment.objects.filter(pk=attachment_id, application__in=of_the_desk(actor))
        .select_related("application")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def former_answers(application: Application) -> dict[str, Any] | None:
    """What was submitted before the last submission; None when there was only one."""
    sent = application.steps.filter(verb__in=("submit", "resubmit")).order_by("-pk")[:2]
    answers = [step.detail.get("answers") for step in sent]
    return answers[1] if len(answers) == 2 else None


def colleagues(actor: Actor) -> list[Person]:
    """The surety's people who can have an application in hand."""
    if actor.side is not Side.SURETY:
        raise NotFound
    working = {Role.CLERK.value, Role.UNDERWRITER.value, Role.APPROVER.value}
    people = Person.objects.filter(side=Side.SURETY.value, is_active=True).order_by("kana", "pk")
    return [person for person in people if working.intersection(person.roles)]
