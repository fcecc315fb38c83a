"""What a contractor may see of its applications. Everything takes the actor; a stranger's object is NotFound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from hosho.domain.application_pages import PURPOSES, Page, label_of
from hosho.domain.application_rows import answer_rows
from hosho.domain.kinds import GuaranteeKind
from hosho.domain.lifecycle import ApplicationState, possible_verbs
from hosho.domain.refusals import NotFound
from hosho.guarantees import attachment_files
from hosho.guarantees.models import Application, ApplicationStep, Attachment, Comment, Fee, Guarantee, Message
from hosho.guarantees.queries.hand_ins import keys_not_handed_in
from hosho.lib.clock import stamp
from hosho.parties.actor import Actor
from hosho.parties.roles import Side


def applications_of(actor: Actor, *, state: str = "", words: str = "") -> QuerySet[Application, Application]:
    """The company's applications, newest first; by state, and by words in title, orderer or receipt number."""
    found = Application.objects.filter(contractor_id=_company(actor)).order_by("-created_at", "-id")
    if state in {each.value for each in ApplicationState}:
        found = found.filter(state=state)
    for word in words.split():
        found = found.filter(
            Q(title__icontains=word) | Q(orderer_name__icontains=word) | Q(receipt_number__icontains=word)
        )
    return found


def application_of(actor: Actor, application_id: UUID) -> Application:
    """One application of the company. Raises NotFound for anybody else's."""
    found = Application.objects.filter(pk=application_id, contractor_id=_company(actor))
    application = found.select_related("contractor", "created_by", "copied_from").first()
    if application is None:
        raise NotFound
    return application


def _company(actor: Actor) -> int:
    if actor.side is not Side.CONTRACTOR:
        raise NotFound
    return actor.home


@dataclass(frozen=True)
class ToDo:
    """What waits for the contractor, most pressing first."""

    returned: list[Application]
    unread: list[Application]
    fees: list[Fee]
    keys: list[Guarantee]
    drafts: list[Application]

    @property
    def count(self) -> int:
        return len(self.returned) + len(self.unread) + len(self.fees) + len(self.keys) + len(self.drafts)


def to_do(actor: Actor) -> ToDo:
    """Returned applications, unread lines of the desk, fees to pay, keys not handed in, drafts."""
    mine = applications_of(actor)
    fees = Fee.objects.filter(
        application__contractor_id=_company(actor), state__in=(Fee.State.DUE, Fee.State.SHORT)
    )
    return ToDo(
        returned=list(mine.filter(state=ApplicationState.RETURNED.value)),
        unread=list(mine.filter(Exists(_unread_of_the_desk()))),
        fees=list(
            fees.filter(application__state=ApplicationState.FEE_DUE.value)
            .select_related("application")
            .order_by("due_on", "id")
        ),
        keys=list(keys_not_handed_in(actor)[:20]),
        drafts=list(mine.filter(state=ApplicationState.DRAFT.value)[:20]),
    )


def _unread_of_the_desk() -> QuerySet[Message, Message]:
    return Message.objects.filter(application=OuterRef("pk"), side=Side.SURETY.value, read_at=None)


def verbs_for(actor: Actor, application: Application) -> list[str]:
    """The steps of domain.lifecycle this actor may take now."""
    return possible_verbs(ApplicationState(application.state), {role.value for role in actor.roles})


@dataclass(frozen=True)
class HistoryLine:
    """One step as a sentence."""

    at: datetime
    sentence: str


_SENTENCES = {
    "submit": "{who}が保証を申し込みました。",
    "resubmit": "{who}が直した内容をもう一度送りました。",
    "withdraw": "{who}が申し込みを取り下げました。",
    "examine": "{who}が審査を始めました。",
    "return": "{who}が内容の確認をお願いしました。",
    "propose": "{who}が審査を進めています。",
    "send_back": "{who}が審査を進めています。",
    "accept": "{who}が保証を引き受けました。保証料をご確認ください。",
    "approve": "{who}が保証を引き受けました。保証料をご確認ください。",
    "decline": "{who}が引き受けを見送りました。",
    "conclude": "保証料の確認が済み、保証契約が成立しました。",
    "issue": "保証証書を発行しました。",
    "lapse": "期限までにお手続きがなかったため、申し込みを終了しました。",
}


def history(application: Application) -> list[HistoryLine]:
    """What happened, oldest first, as the contractor may read it: the surety's people stay unnamed."""
    steps = application.steps.select_related("person")
    return [HistoryLine(step.at, _sentence(step)) for step in steps]


