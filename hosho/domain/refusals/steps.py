"""When may: the order of steps, two people at once, four eyes."""

from __future__ import annotations

from typing import ClassVar

from hosho.domain.refusals.refusal import Refusal


class StepRefused(Refusal):
    """Family: the thing exists and the actor may, but not now or not like this."""

    http_status = 409


class IllegalStep(StepRefused):
    """The verb does not follow from the state. `state` and `verb` are the Japanese words for people."""

    code = "illegal_step"
    template = "いまの状態は「{state}」のため、「{verb}」はできません。画面を開き直して、いまの状態をご確認ください。"
    template_english = "This step is not possible in the present state."
    example: ClassVar = {"state": "発行済", "verb": "取下げ"}


class AlreadyDone(StepRefused):
    code = "already_done"
    template = (
        "「{verb}」は、すでに済んでいます。もう一度行う必要はありません。一覧でいまの状態をご確認ください。"
    )
    example: ClassVar = {"verb": "入金の記録"}


class ConcurrentEdit(StepRefused):
    code = "concurrent_edit"
    template = (
        "ほかの方が先に内容を変更しました。画面を開き直して、最新の内容を確かめてから入力してください。"
    )
    template_english = "Somebody else changed this in the meantime. Reload the page and check."


class FourEyes(StepRefused):
    """Proposal and approval need two different people."""

    code = "four_eyes"
    template = "ご自身が審査した案件は、ご自身では承認できません。別の承認者に依頼してください。"


class BeyondApprovalLimit(StepRefused):
    """A person's limit; `limit` as shown yen."""

    code = "beyond_approval_limit"
    template = "保証金額が、お一人で決定できる上限（{limit}）を超えています。承認者へ回してください。"
    example: ClassVar = {"limit": "50,000,000円"}


class ExposureExceeded(StepRefused):
    """The contractor's total would pass its limit; all amounts as shown yen."""

    code = "exposure_exceeded"
    template = (
        "引き受けると保証残高が{total}となり、この受注者の上限（{limit}）を超えます。"
        "限度額を見直すか、承認者へ回してください。"
    )
    example: ClassVar = {"total": "120,000,000円", "limit": "100,000,000円"}


class CommentsNeeded(StepRefused):
    code = "comments_needed"
    http_status = 422
    template = "直していただく項目が1つも選ばれていません。項目を選び、どう直すかを入力してください。"


class ReasonNeeded(StepRefused):
    code = "reason_needed"
    http_status = 422
    template = "理由が入力されていません。相手に伝わるように、理由を入力してください。"
    field = "reason"
