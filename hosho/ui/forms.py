"""The base of every form: our words for what is missing, no browser checks, and refusals put where they belong."""

from __future__ import annotations

from typing import Any

from django import forms

from hosho.ui.fields import LicenceField
from hosho.ui.widgets import EraDateWidget

_DJANGO_REQUIRED = forms.Field.default_error_messages["required"]
_CHOOSING = (forms.ChoiceField, forms.ModelChoiceField, forms.MultipleChoiceField, LicenceField)


class Form(forms.Form):
    """Derive every form from this. The sentence for an empty field names the field and the deed."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.is_required = False
            if field.error_messages.get("required") == _DJANGO_REQUIRED:
                field.error_messages["required"] = _sentence_for_missing(name, field)

    def add_refusal(self, refusal: Exception) -> None:
        """Show a Refusal of hosho.domain at its field, or above all fields when it names none of ours."""
        name = getattr(refusal, "field", None)
        self.add_error(name if name in self.fields else None, str(getattr(refusal, "sentence", refusal)))


def _sentence_for_missing(name: str, field: forms.Field) -> str:
    label = str(field.label or name)
    if isinstance(field, forms.BooleanField):
        return f"「{label}」にチェックを入れてください。"
    if isinstance(field, forms.FileField):
        return f"{label}のファイルを選んでください。"
    if isinstance(field, LicenceField) or isinstance(field.widget, EraDateWidget):
        return f"{label}を入力してください。"
    return f"{label}を選んでください。" if isinstance(field, _CHOOSING) else f"{label}を入力してください。"
