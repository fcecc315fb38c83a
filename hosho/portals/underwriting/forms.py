"""The forms of the desk."""

from __future__ import annotations

from typing import Any

from django import forms

from hosho.domain.kinds import GuaranteeKind
from hosho.guarantees.queries.desk import SHOWN_STATES
from hosho.ui import fields
from hosho.ui.forms import Form

POINTS = 5


class InboxForm(Form):
    """What the inbox is narrowed to."""

    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[
            ("", "未処理すべて"),
            *((state.value, state.label) for state in SHOWN_STATES),
            ("all", "すべて"),
        ],
    )
    kind = forms.ChoiceField(
        label="保証の種類",
        required=False,
        choices=[("", "すべて"), *((kind.value, kind.label) for kind in GuaranteeKind)],
    )
    holder = forms.ChoiceField(
        label="担当",
        required=False,
        choices=[("", "すべて"), ("me", "自分"), ("none", "担当なし")],
    )
    typed = fields.CleanTextField(label="受付番号・受注者・発注者", required=False, most=60)


class SearchForm(Form):
    """One line to search by."""

    typed = fields.CleanTextField(label="保証契約番号・受注者・発注者", required=False, most=60)


class CompanyForm(Form):
    """A company to search for."""

    typed = fields.CleanTextField(label="受注者の名称・お客様ID", required=False, most=60)


class FeesForm(Form):
    """Which fees to list."""

    state = forms.ChoiceField(
        label="状態",
        required=False,
        choices=[
            ("", "入金待ちすべて"),
            ("DUE", "お支払い待ち"),
            ("SHORT", "不足あり"),
            ("OVER", "過入金あり"),
            ("SETTLED", "入金済"),
            ("COVERED", "一括納付"),
            ("all", "すべて"),
        ],
    )
    typed = fields.CleanTextField(label="受付番号・受注者", required=False, most=60)


class RevisionForm(Form):
    """A decision taken on a page that may have become old."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(RevisionForm):
    """Up to five things to correct, each at a field. `paths`: path and label of every field."""

    def __init__(self, *args: Any, paths: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "申込の全体"), *paths.items()]
        for number in range(1, POINTS + 1):
            self.fields[f"field_{number}"] = forms.ChoiceField(
                label=f"直していただく項目 {number}", required=False, choices=choices
            )
            self.fields[f"text_{number}"] = fields.CleanTextField(
                label=f"どう直すか {number}", required=False, most=400, lines=2
            )
        for field in self.fields.values():
            field.widget.is_required = False

    def pairs(self) -> list[tuple[Any, Any]]:
        """The bound fields, two and two, as the page draws them."""
        return [(self[f"field_{number}"], self[f"text_{number}"]) for number in range(1, POINTS + 1)]

    def comments(self) -> list[tuple[str, str]]:
        """What was filled in: path and text."""
        given = self.cleaned_data
        return [(given[f"field_{number}"], given[f"text_{number}"]) for number in range(1, POINTS + 1)]


class AcceptForm(RevisionForm):
    """Accept, with the underwriter's opinion."""

    note = fields.CleanTextField(
        label="審査の所見",
        required=False,
        most=1000,
        lines=3,
        help_text="不備のある項目を承知で引き受けるときや、承認を依頼するときは、理由を書いてください。",
    )


class ReasonForm(RevisionForm):
    """A deed that needs its reason."""

    reason = fields.CleanTextField(label="理由", most=1000, lines=3)


class MessageForm(Form):
    """A line to the contractor."""

    text = fields.CleanTextField(label="受注者への連絡", most=2000, lines=3)


class PaymentForm(Form):
    """One payment as it stands in the bank book."""

    amount_yen = fields.YenField(label="入金額", least=1)
    received_on = fields.EraDateField(label="入金日")
    payer = fields.CleanTextField(label="振込依頼人名", most=200, room=200)
    note = fields.CleanTextField(label="備考", required=False, most=200, room=200)


class StatementForm(Form):
    """A bank statement to read in."""

    statement = forms.FileField(
        label="入金明細（CSV）",
        help_text="1行目に「取引日」「金額」「振込依頼人名」「摘要」の見出しがあるCSVです。文字コードはUTF-8かShift_JISです。",
    )


class AssignForm(Form):
    """What a line of a statement was. `candidates`: value and label of the fees it may be for."""

    fee = forms.ChoiceField(label="この入金を充てる保証料", widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, candidates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fee"].choices = candidates  # type: ignore[attr-defined]
