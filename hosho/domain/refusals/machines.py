"""Programs asking: the API's own refusals."""

from __future__ import annotations

from typing import ClassVar

from hosho.domain.refusals.refusal import Refusal


class RequestRefused(Refusal):
    """Family: the request itself, whatever it is about."""


class RequestMalformed(RequestRefused):
    """`detail` in English, for engineers."""

    code = "request_malformed"
    http_status = 400
    template = (
        "送られたデータの形式が正しくありません（{detail}）。説明書を見て直してから、もう一度送ってください。"
    )
    template_english = "The request is malformed: {detail}"
    example: ClassVar = {"detail": "unknown member: colour"}


class CredentialsMissing(RequestRefused):
    code = "credentials_missing"
    http_status = 401
    template = (
        "接続のための認証情報がないか、正しくありません。登録された認証情報を付けて、もう一度送ってください。"
    )
    template_english = "Credentials are missing or wrong."


class IdempotencyConflict(RequestRefused):
    code = "idempotency_conflict"
    http_status = 409
    template = "同じ受付キーで、別の内容がすでに送られています。新しい受付キーを付けて送ってください。"
    template_english = "This idempotency key was used with different content."


class TooManyRequests(RequestRefused):
    code = "too_many_requests"
    http_status = 429
    template = "短い時間に多くの要求がありました。{until}を過ぎてから、もう一度送ってください。"
    template_english = "Too many requests; try again after {until}."
    example: ClassVar = {"until": "14時20分"}


class FormExpired(RequestRefused):
    """The CSRF check's own sentence."""

    code = "form_expired"
    http_status = 403
    template = "画面を開いてから時間がたったため、送信を受け付けられませんでした。画面を開き直して、もう一度送ってください。"


class DownForMaintenance(RequestRefused):
    code = "down_for_maintenance"
    http_status = 503
    template = "ただいま点検のため、利用を止めています。{until}を過ぎてから、もう一度お試しください。"
    example: ClassVar = {"until": "6時00分"}
