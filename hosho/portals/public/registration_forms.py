"""The pages of ID登録, one question group each. What they clean to is what `apply_for_id` takes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hosho.domain.licence import Licence
from hosho.parties.roles import Role
from hosho.ui import fields
from hosho.ui.forms import Form
from hosho.ui.rows import CheckRow

MOST_USERS = 3
USER_ROLES = {
    "APPLICANT": ("申込担当（保証の申込と、電子証書・認証キーの確認）", [Role.APPLICANT]),
    "READER": ("確認のみ（申込の状況と電子証書を見る）", [Role.READER]),
    "ADMINISTRATOR": (
        "管理者（申込担当の仕事と、利用者の追加・停止）",
        [Role.APPLICANT, Role.COMPANY_ADMINISTRATOR],
    ),
}


class StepForm(Form):
    """One page; `answers` is its part of the draft."""

    def answers(self) -> Any:
        return {name: value if value is not None else "" for name, value in self.cleaned_data.items()}


class KanaField(fields.CleanTextField):
    """A reading in full-width katakana; hiragana is turned into it, half-width made full."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if not typed:
            return ""
        wide = unicodedata.normalize("NFKC", typed)
        kana = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in wide).replace(" ", "　")
        if not all("ァ" <= c <= "ヿ" or c in "　・（）()－-" for c in kana):
            raise ValidationError(f"{self.label}は、カタカナで入力してください。", code="not_kana")
        return kana


class CompanyForm(StepForm):
    name = fields.CleanTextField(
        label="商号または名称",
        most=100,
        on_certificate=True,
        autocomplete="organization",
        help_text="登記のとおりに入力してください。（株）などと略さないでください。例：佐伯見本建設株式会社",
    )
    kana = KanaField(
        label="フリガナ", most=100, help_text="「カブシキガイシャ」は除きます。ひらがなでも入力できます。"
    )
    corporate_number = fields.CorporateNumberField(
        required=False,
        help_text="13けたの番号です。個人事業の方は、空欄にしてください。",
    )
    licence = fields.LicenceField(
        label="建設業許可番号",
        required=False,
        help_text="建設コンサルタント業だけの方は、空欄にしてください。",
    )

    def answers(self) -> dict[str, Any]:
        licence = self.cleaned_data["licence"]
        shown = licence.shown if isinstance(licence, Licence) else (licence or "")
        return {**super().answers(), "licence": shown}


class RepresentativeForm(StepForm):
    title = fields.CleanTextField(
        label="役職", most=40, width="m", on_certificate=True, help_text="例：代表取締役"
    )
    name = fields.CleanTextField(
        label="氏名",
        most=60,
        room=100,
        width="m",
        on_certificate=True,
        help_text="登記や印鑑証明書の字のとおりに入力してください。「髙」「﨑」なども、そのまま使えます。例：髙﨑　一郎",
    )


class OfficeForm(StepForm):
    postal_code = fields.PostalCodeField(label="郵便番号")
    address = fields.CleanTextField(
        label="登記された本店の所在地",
        most=150,
        room=200,
        on_certificate=True,
        autocomplete="street-address",
        help_text="ご本人確認のため、利用開始コードをこの所在地あてに郵便でお送りします。",
    )
    phone = fields.PhoneField(label="電話番号")
    fax = fields.PhoneField(label="FAX番号", required=False, autocomplete="off")


