"""The pages of the wizard as forms: what people type on the left, the page's entries (JSON) on the right."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.forms import BoundField

from hosho.certificates import glyphs
from hosho.domain.application_checks import needs_number
from hosho.domain.application_pages import Page, category_of, fields_of
from hosho.domain.kinds import ContractCategory, GuaranteeKind
from hosho.domain.refusals import MissingGlyphs
from hosho.guarantees.orderers import rules_of
from hosho.portals.contractor.apply.orderer_words import asks_notice_date
from hosho.ui import fields
from hosho.ui.fields import refused
from hosho.ui.forms import Form

if TYPE_CHECKING:
    from hosho.guarantees.models import Application

_ELSEWHERE = "正しい字は、「連絡事項等」のページの「文字についての連絡」に書いてお知らせください。"


class PrintedTextField(fields.CleanTextField):
    """A text that stands on the certificate: a character the documents cannot draw is named here, not at issuing."""

    def validate(self, value: str) -> None:
        super().validate(value)
        absent = glyphs.missing(value)
        if absent:
            characters = "」「".join(dict.fromkeys(each.character for each in absent))
            refusal = MissingGlyphs(characters=characters, places=str(self.label))
            error = refused(refusal)
            error.message = refusal.sentence + _ELSEWHERE
            raise error


@dataclass(frozen=True)
class Section:
    """Some fields of a page under one heading; `sentences` explain what is asked."""

    heading: str
    fields: Sequence[BoundField]
    sentences: Sequence[str] = ()


class PageForm(Form):
    """One page. `entries()` after validation is what `save_page` takes."""

    page: ClassVar[Page]

    def __init__(self, application: Application, data: Mapping[str, Any] | None = None) -> None:
        self.application = application
        self.answers: dict[str, Any] = application.answers
        # Labels first: the sentence for an empty field is made from them.
        self.base_fields = copy.deepcopy(type(self).base_fields)  # type: ignore[misc]
        for name, label in fields_of(self.page, self.answers).items():
            if name in self.base_fields:
                self.base_fields[name].label = label
        super().__init__(data, initial=self.stored())
        self.build()
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = field.error_messages["required"]

    def stored(self) -> dict[str, Any]:
        """What stood on the page before, as initial values."""
        given: dict[str, Any] = dict(self.answers.get(self.page) or {})
        return given

    def build(self) -> None:
        """Fit the fields to this application."""

    def entries(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            part, _, rest = name.partition(".")
            if rest:
                made.setdefault(part, {})[rest] = _plain(value)
            else:
                made[name] = _plain(value)
        return made

    def notes(self) -> dict[str, str]:
        """How unusual entries were read, by field."""
        return {name: note for name, field in self.fields.items() if (note := getattr(field, "note", None))}

    def sections(self) -> list[Section]:
        return [Section("", list(self))]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class KindsForm(PageForm):
    """契約の種類 and 保証の種類."""

    page = Page.KINDS
    category = forms.ChoiceField(
        widget=forms.RadioSelect, choices=[(each.value, each.label) for each in ContractCategory]
    )
    kinds = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        choices=[(each.value, each.label) for each in GuaranteeKind],
        help_text="契約保証と前払金保証は、一度に申し込めます。",
    )

    def build(self) -> None:
        self.fields["kinds"].hints = {  # type: ignore[attr-defined]
            "CONTRACT": "契約どおりに工事や業務を終えることの保証です。契約保証金の代わりになります。",
            "ADVANCE_PAYMENT": "発注者から前払金を受け取るための保証です。",
            "INTERIM_ADVANCE_PAYMENT": "前払金に続けて中間前払金を受け取るための保証です。発注者の認定が必要です。",
            "CONTRACT_RESERVATION": "落札する前に、契約保証を予約します。ほかの保証とは別に申し込みます。電子証書はありません。",
        }
        self.fields["kinds"].error_messages["required"] = "保証の種類を1つ以上選んでください。"


class ContractForm(PageForm):
    """契約の内容, in the words of works or of consultant services."""

    page = Page.CONTRACT
    title = PrintedTextField(help_text="契約書（案）に書かれているとおりに入力してください。")
    number = PrintedTextField(most=60, width="l")
    place = PrintedTextField(required=False, most=150)
    price_yen = fields.YenField(least=1, help_text="例：12,345,678")
    date = fields.EraDateField(help_text="契約の前でしたら、予定の日を入力してください。")
    date_is_planned = forms.BooleanField(required=False)
    initial_date = fields.EraDateField(
        required=False, help_text="変更契約のときだけ、はじめに契約した日を入力してください。"
    )
    notice_date = fields.EraDateField(
        required=False, help_text="この発注者は、公告の日（指名のときは通知の日）で取扱いを決めています。"
    )
    period_from = fields.EraDateField()
    period_to = fields.EraDateField()
    latest_clauses = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[("yes", "使っている"), ("no", "使っていない"), ("unknown", "わからない")],
        help_text="発注者が定めた最新の契約約款を、当初の契約書に使っているかどうかを選んでください。",
    )

    def build(self) -> None:
        if not asks_notice_date(rules_of(self.answers)):
            del self.fields["notice_date"]
        number = self.fields["number"]
        number.required = needs_number(self.answers)
        number.help_text = (
            "番号がない契約では「なし」と入力してください。"
            if number.required
            else "まだ決まっていなければ、空欄のままで進めます。"
        )
        word = category_of(self.answers).words.period
        self.fields["period_to"].help_text = f"契約書（案）に書かれている{word}の終わりの日です。"

    def entries(self) -> dict[str, Any]:
        return {"notice_date": None, **super().entries()}


class AccountForm(PageForm):
    """前払金を預け入れる口座."""

    page = Page.ACCOUNT
    bank = PrintedTextField(most=60, help_text="例：見本銀行", width="l")
    branch = PrintedTextField(most=60, help_text="例：佐伯支店", width="l")
    kind = forms.ChoiceField(
        widget=forms.RadioSelect, choices=[(each, each) for each in ("普通", "当座", "別段")]
    )
    number = fields.DigitsField(
        length=7, help_text="7けたの数字です。7けたに足りないときは、頭に0を付けてください。"
    )
    holder = PrintedTextField(most=60, help_text="通帳に書かれているカナのとおりに入力してください。")

    def clean_holder(self) -> str:
        return _full_width_kana(self.cleaned_data["holder"])


def _full_width_kana(text: str) -> str:
    """Half-width kana as banks print them, made full-width so that voiced marks join; the rest stays as typed."""
    return re.sub("[｡-ﾟ]+", lambda run: unicodedata.normalize("NFKC", run[0]), text)


class DeliveryForm(PageForm):
    """連絡事項等の入力: 保証証書の受取方法, the person to ask, remarks."""

    page = Page.DELIVERY
    delivery = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[("ELECTRONIC", "電子交付を希望する"), ("PAPER", "書面")],
    )
    contact_name = fields.CleanTextField(most=60, autocomplete="name", width="l")
    contact_phone = fields.PhoneField()
    contact_email = fields.EmailField(help_text="電子証書の登録のお知らせは、このアドレスに届きます。")
    remarks = fields.CleanTextField(required=False, lines=4, most=1000)
    character_note = fields.CleanTextField(
        required=False,
        lines=2,
        most=300,
        help_text="登記や届出の字と違う字で入力したときに、その字を書いてください。例：「高」は、はしごだか",
    )

    def stored(self) -> dict[str, Any]:
        applicant, company = self.application.created_by, self.application.contractor
        proposed = {
            "contact_name": applicant.name,
            "contact_email": applicant.email,
            "contact_phone": company.phone,
        }
        return {**proposed, **super().stored()}

    def build(self) -> None:
        self.fields["delivery"].hints = {  # type: ignore[attr-defined]
            "ELECTRONIC": "電子証書と認証キーを登録すると、メールでお知らせします。",
            "PAPER": "保証証書の原本を、窓口または郵便でお渡しします。",
        }


class DeclarationsForm(PageForm):
    """確認事項."""

    page = Page.DECLARATIONS
    terms = forms.BooleanField()
    no_antisocial_forces = forms.BooleanField()
    privacy = forms.BooleanField()

    def build(self) -> None:
        self.fields["terms"].label = "保証約款の内容を読み、同意します"
        self.fields[
            "no_antisocial_forces"
        ].label = "当社と役員は、暴力団などの反社会的勢力ではなく、今後も関わりを持ちません"
        self.fields["privacy"].label = "申込に書いた個人情報を、審査と保証の手続きに使うことに同意します"