def _sentence(step: ApplicationStep) -> str:
    of_company = step.person is not None and step.person.side == Side.CONTRACTOR.value
    known = _SENTENCES.get(step.verb, "状態が「{state}」になりました。")
    state = ApplicationState(step.to_state).label
    return known.format(who=f"{step.name}さん" if of_company else "当社", state=state)


def conversation(application: Application) -> QuerySet[Message, Message]:
    """The messages of both sides, oldest first."""
    return application.messages.select_related("by")


@dataclass(frozen=True)
class OpenComment:
    """What the desk asks to correct, with the words for its field and whether that page was changed since."""

    comment: Comment
    label: str
    page: Page | None
    field: str
    changed: bool


def open_comments(application: Application) -> list[OpenComment]:
    """Comments that are not resolved, in the order they were made."""
    handed_in = _answers_handed_in(application)
    return [
        _open(comment, application, handed_in)
        for comment in application.comments.filter(resolved_at__isnull=True)
    ]


def _open(comment: Comment, application: Application, handed_in: dict[str, Any]) -> OpenComment:
    name, _, field = comment.field.partition(".")
    page = Page(name) if name in {each.value for each in Page} else None
    if page is Page.ATTACHMENTS:
        changed = application.attachments.filter(Q(at__gt=comment.at) | Q(removed_at__gt=comment.at)).exists()
    else:
        changed = page is not None and _at(application.answers, comment.field) != _at(
            handed_in, comment.field
        )
    return OpenComment(comment, label_of(comment.field, application.answers), page, field, changed)


def _answers_handed_in(application: Application) -> dict[str, Any]:
    last = application.steps.filter(verb__in=("submit", "resubmit")).last()
    handed_in: dict[str, Any] = (last.detail.get("answers") if last else None) or {}
    return handed_in


def _at(answers: dict[str, Any], path: str) -> Any:
    value: Any = answers
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def attachments_of(application: Application) -> QuerySet[Attachment, Attachment]:
    """The papers that were not removed."""
    return application.attachments.filter(removed_at__isnull=True).order_by("at", "id")


def attachment_of(actor: Actor, application_id: UUID, attachment_id: UUID) -> Attachment:
    """One paper of the company's application. Raises NotFound."""
    found = attachments_of(application_of(actor, application_id)).filter(pk=attachment_id).first()
    if found is None:
        raise NotFound
    return found


def attachment_bytes(attachment: Attachment) -> bytes:
    """What was uploaded, checked against its digest. Raises FileNotFoundError, AttachmentDamaged."""
    return attachment_files.read(attachment.digest)


def purpose_label(purpose: str) -> str:
    return PURPOSES.get(purpose, PURPOSES["other"])


def issued_guarantees(application: Application) -> QuerySet[Guarantee, Guarantee]:
    """The guarantees that came of it and whose certificate stands in the register."""
    return application.guarantees.filter(current_version__gte=1).order_by("number")


def application_copy_paper(application: Application) -> dict[str, Any]:
    """What `Renderer.application_copy` sets for a submitted application. Raises NotFound for a draft."""
    if application.receipt_number is None or application.submitted_at is None:
        raise NotFound
    rows = [
        {"group": row.group, "label": row.label, "value": row.value}
        for row in answer_rows(application.answers)
    ]
    papers = [
        {"group": "添付書類", "label": purpose_label(paper.purpose), "value": paper.name}
        for paper in attachments_of(application)
    ]
    surety = {
        key: settings.SURETY[key]
        for key in ("code", "name", "address", "representative_title", "representative")
    }
    contractor = application.contractor
    applicant = [
        {"group": "申込者", "label": "商号または名称", "value": contractor.name},
        {"group": "申込者", "label": "住所", "value": contractor.address},
        {
            "group": "申込者",
            "label": "代表者",
            "value": f"{contractor.representative_title}　{contractor.representative}",
        },
        {"group": "申込者", "label": "お客様ID", "value": contractor.customer_number},
    ]
    return {
        "surety": surety,
        "receipt_number": application.receipt_number,
        "received_at": stamp(application.submitted_at),
        "sample": settings.SURETY["sample"],
        "rows": [*applicant, *rows, *papers],
    }


def kinds_label(application: Application) -> str:
    """契約保証・前払金保証."""
    return "・".join(GuaranteeKind(kind).label for kind in application.kinds)
