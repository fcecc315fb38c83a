"""Who may: signing in, roles, and objects that are somebody else's."""

from __future__ import annotations

from typing import ClassVar

from hosho.domain.refusals.refusal import Refusal


class AccessRefused(Refusal):
    """Family: it depends on who is asking."""


class NotFound(AccessRefused):
    """There is no such thing, or it belongs to somebody else: the two must look the same."""

    code = "not_found"
    http_status = 404
    template = (
        "お探しのものは見つかりませんでした。番号やリンクをご確認のうえ、一覧からもう一度お選びください。"
    )
    template_english = "We could not find what you are looking for."


class NotAllowed(NotFound):
    """The actor may not do this. Same code, status and sentence as NotFound, so a stranger learns nothing."""


class RoleMissing(AccessRefused):
    """A colleague who may see the page, but whose role does not include this step."""

    code = "role_missing"
    http_status = 403
    template = "この操作には「{role}」の権限が必要です。権限のある担当者に依頼してください。"
    example: ClassVar = {"role": "承認者"}


class SignInNeeded(AccessRefused):
    code = "sign_in_needed"
    http_status = 401
    template = "この画面を見るには、ログインしてください。"


class SignInFailed(AccessRefused):
    """Wrong ID and wrong password look the same."""

    code = "sign_in_failed"
    http_status = 401
    template = (
        "お客様IDとパスワードの組み合わせが一致しません。もう一度入力してください。"
        "パスワードが分からないときは、再設定の手続きをしてください。"
    )


class SignInWaiting(AccessRefused):
    code = "sign_in_waiting"
    http_status = 429
    template = (
        "一致しない入力が続いたため、{until}までログインを止めています。その後、もう一度入力してください。"
    )
    example: ClassVar = {"until": "14時20分"}


class AccountClosed(AccessRefused):
    code = "account_closed"
    http_status = 403
    template = "このIDは利用を停止しています。再開するときは、当社の担当窓口へご連絡ください。"


class StepUpNeeded(AccessRefused):
    """Showing or reissuing a key asks again who is there, also within a session."""

    code = "step_up_needed"
    http_status = 403
    template = "ご本人であることをもう一度確認します。パスワードまたは確認コードを入力してください。"


class StepUpFailed(AccessRefused):
    code = "step_up_failed"
    http_status = 403
    template = "ご本人であることを確認できませんでした。入力した内容を確かめて、もう一度入力してください。"


class SecondFactorNeeded(AccessRefused):
    code = "second_factor_needed"
    http_status = 403
    template = (
        "この操作には2段階の確認が必要です。「ログインの設定」で確認アプリかパスキーを登録してください。"
    )


class ActivationCodeWrong(AccessRefused):
    code = "activation_code_wrong"
    template = "利用開始コードが一致しません。お送りしたお知らせを見ながら、もう一度入力してください。"
    field = "activation_code"


class ActivationCodeExpired(AccessRefused):
    code = "activation_code_expired"
    http_status = 410
    template = "利用開始コードの有効期限が過ぎています。当社の担当窓口へ再発行をご依頼ください。"
    field = "activation_code"


class PasswordUnsuitable(AccessRefused):
    """`reason` is a Japanese sentence ending in 。"""

    code = "password_unsuitable"
    template = "{reason}別のパスワードを入力してください。"
    field = "password"
    example: ClassVar = {"reason": "よく使われているパスワードです。"}


class LastAdministrator(AccessRefused):
    code = "last_administrator"
    http_status = 409
    template = "管理者がいなくなるため、この変更はできません。先に別の方を管理者にしてください。"
