"""Tags that draw form controls in the anatomy of the Digital Agency's design system (label, 必須, help, control, error)."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hosho.ui.tags.frame import forms_with_errors
from hosho.ui.widgets import EraDateWidget, LicenceWidget

register = template.Library()
Page = template.Context
_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple, EraDateWidget, LicenceWidget)


@register.simple_tag
def field(bound: BoundField, mark: bool = True, label: str = "") -> str:
    """`{% field form.title %}`. Choices and dates become a fieldset by themselves. `mark=False`: no 必須/任意 tag."""
    if bound.is_hidden:
        return bound.as_widget()
    if isinstance(bound.field.widget, _GROUPS):
        return fieldset(bound, label, mark)
    single = isinstance(bound.field.widget, forms.CheckboxInput)
    values = _anatomy(bound, mark, label) | {
        "control": _control(bound),
        "width": getattr(bound.field, "width", "l"),
    }
    return render_to_string("ui/parts/checkbox.html" if single else "ui/parts/field.html", values)


@register.simple_tag
def fieldset(bound: BoundField, legend: str = "", mark: bool = True) -> str:
    """`{% fieldset form.delivery "保証証書の受取方法" %}`: radios, checkboxes or a date under one legend."""
    values = _anatomy(bound, mark, legend)
    if isinstance(bound.field.widget, forms.RadioSelect):
        values["options"] = _options(bound)
        values["many"] = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)
    else:
        values["control"] = _control(bound)
    return render_to_string("ui/parts/fieldset.html", values)


def _anatomy(bound: BoundField, mark: bool, label: str) -> dict[str, Any]:
    return {
        "bound": bound,
        "id": bound.auto_id,
        "label": label or bound.label,
        "mark": mark,
        "required": bound.field.required,
        "help_text": bound.help_text,
        "errors": [str(error) for error in bound.errors],
        "suffix": getattr(bound.field, "suffix", ""),
        "note": getattr(bound.field, "note", None),
        "described_by": _described_by(bound),
    }


def _described_by(bound: BoundField) -> str:
    """Error first, then help, then the echo: the order a screen reader should say them in."""
    parts = (
        ("error", bool(bound.errors)),
        ("help", bool(bound.help_text)),
        ("note", bool(getattr(bound.field, "note", None))),
    )
    return " ".join(f"{bound.auto_id}-{part}" for part, present in parts if present)


_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Select, "dads-select__select"),
    (forms.Textarea, "dads-textarea__textarea"),
    (forms.FileInput, "dads-file__input"),
    (forms.CheckboxInput, "dads-checkbox__input"),
)


def _control(bound: BoundField) -> str:
    """The bare control. Built without Django's `required` and `maxlength`, which would check in the browser."""
    widget = bound.field.widget
    css = next((name for kind, name in _CLASSES if isinstance(widget, kind)), "dads-input-text__input")
    if getattr(bound.field, "numeric", False):
        css += " hosho-figures"
    attrs: dict[str, Any] = {
        "id": bound.auto_id,
        "class": " ".join(filter(None, (css, widget.attrs.get("class")))),
        "maxlength": False,
        "minlength": False,
        "required": False,
        "aria-describedby": _described_by(bound) or False,
        "aria-invalid": "true" if bound.errors else False,
    }
    if bound.field.disabled:
        attrs["readonly"] = True
    value = bound.value()
    html: str = widget.render(bound.html_name, value, attrs=attrs, renderer=bound.form.renderer)
    return html


def _options(bound: BoundField) -> list[dict[str, Any]]:
    hints = getattr(bound.field, "hints", {})
    options = []
    for number, option in enumerate(bound.subwidgets):
        data = option.data
        options.append(
            {
                "id": f"{bound.auto_id}_{number}",
                "name": data["name"],
                "value": data["value"],
                "label": data["label"],
                "checked": data["selected"],
                "hint": hints.get(str(data["value"]), ""),
            }
        )
    return options


@register.simple_tag(takes_context=True)
def error_summary(context: Page, *forms_to_check: BaseForm) -> str:
    """All refusals of the page in one focused box with links. The base template calls it; drawn once a page."""
    refused = [form for form in forms_to_check if form.is_bound and form.errors] or forms_with_errors(context)
    if not refused or context.render_context.get("error summary drawn"):
        return ""
    entries = [entry for form in refused for entry in _entries(form)]
    context.render_context["error summary drawn"] = True
    return render_to_string("ui/parts/error_summary.html", {"entries": entries})


def _entries(form: BaseForm) -> list[tuple[str, str]]:
    entries = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        target = _first_control(bound)
        entries.extend((target, str(error)) for error in bound.errors)
    return entries


def _first_control(bound: BoundField) -> str:
    """Where the link leads: the first control of a group."""
    widget = bound.field.widget
    if isinstance(widget, EraDateWidget):
        return f"{bound.auto_id}_year"
    if isinstance(widget, LicenceWidget):
        return f"{bound.auto_id}_authority"
    return f"{bound.auto_id}_0" if isinstance(widget, forms.RadioSelect) else bound.auto_id


@register.simple_tag
def submit(label: str, name: str = "", value: str = "", style: str = "fill", formaction: str = "") -> str:
    """A button that names the deed. `style`: fill (one a page), outline, text, warning (last step of an ending deed)."""
    values = {"label": label, "name": name, "value": value, "style": style, "formaction": formaction}
    return render_to_string("ui/parts/submit.html", values)


@register.simple_tag
def link_button(label: str, url: str, style: str = "outline") -> str:
    """A link that looks like a button, for going somewhere without changing anything."""
    return format_html(
        '<a class="dads-button" data-size="lg" data-type="{}" href="{}">{}</a>', style, url, label
    )


@register.simple_tag(takes_context=True)
def once_token(context: Page) -> SafeString:
    """A hidden token that makes a second click harmless: see hosho.ui.once. The same token after a refusal."""
    request = context.get("request")
    kept = request.POST.get("once", "") if request is not None and request.method == "POST" else ""
    token = kept if kept.isalnum() and len(kept) == 22 else get_random_string(22)
    return format_html('<input type="hidden" name="once" value="{}">', token)
