"""Form fields that accept what people in Japan type and hand on what programs store.

Rule (ux-and-security research 2.1): accept generously, store exactly, echo what was understood. Every refusal
comes from the parser in hosho.lib or hosho.domain, with its own Japanese sentence; nothing is checked here twice.
What was typed stays in the control when it is refused.
"""

from hosho.ui.fields.codes import CodeField, CorporateNumberField, DigitsField, LicenceField, PostalCodeField
from hosho.ui.fields.quantities import EraDateField, YenField
from hosho.ui.fields.texts import CleanTextField, EmailField, PhoneField
from hosho.ui.fields.typed import TypedField, refused

__all__ = [
    "CleanTextField",
    "CodeField",
    "CorporateNumberField",
    "DigitsField",
    "EmailField",
    "EraDateField",
    "LicenceField",
    "PhoneField",
    "PostalCodeField",
    "TypedField",
    "YenField",
    "refused",
]
