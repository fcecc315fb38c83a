"""Applying: what the orderer, the kind of guarantee or the papers do not allow."""

from __future__ import annotations

from typing import ClassVar

from hosho.domain.refusals.refusal import Refusal


class ApplicationRefused(Refusal):
    """Family: the application cannot go on as it stands."""


class OrdererSaysNo(ApplicationRefused):
    """The orderer takes no electronic certificate for this contract; `reason` is the rulebook's sentence."""

    code = "orderer_says_no"
    template = "{orderer}では、この契約の保証証書を電子では受け付けていません。{reason}書面の保証証書でお申し込みください。"
    template_english = (
        "This orderer does not accept an electronic certificate for this contract. You can continue on paper."
    )
    field = "delivery"
    example: ClassVar = {
        "orderer": "見本市",
        "reason": "対象は、令和7年5月1日以降に当初契約を結ぶ業務です。",
    }


class OrdererMustBeAsked(ApplicationRefused):
    """The rulebook does not say: yes or no is the orderer's to tell."""

    code = "orderer_must_be_asked"
    template = (
        "{orderer}が電子の保証証書を受け付けるかどうか、公表された資料では分かりません。"
        "{orderer}の担当課に確かめてから、電子交付か書面かを選んでください。"
    )
    field = "delivery"
    example: ClassVar = {"orderer": "見本市"}


class NeverElectronic(ApplicationRefused):
    """A reservation has no certificate at all."""

    code = "never_electronic"
    template = "{kind}には、電子証書がありません。受取方法で「書面」を選んでください。"
    field = "delivery"
    example: ClassVar = {"kind": "契約保証予約"}


class KindsDoNotCombine(ApplicationRefused):
    code = "kinds_do_not_combine"
    template = "「{first}」と「{second}」は、同時には申し込めません。どちらかを選び直してください。"
    field = "kinds"
    example: ClassVar = {"first": "契約保証", "second": "契約保証予約"}


class AmountBeyondLimit(ApplicationRefused):
    """Beyond what this orderer allows; `limit` as shown yen, `working` a sentence or empty."""

    code = "amount_beyond_limit"
    template = "{what}が、この発注者の上限（{limit}）を超えています。{working}金額を直してください。"
    field = "amount"
    example: ClassVar = {"what": "前払金額", "limit": "19,580,000円", "working": "請負代金額の4割までです。"}


class AmountBelowLimit(ApplicationRefused):
    code = "amount_below_limit"
    template = "{what}が、この発注者の定める額（{limit}）に足りません。{working}金額を直してください。"
    field = "amount"
    example: ClassVar = {
        "what": "保証金額",
        "limit": "4,895,000円",
        "working": "請負代金額の1割以上が必要です。",
    }


class DepositAccountNeeded(ApplicationRefused):
    code = "deposit_account_needed"
    template = (
        "前払金を預け入れる銀行口座が入力されていません。銀行名、支店名、口座番号、名義を入力してください。"
    )
    field = "deposit_account"


class EarlierAdvanceNeeded(ApplicationRefused):
    """An interim advance stands on an advance and on the orderer's certification."""

    code = "earlier_advance_needed"
    template = "中間前払金保証には、すでに受け取った前払金の額と、発注者の認定が必要です。その2つを入力してください。"
    field = "earlier_advance_yen"


class JointVentureShares(ApplicationRefused):
    """`total` as shown, e.g. 99.5％."""

    code = "joint_venture_shares"
    template = "共同企業体の出資割合の合計が{total}になっています。合計が100％になるように直してください。"
    field = "members"
    example: ClassVar = {"total": "99.5％"}


class JointVentureLead(ApplicationRefused):
    code = "joint_venture_lead"
    template = "共同企業体の代表者は、1社だけ選んでください。"
    field = "members"


class DeclarationMissing(ApplicationRefused):
    code = "declaration_missing"
    template = "確認事項にチェックがありません。内容をお読みになり、よろしければチェックを付けてください。"
    field = "declarations"


class PeriodRefused(ApplicationRefused):
    """Two days stand in the wrong order; words and days as shown."""

    code = "days_out_of_order"
    template = "「{later}」（{later_day}）が、「{earlier}」（{earlier_day}）より前になっています。どちらかを直してください。"
    example: ClassVar = {
        "earlier": "契約日",
        "earlier_day": "令和6年12月20日",
        "later": "工期の初日",
        "later_day": "令和6年12月19日",
    }


class PeriodNotCovered(ApplicationRefused):
    code = "period_not_covered"
    template = "保証期間は、{needed}までを含む必要があります。保証期間の末日を直してください。"
    field = "guarantee_period_to"
    example: ClassVar = {"needed": "令和7年9月30日"}


class CustomerAlreadyRegistered(ApplicationRefused):
    """Shown to the desk, and to an applicant only by mail: whether a company is a customer is not for strangers."""

    code = "customer_already_registered"
    http_status = 409
    template = (
        "この法人番号の会社は、すでにe-Net IDをお持ちです。会社内の管理者に、利用者の追加を依頼してください。"
    )
    field = "corporate_number"


class AttachmentRefused(ApplicationRefused):
    """Family for files; `name` is the file's name as sent."""

    field = "attachment"


class AttachmentType(AttachmentRefused):
    code = "attachment_type"
    http_status = 415
    template = (
        "「{name}」は、受け付けられない種類のファイルです。PDF、JPEG、PNGのいずれかで添付してください。"
    )
    example: ClassVar = {"name": "契約書.docx"}


class AttachmentTooLarge(AttachmentRefused):
    code = "attachment_too_large"
    http_status = 413
    template = "「{name}」は、1つのファイルの上限（{limit}）を超えています。分けるか、小さくしてから添付してください。"
    example: ClassVar = {"name": "契約書.pdf", "limit": "10MB"}


class AttachmentTooLong(AttachmentRefused):
    code = "attachment_too_long"
    template = "「{name}」は、上限の{limit}ページを超えています。必要なページだけを添付してください。"
    example: ClassVar = {"name": "契約書.pdf", "limit": "100"}


class AttachmentUnreadable(AttachmentRefused):
    code = "attachment_unreadable"
    template = (
        "「{name}」を開けませんでした。壊れているおそれがあります。作り直してから、もう一度添付してください。"
    )
    example: ClassVar = {"name": "契約書.pdf"}


class AttachmentLocked(AttachmentRefused):
    code = "attachment_locked"
    template = "「{name}」にはパスワードが付いています。パスワードを外してから、もう一度添付してください。"
    example: ClassVar = {"name": "契約書.pdf"}


class AttachmentActive(AttachmentRefused):
    """A PDF with JavaScript, launch actions or embedded files."""

    code = "attachment_active"
    template = "「{name}」には、自動で動く仕組みや別のファイルが含まれています。印刷用のPDFに作り直して添付してください。"
    example: ClassVar = {"name": "契約書.pdf"}


class AttachmentEmpty(AttachmentRefused):
    code = "attachment_empty"
    template = "「{name}」は中身が空です。ファイルを確かめて、もう一度添付してください。"
    example: ClassVar = {"name": "契約書.pdf"}


class TooManyAttachments(AttachmentRefused):
    code = "too_many_attachments"
    template = "添付できるファイルは{limit}個までです。まとめるか、不要なものを外してください。"
    example: ClassVar = {"limit": "20"}
