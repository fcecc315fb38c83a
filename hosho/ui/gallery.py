"""What the component gallery shows: invented values that use every component once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django import forms

from hosho.ui import fields
from hosho.ui.forms import Form
from hosho.ui.frame import SignedIn
from hosho.ui.rows import CheckRow, Task

AT = datetime(2026, 1, 5, 5, 5, tzinfo=UTC)


class GalleryForm(Form):
    """Every kind of control."""

    title = fields.CleanTextField(
        label="工事の名称", help_text="契約書（案）に書かれているとおりに入力してください。"
    )
    price = fields.YenField(label="請負代金額（消費税を含む）", help_text="例：12,345,678")
    contract_date = fields.EraDateField(
        label="契約日", help_text="予定の日でもかまいません。例：令和 7年 12月 1日"
    )
    number = fields.CodeField(label="保証契約番号", required=False)
    corporate_number = fields.CorporateNumberField(help_text="13けたの数字です。")
    licence = fields.LicenceField()
    postal_code = fields.PostalCodeField()
    phone = fields.PhoneField(label="電話番号", help_text="例：0972-22-3111")
    email = fields.EmailField(label="メールアドレス", required=False)
    orderer = forms.ChoiceField(
        label="発注者", choices=[("", "選んでください"), ("442054", "佐伯市"), ("440001", "大分県")]
    )
    delivery = forms.ChoiceField(
        label="保証証書の受取方法",
        widget=forms.RadioSelect,
        choices=[("ELECTRONIC", "電子交付を希望する"), ("PAPER", "書面で受け取る")],
    )
    kinds = forms.MultipleChoiceField(
        label="保証の種類",
        widget=forms.CheckboxSelectMultiple,
        choices=[("CONTRACT", "契約保証"), ("ADVANCE_PAYMENT", "前払金保証"), ("INTERIM", "中間前払金保証")],
    )
    message = fields.CleanTextField(label="連絡事項", lines=4, required=False)
    paper = forms.FileField(label="契約書（案）", help_text="PDFか画像、1件10MBまで", required=False)
    agreed = forms.BooleanField(label="申込の内容に誤りがないことを確認しました")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {"ELECTRONIC": "登録の手続きが済むと、メールでお知らせします。"}
        self.fields["delivery"].hints = hints  # type: ignore[attr-defined]


class Row(NamedTuple):
    """The shape of a certificate's row (hosho.domain)."""

    group: str
    label: str
    value: str


REFUSED_ENTRY = {
    "title": "市道見本線道路改良工事",
    "price": "１，２３４.5円",
    "contract_date_era": "令和",
    "contract_date_year": "7",
    "contract_date_month": "2",
    "contract_date_day": "29",
    "corporate_number": "7000012050003",
    "delivery": "ELECTRONIC",
}

ROWS = (
    Row("契約の内容", "発注者", "佐伯市"),
    Row("契約の内容", "工事の名称", "市道見本線道路改良工事"),
    Row("契約の内容", "請負代金額", "48,950,000円"),
    Row("契約の内容", "工期", "令和6年12月21日から\n令和7年9月30日まで"),
    Row("保証の内容", "保証金額", "19,580,000円"),
    Row("保証の内容", "保証期間", "令和7年1月6日から令和7年9月30日まで"),
)

CHECK_ROWS = (
    CheckRow("契約の内容", "請負代金額（消費税を含む）", "48,950,000円（4,895万円）", "#price"),
    CheckRow(
        "契約の内容",
        "契約日",
        "令和3年3月31日（2021年3月31日）",
        "#day",
        "平成33年3月31日は、令和3年3月31日として読み取りました。",
    ),
    CheckRow("契約の内容", "契約番号", "", "#number"),
    CheckRow("受取方法", "保証証書の受取方法", "電子交付を希望する", "#delivery"),
)

TASKS = (
    Task("発注者を選ぶ", "#orderer", "done"),
    Task("保証の種類", "#kinds", "done"),
    Task("契約の内容", "#contract", "partly", "工期の末日が入力されていません。"),
    Task("保証の金額と期間", "#amount", "todo"),
    Task("入力内容の確認", "", "blocked", "すべての入力が終わると進めます。"),
)

STATES = ("有効", "変更済", "審査中", "差戻し", "終了", "取消", "下書き")


def context(*, refused: bool) -> dict[str, Any]:
    """The page's variables; `refused` shows the form after a refused entry."""
    initial = {
        "price": 48950000,
        "contract_date": date(2025, 12, 1),
        "delivery": "ELECTRONIC",
        "title": "市道見本線道路改良工事",
    }
    return {
        "form": GalleryForm(REFUSED_ENTRY) if refused else GalleryForm(initial=initial),
        "rows": ROWS,
        "answers": CHECK_ROWS,
        "tasks": TASKS,
        "states": STATES,
        "at": AT,
        "day": date(2025, 12, 1),
        "signed_in": SignedIn("佐伯見本建設株式会社", "見本　花子", "/account/logout/", AT),
        "digest": "9f86d081884c7d659a2feaa0c55ad015",
    }
