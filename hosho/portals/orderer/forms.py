"""The forms of the confirmation service."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hosho.domain.certificate_record import CertificateRecord
from hosho.domain.numbers import AccessKey, GuaranteeNumber
from hosho.domain.refusals import TypingError
from hosho.register.comparison import Typed
from hosho.ui import fields
from hosho.ui.forms import Form

REASONS = (
    "金額が契約と違う",
    "工期・履行期間または保証期間が契約と違う",
    "受注者または工事・業務の名称が契約と違う",
    "あて先または発注者が違う",
    "保証の種類が違う",
    "状態が有効ではない",
    "その他",
)


class EchoingCodeField(fields.CodeField):
    """A code that says, when it was mistyped, what was read of it."""

    input_mode = "numeric"

    def to_python(self, value: Any) -> Any:
        self.note = None
        try:
            return super().to_python(value)
        except ValidationError as error:
            typing_error = error.__cause__
            if isinstance(typing_error, TypingError) and typing_error.echo:
                self.note = f"読み取った文字：{typing_error.echo}"
            raise

    def prepare_value(self, value: Any) -> Any:
        """What was typed goes back into the field, without characters no page can hold."""
        if isinstance(value, str):
            return "".join(character for character in value if character.isprintable())
        return super().prepare_value(value)


class LookUpForm(Form):
    """保証契約番号 and 認証キー, nothing else. Reads no table."""

    number = EchoingCodeField(
        parser=GuaranteeNumber.parse,
        label="保証契約番号",
        width="m",
        help_text="数字12けた。例：4725-0001-2345",
    )
    key = EchoingCodeField(
        parser=AccessKey.parse,
        label="認証キー",
        width="l",
        help_text="数字20けた。ハイフンや空白は、あってもなくても構いません。全角でも入力できます。",
    )


class CompareForm(Form):
    """What stands in the contract; every line may be left out, but not all of them."""

    def __init__(self, *args: Any, record: CertificateRecord, **options: Any) -> None:
        super().__init__(*args, **options)
        words = record.contract.category.words
        for name, label in (
            ("price", f"{words.price}（消費税を含む）"),
            ("period_to", f"{words.period}の末日"),
            ("contractor", words.contractor),
            ("title", words.title),
        ):
            self.fields[name].label = label

    price = fields.YenField(label="請負代金額", required=False)
    period_to = fields.EraDateField(label="工期の末日", required=False)
    contractor = fields.CleanTextField(label="受注者", required=False, most=200)
    title = fields.CleanTextField(label="工事の名称", required=False, most=300)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error(None, "契約書を見ながら、1つ以上の項目を入力してください。")
        return cleaned

    @property
    def typed(self) -> Typed:
        """What was typed, for the comparison."""
        return Typed(**{name: self.cleaned_data[name] or None for name in self.base_fields})


class AnswerForm(Form):
    """確認の回答: a statement by whoever holds the key."""

    confirmed = forms.ChoiceField(
        label="確認の結果",
        widget=forms.RadioSelect,
        choices=(("yes", "確認しました"), ("no", "確認できません")),
    )
    reason = forms.ChoiceField(
        label="確認できない理由",
        required=False,
        help_text="「確認できません」のときに選んでください。",
        choices=(("", "選んでください"), *((reason, reason) for reason in REASONS)),
    )
    remark = fields.CleanTextField(label="理由の補足", required=False, most=300, lines=3)
    department = fields.CleanTextField(
        label="所属", most=100, room=100, help_text="例：佐伯市 契約検査課契約係"
    )
    name = fields.CleanTextField(label="氏名", most=100, room=100)

    @property
    def said_reason(self) -> str:
        """The reason as one text; empty when none was chosen."""
        chosen, remark = self.cleaned_data["reason"], self.cleaned_data["remark"]
        return "。".join(part for part in (chosen, remark) if part) if chosen else ""
