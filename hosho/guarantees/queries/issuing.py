"""How far every certificate has come, what is in its way and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hosho.domain.kinds import Delivery
from hosho.domain.lifecycle import IssuingStage
from hosho.domain.refusals import NotFound
from hosho.guarantees.actions.retry_issue import NAMES
from hosho.guarantees.issuing import name_of
from hosho.guarantees.models import Certificate
from hosho.outbox.models import Job
from hosho.parties.actor import Actor
from hosho.parties.roles import Side

# stage reached -> (the step that comes next, its job)
STEPS = (
    ("署名", IssuingStage.SEALED, "issue.seal"),
    ("タイムスタンプ", IssuingStage.STAMPED, "issue.stamp"),
    ("登録", IssuingStage.DEPOSITED, "issue.deposit"),
    ("通知", IssuingStage.ANNOUNCED, "issue.announce"),
)
_ORDER = list(IssuingStage)
# the class that the traceback's last line names -> what happened, what to do
_TROUBLES = (
    ("GlyphsMissing", "証書に印字できない文字があります。", "受注者に正しい字形を確かめ、システム担当に連絡してください。"),
    ("TimeStampUntrustworthy", "タイムスタンプの機関から、信頼できる応答がありません。", "しばらく待って「もう一度行う」を押してください。"),
    ("TimeStamp", "タイムスタンプの機関と通信できません。", "しばらく待って「もう一度行う」を押してください。"),
    ("SealError", "電子署名の鍵を使えません。", "システム担当に、署名の鍵の設定を確かめるよう連絡してください。"),
    ("RegisterUnavailable", "発注者用保証確認サービスと通信できません。", "しばらく待って「もう一度行う」を押してください。"),
    ("hosho.domain.refusals.register", "発注者用保証確認サービスが、登録を受け付けませんでした。", "システム担当に、署名の証明書と登録の設定を確かめるよう連絡してください。"),
    ("Damaged", "保管した証書のファイルが壊れています。", "システム担当に連絡してください。自動では直りません。"),
    ("FileNotFoundError", "保管したファイルが見つかりません。", "システム担当に、書類の保管場所を確かめるよう連絡してください。"),
    ("SMTP", "電子メールを送れません。", "メールの設定と宛先を確かめてから「もう一度行う」を押してください。"),
    ("Connection", "外部のサービスと通信できません。", "しばらく待って「もう一度行う」を押してください。"),
    ("Timeout", "外部のサービスから時間内に応答がありません。", "しばらく待って「もう一度行う」を押してください。"),
)  # fmt: skip
_UNKNOWN = (
    "処理の途中で問題が起きました。",
    "「もう一度行う」を押し、続くときはシステム担当に連絡してください。",
)
_JOB_WORDS = {
    "issue.seal": "署名",
    "issue.stamp": "タイムスタンプ",
    "issue.deposit": "登録",
    "issue.announce": "通知",
    "key.deposit": "認証キーの登録",
    "send_mail": "電子メールの送信",
}


@dataclass(frozen=True)
class StepState:
    """One step of issuing in words: 済, 処理中, 止まっています, これから."""

    label: str
    word: str
    tone: str


@dataclass(frozen=True)
class Trouble:
    """What last went wrong with a job, in a plain sentence, what to do, and whether it was given up."""

    job_id: int
    step: str
    what: str
    to_do: str
    attempts: int
    dead: bool
    retries_at: object = None


@dataclass(frozen=True)
class Progress:
    """One certificate on its way."""

    certificate: Certificate
    steps: tuple[StepState, ...]
    trouble: Trouble | None


def _desk(actor: Actor) -> None:
    if actor.side is not Side.SURETY:
        raise NotFound


def under_way(actor: Actor, *, limit: int = 200) -> list[Progress]:
    """Every certificate not yet announced, and its last error where there is one; the oldest first."""
    _desk(actor)
    found = list(
        Certificate.objects.exclude(stage=IssuingStage.ANNOUNCED.value)
        .select_related("guarantee__contractor", "guarantee__application")
        .defer("record")
        .order_by("prepared_at", "pk")[:limit]
    )
    keys = [f"{job}:{name_of(certificate)}" for certificate in found for _, _, job in STEPS]
    jobs = {job.key: job for job in Job.objects.filter(key__in=keys, done_at=None)}
    return [_progress(certificate, jobs) for certificate in found]


def _progress(certificate: Certificate, jobs: dict[str, Job]) -> Progress:
    reached = _ORDER.index(IssuingStage(certificate.stage))
    pending = next(
        (jobs[key] for _, _, name in STEPS if (key := f"{name}:{name_of(certificate)}") in jobs), None
    )
    trouble = trouble_of(pending) if pending and (pending.last_error or pending.dead_at) else None
    steps = []
    for number, (label, _, _) in enumerate(STEPS, start=1):
        if number <= reached:
            steps.append(StepState(label, "済", "good"))
        elif number == reached + 1:
            stopped = trouble is not None and trouble.dead
            steps.append(
                StepState(label, "停止中" if stopped else "処理中", "refused" if stopped else "waiting")
            )
        else:
            steps.append(StepState(label, "これから", "neutral"))
    return Progress(certificate, tuple(steps), trouble)


def trouble_of(job: Job) -> Trouble:
    """A job's last error as two sentences; the traceback itself stays with the operator."""
    last = job.last_error.strip().splitlines()[-1] if job.last_error.strip() else ""
    what, to_do = next(((what, to_do) for mark, what, to_do in _TROUBLES if mark in last), _UNKNOWN)
    if job.dead_at is None:
        to_do = "自動でやり直します。しばらくしてから、状態をご確認ください。"
    step = _JOB_WORDS.get(job.name, job.name)
    return Trouble(
        job.pk, step, what, to_do, job.attempts - job.forgiven, job.dead_at is not None, job.run_at
    )


def other_dead(actor: Actor, *, limit: int = 100) -> list[Trouble]:
    """Given-up jobs beside the certificates under way: mails and reissued keys."""
    _desk(actor)
    found = Job.objects.filter(dead_at__isnull=False, name__in=NAMES).exclude(name__startswith="issue.")
    return [trouble_of(job) for job in found.order_by("-dead_at", "-pk")[:limit]]


def stopped(actor: Actor) -> int:
    """How many jobs of the desk were given up."""
    _desk(actor)
    return Job.objects.filter(dead_at__isnull=False, name__in=NAMES).count()


def papers(actor: Actor, *, printed: bool = False, limit: int = 200) -> QuerySet[Certificate]:
    """Registered certificates to be handed over on paper; those still to be printed, or the last printed."""
    _desk(actor)
    ready = Q(guarantee__delivery=Delivery.PAPER.value, deposited_at__isnull=False)
    found = Certificate.objects.filter(ready, paper_printed_at__isnull=not printed)
    order = ("-paper_printed_at", "-pk") if printed else ("pk",)
    return (
        found.select_related("guarantee__contractor", "paper_printed_by")
        .defer("record")
        .order_by(*order)[:limit]
    )


def certificate(actor: Actor, certificate_id: int) -> Certificate:
    """One certificate whose sealed file exists. Raises NotFound."""
    _desk(actor)
    found = Certificate.objects.exclude(pdf="").select_related("guarantee").filter(pk=certificate_id).first()
    if found is None:
        raise NotFound
    return found
