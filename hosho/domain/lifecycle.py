"""Every state and every step of the business, in one table: who may do what, from where to where.

Three things have a life: an application, a certificate being issued, and a guarantee.

    application  下書き → 申込済 ⇄ 差戻し; 申込済 → 審査中 → (承認待ち →) 保証料待ち → 成立 → 発行済
                 謝絶 from 審査中 and 承認待ち; 取下げ until 成立; 期限切れ from 差戻し and 保証料待ち
    issuing      発行準備 → 署名済 → 時刻証明済 → 登録済 → 通知済, one way, each stage repeatable until it is done
    guarantee    成立 → 有効 → 変更後有効 → 解除 / 取消 / 終了 / 請求中 → 支払済 → 終結

`step` answers with the next state or raises IllegalStep (not from here) or RoleMissing (not you). Source: domain.md 11.7.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from hosho.domain.refusals import IllegalStep, RoleMissing


class ApplicationState(StrEnum):
    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    UNDER_REVIEW = "UNDER_REVIEW"
    AWAITING_APPROVAL = "AWAITING_APPROVAL"
    FEE_DUE = "FEE_DUE"
    CONCLUDED = "CONCLUDED"
    ISSUED = "ISSUED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"
    LAPSED = "LAPSED"

    @property
    def label(self) -> str:
        return _LABELS[self]


class IssuingStage(StrEnum):
    PREPARED = "PREPARED"
    SEALED = "SEALED"
    STAMPED = "STAMPED"
    DEPOSITED = "DEPOSITED"
    ANNOUNCED = "ANNOUNCED"

    @property
    def label(self) -> str:
        return _LABELS[self]


class GuaranteeStatus(StrEnum):
    CONCLUDED = "CONCLUDED"
    VALID = "VALID"
    AMENDED = "AMENDED"
    RELEASED = "RELEASED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
    CLAIMED = "CLAIMED"
    PAID = "PAID"
    CLOSED = "CLOSED"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_in_force(self) -> bool:
        """Whether an orderer may rely on the guarantee for what happens now."""
        return self in (GuaranteeStatus.VALID, GuaranteeStatus.AMENDED, GuaranteeStatus.CLAIMED)


_LABELS: dict[StrEnum, str] = {
    ApplicationState.DRAFT: "下書き",
    ApplicationState.SUBMITTED: "申込済",
    ApplicationState.RETURNED: "差戻し",
    ApplicationState.UNDER_REVIEW: "審査中",
    ApplicationState.AWAITING_APPROVAL: "承認待ち",
    ApplicationState.FEE_DUE: "保証料待ち",
    ApplicationState.CONCLUDED: "成立",
    ApplicationState.ISSUED: "発行済",
    ApplicationState.DECLINED: "謝絶",
    ApplicationState.WITHDRAWN: "取下げ",
    ApplicationState.LAPSED: "期限切れ",
    IssuingStage.PREPARED: "発行準備",
    IssuingStage.SEALED: "署名済",
    IssuingStage.STAMPED: "時刻証明済",
    IssuingStage.DEPOSITED: "登録済",
    IssuingStage.ANNOUNCED: "通知済",
    GuaranteeStatus.CONCLUDED: "成立（発行前）",
    GuaranteeStatus.VALID: "有効",
    GuaranteeStatus.AMENDED: "有効（変更後）",
    GuaranteeStatus.RELEASED: "解除",
    GuaranteeStatus.CANCELLED: "取消",
    GuaranteeStatus.EXPIRED: "終了",
    GuaranteeStatus.CLAIMED: "請求中",
    GuaranteeStatus.PAID: "支払済",
    GuaranteeStatus.CLOSED: "終結",
}

# Roles by the names that `hosho.parties` gives them; SYSTEM is the worker and the schedule.
ROLE_LABELS = {
    "APPLICANT": "申込担当",
    "COMPANY_ADMINISTRATOR": "管理者",
    "CLERK": "受付",
    "UNDERWRITER": "審査",
    "APPROVER": "承認",
    "CASHIER": "出納",
    "ADMINISTRATOR": "業務管理",
    "SYSTEM": "システム",
}
SYSTEM = "SYSTEM"
_CONTRACTOR = ("APPLICANT", "COMPANY_ADMINISTRATOR")
_EXAMINERS = ("CLERK", "UNDERWRITER")

State = TypeVar("State", ApplicationState, IssuingStage, GuaranteeStatus)


@dataclass(frozen=True)
class Transition(Generic[State]):
    """One row: the verb and its Japanese noun, from which states, to which state, and whose step it is."""

    verb: str
    label: str
    sources: tuple[State, ...]
    target: State
    roles: tuple[str, ...]


_A, _I, _G = ApplicationState, IssuingStage, GuaranteeStatus
_UNTIL_CONCLUDED = (_A.DRAFT, _A.SUBMITTED, _A.RETURNED, _A.UNDER_REVIEW, _A.AWAITING_APPROVAL, _A.FEE_DUE)
_LIVING = (_G.VALID, _G.AMENDED)

APPLICATION_STEPS: tuple[Transition[ApplicationState], ...] = (
    Transition("edit", "入力", (_A.DRAFT,), _A.DRAFT, _CONTRACTOR),
    Transition("correct", "訂正", (_A.RETURNED,), _A.RETURNED, _CONTRACTOR),
    Transition("submit", "申込", (_A.DRAFT,), _A.SUBMITTED, _CONTRACTOR),
    Transition("resubmit", "再提出", (_A.RETURNED,), _A.SUBMITTED, _CONTRACTOR),
    Transition("withdraw", "取下げ", _UNTIL_CONCLUDED, _A.WITHDRAWN, _CONTRACTOR),
    Transition("examine", "審査の開始", (_A.SUBMITTED,), _A.UNDER_REVIEW, _EXAMINERS),
    Transition("return", "差戻し", (_A.SUBMITTED, _A.UNDER_REVIEW), _A.RETURNED, _EXAMINERS),
    Transition("propose", "承認の依頼", (_A.UNDER_REVIEW,), _A.AWAITING_APPROVAL, ("UNDERWRITER",)),
    Transition("accept", "引受け", (_A.UNDER_REVIEW,), _A.FEE_DUE, ("UNDERWRITER",)),
    Transition("decline", "謝絶", (_A.UNDER_REVIEW,), _A.DECLINED, ("UNDERWRITER",)),
    Transition("approve", "承認", (_A.AWAITING_APPROVAL,), _A.FEE_DUE, ("APPROVER",)),
    Transition("send_back", "審査への差戻し", (_A.AWAITING_APPROVAL,), _A.UNDER_REVIEW, ("APPROVER",)),
    Transition("decline", "謝絶", (_A.AWAITING_APPROVAL,), _A.DECLINED, ("APPROVER",)),
    # A cashier concludes by recording the last yen; whoever accepts concludes at once when the fee is covered.
    Transition(
        "conclude", "成立", (_A.FEE_DUE,), _A.CONCLUDED, ("CASHIER", "UNDERWRITER", "APPROVER", "SYSTEM")
    ),
    Transition("lapse", "期限切れ", (_A.RETURNED, _A.FEE_DUE), _A.LAPSED, ("CLERK", "CASHIER", "SYSTEM")),
    Transition("issue", "発行", (_A.CONCLUDED,), _A.ISSUED, ("SYSTEM",)),
)

ISSUING_STEPS: tuple[Transition[IssuingStage], ...] = (
    Transition("seal", "署名", (_I.PREPARED,), _I.SEALED, ("SYSTEM",)),
    Transition("stamp", "時刻証明", (_I.SEALED,), _I.STAMPED, ("SYSTEM",)),
    Transition("deposit", "登録", (_I.STAMPED,), _I.DEPOSITED, ("SYSTEM",)),
    Transition("announce", "通知", (_I.DEPOSITED,), _I.ANNOUNCED, ("SYSTEM",)),
)

GUARANTEE_STEPS: tuple[Transition[GuaranteeStatus], ...] = (
    Transition("issue", "発行", (_G.CONCLUDED,), _G.VALID, ("SYSTEM",)),
    Transition("amend", "変更", _LIVING, _G.AMENDED, ("UNDERWRITER", "APPROVER", "SYSTEM")),
    Transition("release", "解除", _LIVING, _G.RELEASED, ("UNDERWRITER", "APPROVER")),
    # Issued in error: as grave as a conclusion, so the approver's alone.
    Transition("cancel", "取消", (_G.CONCLUDED, *_LIVING), _G.CANCELLED, ("APPROVER",)),
    Transition("expire", "終了", _LIVING, _G.EXPIRED, ("SYSTEM",)),
    # A default within the period may be claimed after it.
    Transition("claim", "請求の受付", (*_LIVING, _G.EXPIRED), _G.CLAIMED, ("CLERK", "UNDERWRITER")),
    # Back to plain VALID: the versions remember that there was an amendment.
    Transition("close_claim", "請求の終了", (_G.CLAIMED,), _G.VALID, ("UNDERWRITER", "APPROVER")),
    Transition("pay", "支払", (_G.CLAIMED, _G.PAID), _G.PAID, ("CASHIER",)),
    Transition("close", "終結", (_G.PAID,), _G.CLOSED, ("UNDERWRITER", "APPROVER")),
)


def step(state: State, verb: str, role: str | Iterable[str]) -> State:
    """The state after a verb. `role` is one role or all roles of the actor; SYSTEM for the worker.

    Raises IllegalStep when the verb does not follow from the state, RoleMissing when it does but for others,
    ValueError for a verb that no state knows.
    """
    rows = _rows(state)
    known = [row for row in rows if row.verb == verb]
    if not known:
        raise ValueError(f"no such verb: {verb}")
    here = [row for row in known if state in row.sources]
    if not here:
        raise IllegalStep(state=state.label, verb=known[0].label)
    roles = _roles(role)
    for row in here:
        if roles.intersection(row.roles):
            return row.target
    # The system's part needs no colleague to be asked: nobody can press it.
    people = [ROLE_LABELS[name] for row in here for name in row.roles if name != SYSTEM]
    if not people:
        raise IllegalStep(state=state.label, verb=known[0].label)
    raise RoleMissing(role="・".join(dict.fromkeys(people)))


def possible_verbs(state: State, role: str | Iterable[str]) -> list[str]:
    """The verbs these roles may do now, in the order of the table: what a page offers as buttons."""
    roles = _roles(role)
    found = [row.verb for row in _rows(state) if state in row.sources and roles.intersection(row.roles)]
    return list(dict.fromkeys(found))


def is_final(state: State) -> bool:
    """Whether no step leads away from a state."""
    return not any(state in row.sources and row.target != state for row in _rows(state))


def _roles(role: str | Iterable[str]) -> frozenset[str]:
    return frozenset((role,)) if isinstance(role, str) else frozenset(role)


def _rows(state: State) -> tuple[Transition[State], ...]:
    tables: dict[type, tuple[Transition[State], ...]] = {
        ApplicationState: APPLICATION_STEPS,  # type: ignore[dict-item]
        IssuingStage: ISSUING_STEPS,  # type: ignore[dict-item]
        GuaranteeStatus: GUARANTEE_STEPS,  # type: ignore[dict-item]
    }
    return tables[type(state)]
