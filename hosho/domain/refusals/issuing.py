"""Fees, and what stands between a concluded guarantee and its certificate."""

from __future__ import annotations

from typing import ClassVar

from hosho.domain.refusals.refusal import Refusal


class FeeRefused(Refusal):
    """Family: money."""

    http_status = 409


class FeeNotSettled(FeeRefused):
    """Nothing is concluded or issued before the fee is received or covered; `due` as shown yen."""

    code = "fee_not_settled"
    template = "保証料（{due}）の入金がまだ確認できていません。入金を記録してから、もう一度お進みください。"
    example: ClassVar = {"due": "12,700円"}


class FeeNotStated(FeeRefused):
    code = "fee_not_stated"
    template = "保証料がまだ計算されていません。先に保証料を計算してください。"


class FeeAlreadyReceived(FeeRefused):
    """A withdrawal after money came in would leave a refund nobody recorded; `paid` as shown yen."""

    code = "fee_already_received"
    template = (
        "保証料（{paid}）のご入金があるため、この画面からは取り下げられません。"
        "返金の手続きをしますので、当社の担当窓口へご連絡ください。"
    )
    example: ClassVar = {"paid": "12,700円"}


class TariffMissing(FeeRefused):
    """No tariff is in force for a kind on a day."""

    code = "tariff_missing"
    template = "{day}に使える「{kind}」の保証料率が登録されていません。管理者に料率の登録を依頼してください。"
    example: ClassVar = {"day": "令和7年12月1日", "kind": "前払金保証"}


class StatementUnreadable(FeeRefused):
    """`line` counts from 1."""

    code = "statement_unreadable"
    http_status = 422
    template = "入金明細の{line}行目を読み取れませんでした（{reason}）。ファイルを直してから、もう一度取り込んでください。"
    field = "statement"
    example: ClassVar = {"line": 3, "reason": "金額がありません"}


class StatementAlreadyImported(FeeRefused):
    code = "statement_already_imported"
    template = "この入金明細は、すでに取り込んであります。別の期間の明細を選んでください。"
    field = "statement"


class PaymentUnmatched(FeeRefused):
    code = "payment_unmatched"
    template = (
        "振込人「{payer}」の入金に当てはまる申込が見つかりません。申込を選んで、手で結び付けてください。"
    )
    example: ClassVar = {"payer": "サイキミホンケンセツ（カ"}


class CollectiveAgreementMissing(FeeRefused):
    code = "collective_agreement_missing"
    template = "この会社とは、保証料の一括納付の取り決めがありません。1件ごとの入金として扱ってください。"


class IssuingRefused(Refusal):
    """Family: the certificate cannot be made or shown now."""

    http_status = 409


class NotConcluded(IssuingRefused):
    code = "not_concluded"
    template = "保証契約がまだ成立していないため、証書を発行できません。審査と保証料の状態をご確認ください。"


class ContractPeriodOver(IssuingRefused):
    """An advance cannot be guaranteed any more; `word` is 工期 or 履行期間, `day` its last day."""

    code = "contract_period_over"
    template = (
        "{word}の末日（{day}）を過ぎたため、前払金の保証契約を成立させることができません。"
        "受注者に連絡し、入金があれば返金して、申込を終了してください。"
    )
    example: ClassVar = {"word": "工期", "day": "令和7年9月30日"}


class NoCertificateForKind(IssuingRefused):
    code = "no_certificate_for_kind"
    template = "{kind}には保証証書がありません。一覧に戻って、ほかの手続きを選んでください。"
    example: ClassVar = {"kind": "契約保証予約"}


class CertificateNotReady(IssuingRefused):
    code = "certificate_not_ready"
    template = "電子証書を作成しています。しばらくしてから、画面を開き直してください。"


class KeyNotReady(IssuingRefused):
    code = "key_not_ready"
    template = "認証キーは、電子証書の登録が済むと表示できます。お知らせのメールが届くまでお待ちください。"


class HandInInFuture(IssuingRefused):
    code = "hand_in_in_future"
    http_status = 422
    template = "提出した日が、まだ来ていない日になっています。今日までの日を入力してください。"
    field = "on"


class MissingGlyphs(IssuingRefused):
    """`characters` are shown as they are, `places` in Japanese."""

    code = "missing_glyphs"
    http_status = 422
    template = (
        "証書に印字できない文字があります：「{characters}」（{places}）。"
        "登記のとおりの字かどうかを確かめ、印字できる字に直すか、当社の担当窓口へご相談ください。"
    )
    example: ClassVar = {"characters": "𠮷", "places": "代表者の氏名"}


class SealerUnavailable(IssuingRefused):
    code = "sealer_unavailable"
    http_status = 503
    template = (
        "電子署名の装置と通信できません。自動でやり直しますので、しばらくしてから状態をご確認ください。"
    )


class TimeStamperUnavailable(IssuingRefused):
    code = "time_stamper_unavailable"
    http_status = 503
    template = (
        "タイムスタンプの機関と通信できません。自動でやり直しますので、しばらくしてから状態をご確認ください。"
    )


class RegisterUnavailable(IssuingRefused):
    code = "register_unavailable"
    http_status = 503
    template = "発注者用保証確認サービスと通信できません。自動でやり直しますので、しばらくしてから状態をご確認ください。"


class IssuingStopped(IssuingRefused):
    """Retries are used up; a person must look. `stage` is the Japanese label."""

    code = "issuing_stopped"
    template = "証書の発行が「{stage}」で止まっています。原因を確かめて、「もう一度行う」を押してください。"
    example: ClassVar = {"stage": "発行準備"}
