"""The register's side: deposits it does not believe, look-ups it does not answer, acceptance."""

from __future__ import annotations

from typing import ClassVar

from hosho.domain.refusals.refusal import Refusal


class DepositRefused(Refusal):
    """Family: the register does not take this deposit. The code is the reason a surety's system reads.

    `DepositRefused.because("seal_not_valid")` finds the class by its code.
    """


class UnknownSurety(DepositRefused):
    code = "unknown_surety"
    http_status = 403
    template = "この保証事業会社は登録されていません。確認サービスの運営者に登録を依頼してください。"
    template_english = "This surety is not registered here."


class SuretySuspended(DepositRefused):
    code = "surety_suspended"
    http_status = 403
    template = "この保証事業会社の登録は停止されています。確認サービスの運営者へご連絡ください。"


class SealNotValid(DepositRefused):
    code = "seal_not_valid"
    template = (
        "電子署名が正しくないか、署名の後に内容が変わっています。元のファイルから、もう一度寄託してください。"
    )
    template_english = "The seal does not verify, or the file was changed after sealing."


class SealNotRegistered(DepositRefused):
    code = "seal_not_registered"
    template = (
        "電子署名の証明書が、この保証事業会社のものとして登録されていません。証明書の登録をご確認ください。"
    )
    template_english = "The sealing certificate is not registered for this surety."


class SealOutOfTime(DepositRefused):
    code = "seal_out_of_time"
    template = "電子署名の証明書が、署名した時点で有効ではありません。有効な証明書で署名し直してください。"


class TimeStampNotValid(DepositRefused):
    code = "time_stamp_not_valid"
    template = "タイムスタンプを確認できません。タイムスタンプを付け直してから、もう一度寄託してください。"


class RecordDigestMismatch(DepositRefused):
    code = "record_digest_mismatch"
    template = (
        "証書のPDFと記録の内容が一致していません。同じ版のPDFと記録をそろえて、もう一度寄託してください。"
    )
    template_english = "The record's digest does not match the one sealed in the PDF."


class RecordMalformed(DepositRefused, ValueError):
    """`detail` names the place in English, for the surety's engineers."""

    code = "record_malformed"
    template = "記録が定められた形式になっていません（{detail}）。形式の説明書を見て直してから、もう一度寄託してください。"
    template_english = "The record is not in its format: {detail}"
    example: ClassVar = {"detail": "contract.price_yen: not a whole number above 0"}


class EventMalformed(DepositRefused, ValueError):
    code = "event_malformed"
    template = (
        "できごとの記録が定められた形式になっていません（{detail}）。形式の説明書を見て直してください。"
    )
    template_english = "The event is not in its format: {detail}"
    example: ClassVar = {"detail": "data: missing reason"}


class NumberNotOfSurety(DepositRefused):
    code = "number_not_of_surety"
    template = "保証契約番号の先頭2けたが、この保証事業会社の番号ではありません。番号をご確認ください。"


class ConflictingContent(DepositRefused):
    """The same number and version is already deposited with other content. Never overwritten."""

    code = "conflicting_content"
    http_status = 409
    template = "同じ番号と版の証書が、別の内容ですでに寄託されています。内容を直すときは、次の版として寄託してください。"
    template_english = "This number and version is already deposited with different content."


class VersionGap(DepositRefused):
    """`expected` is the next version the register would take."""

    code = "version_gap"
    http_status = 409
    template = "版の順番が続いていません。次に寄託できるのは第{expected}版です。抜けている版から順に寄託してください。"
    template_english = "The next version must be {expected}."
    example: ClassVar = {"expected": 2}


class ChainBroken(DepositRefused):
    code = "chain_broken"
    http_status = 409
    template = "前の記録とのつながりが合っていません。最新の記録を取り寄せて、そこから作り直してください。"
    template_english = "The previous digest does not match what is deposited."


class DepositOutOfOrder(DepositRefused):
    code = "deposit_out_of_order"
    http_status = 409
    template = "保証の状態が「{state}」のため、この寄託は受け付けられません。いまの状態をご確認ください。"
    example: ClassVar = {"state": "解除"}


class BeyondMandate(DepositRefused):
    """The surety's registration with the register does not cover this amount or kind."""

    code = "beyond_mandate"
    template = "この保証は、登録された引受けの範囲（{limit}）を超えています。登録の内容をご確認ください。"
    example: ClassVar = {"limit": "1,000,000,000円"}


class UnknownOrderer(DepositRefused):
    code = "unknown_orderer"
    template = "発注者の番号が、発注者の名簿にありません。番号をご確認ください。"


class UnknownGuarantee(DepositRefused):
    code = "unknown_guarantee"
    http_status = 404
    template = "この番号の保証契約は、まだ寄託されていません。最初の証書から順に寄託してください。"


class DepositTooLarge(DepositRefused):
    code = "deposit_too_large"
    http_status = 413
    template = "寄託のデータが上限（{limit}）を超えています。証書のPDFの大きさをご確認ください。"
    example: ClassVar = {"limit": "5MB"}


class LookUpRefused(Refusal):
    """Family: the confirmation service shows nothing."""


class LookUpFailed(LookUpRefused):
    """Wrong number and wrong key are one answer, in words and in time. It takes no data, so that none can differ."""

    code = "look_up_failed"
    http_status = 404
    template = (
        "入力された「保証契約番号」と「認証キー」の組み合わせが一致しません。"
        "お手元の「認証キー等のお知らせ」を見ながら、もう一度入力してください。"
    )
    template_english = "We could not find a certificate for this number and key. Check that the notice is for the right guarantee."


class LookUpWaiting(LookUpRefused):
    """Guessing is slowed, never the clerk locked out; `until` as a clock time."""

    code = "look_up_waiting"
    http_status = 429
    template = (
        "この保証契約番号で、一致しない入力が続きました。安全のため、{until}まで確認を止めています。"
        "その後は、正しい番号とキーで確認できます。"
    )
    template_english = "Too many attempts did not match. Please try again after {until}."
    example: ClassVar = {"until": "14時20分"}


class KeyRevoked(LookUpRefused):
    """Only when the old key itself is right, so it tells a stranger nothing; `day` as shown."""

    code = "key_revoked"
    http_status = 410
    template = (
        "この認証キーは、再発行により使えなくなりました。"
        "受注者に、{day}に発行された新しい「認証キー等のお知らせ」の提出を依頼してください。"
    )
    template_english = "This key was replaced. Ask the contractor for the new notice."
    example: ClassVar = {"day": "令和8年1月5日"}


class OneMoreStep(LookUpRefused):
    """Many misses came from this network lately: whoever goes on presses once more, after ten seconds."""

    code = "one_more_step"
    http_status = 429
    template = (
        "お使いの回線から、一致しない入力が続いています。10秒ほど待ってから、もう一度"
        "「保証証書を確認する」を押してください。"
    )
    template_english = "Please wait ten seconds and press the button once more."


class ViewingEnded(LookUpRefused):
    """The short-lived permission to see one certificate is over."""

    code = "viewing_ended"
    http_status = 410
    template = "表示できる時間が過ぎました。保証契約番号と認証キーを、もう一度入力してください。"


class DocumentMissing(LookUpRefused):
    """The register's own fault: a stored file does not come back as it was written."""

    code = "document_missing"
    http_status = 503
    template = "証書のファイルを取り出せませんでした。運営者に知らせてあります。時間をおいて、もう一度お試しください。"