class UsersForm(StepForm):
    """One to three people; the first becomes the administrator."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, MOST_USERS + 1):
            self.fields |= self._fields_for(place)
        for field in self.fields.values():
            field.widget.is_required = False
            if field.required:
                field.error_messages["required"] = f"{field.label}を入力してください。"

    @staticmethod
    def _fields_for(place: int) -> dict[str, forms.Field]:
        needed = place == 1
        found: dict[str, forms.Field] = {
            f"name{place}": fields.CleanTextField(
                label="氏名", most=60, room=100, width="m", required=needed
            ),
            f"kana{place}": KanaField(label="フリガナ", most=60, room=100, width="m", required=needed),
            f"email{place}": fields.EmailField(label="メールアドレス", required=needed, autocomplete="off"),
        }
        if not needed:
            found[f"role{place}"] = forms.ChoiceField(
                label="できること",
                required=False,
                widget=forms.RadioSelect,
                choices=[(name, words) for name, (words, _) in USER_ROLES.items()],
            )
        return found

    def people(self) -> list[dict[str, Any]]:
        """For the template: the bound fields of each person, and whether anything is there."""
        return [
            {
                "place": place,
                "fields": [self[name] for name in self._fields_for(place)],
                "open": place == 1
                or any(self[name].value() or self[name].errors for name in self._fields_for(place)),
            }
            for place in range(1, MOST_USERS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for place in range(2, MOST_USERS + 1):
            names = [f"{part}{place}" for part in ("name", "kana", "email", "role")]
            if any(self.data.get(name) for name in names):
                for name in names:
                    if not cleaned.get(name) and name not in self.errors:
                        verb = "選んで" if name.startswith("role") else "入力して"
                        self.add_error(name, f"{place}人目の{self.fields[name].label}を{verb}ください。")
        return cleaned

    def answers(self) -> list[dict[str, Any]]:
        found = []
        for place in range(1, MOST_USERS + 1):
            if self.cleaned_data.get(f"name{place}"):
                role = "ADMINISTRATOR" if place == 1 else self.cleaned_data[f"role{place}"]
                person = {part: self.cleaned_data[f"{part}{place}"] for part in ("name", "kana", "email")}
                found.append({**person, "roles": [each.value for each in USER_ROLES[role][1]]})
        return found


class ConsentForm(StepForm):
    terms = forms.BooleanField(label="利用規約に同意する")
    privacy = forms.BooleanField(label="個人情報の取扱いに同意する")
    no_antisocial_forces = forms.BooleanField(
        label="反社会的勢力に該当せず、今後も関わりを持たないことを表明する"
    )


def initial_of(step: str, draft: dict[str, Any]) -> dict[str, Any]:
    """What a page begins with when it was filled in before."""
    kept = draft.get(step) or {}
    if step != "users":
        return dict(kept)
    initial: dict[str, Any] = {}
    for place, person in enumerate(kept or [], start=1):
        initial |= {f"{part}{place}": person[part] for part in ("name", "kana", "email")}
        initial[f"role{place}"] = next(
            (name for name, (_, roles) in USER_ROLES.items() if person["roles"] == [r.value for r in roles]),
            "",
        )
    return initial


def check_rows(draft: dict[str, Any], url_of: Callable[[str], str]) -> list[CheckRow]:
    """Every answer with its 変更 link."""
    company, representative, office = draft["company"], draft["representative"], draft["office"]
    rows = [
        CheckRow("会社", "商号または名称", company["name"], url_of("company")),
        CheckRow("会社", "フリガナ", company["kana"], url_of("company")),
        CheckRow("会社", "法人番号", company["corporate_number"], url_of("company")),
        CheckRow("会社", "建設業許可番号", company["licence"], url_of("company")),
        CheckRow("代表者", "役職", representative["title"], url_of("representative")),
        CheckRow("代表者", "氏名", representative["name"], url_of("representative")),
        CheckRow(
            "本店", "郵便番号", f"〒{office['postal_code'][:3]}-{office['postal_code'][3:]}", url_of("office")
        ),
        CheckRow("本店", "所在地", office["address"], url_of("office")),
        CheckRow("本店", "電話番号", office["phone"], url_of("office")),
        CheckRow("本店", "FAX番号", office["fax"], url_of("office")),
    ]
    for place, person in enumerate(draft["users"], start=1):
        group = f"利用者 {place}人目"
        roles = "・".join(Role(role).label for role in person["roles"])
        rows += [
            CheckRow(group, "氏名", person["name"], url_of("users")),
            CheckRow(group, "フリガナ", person["kana"], url_of("users")),
            CheckRow(group, "メールアドレス", person["email"], url_of("users")),
            CheckRow(group, "できること", roles, url_of("users")),
        ]
    return rows
