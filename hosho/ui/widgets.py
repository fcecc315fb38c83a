"""Controls that Django does not have. Plain HTML; no `required`, no `maxlength`, no script."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.datastructures import MultiValueDict

from hosho.domain.licence import AUTHORITIES
from hosho.lib.days import WESTERN, era_and_year

DATE_PARTS = ("era", "year", "month", "day")


class EraParts(NamedTuple):
    """The four controls of a date as typed."""

    era: str = "令和"
    year: str = ""
    month: str = ""
    day: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.year.strip() or self.month.strip() or self.day.strip())


class EraDateWidget(forms.Widget):
    """元号 (select) and 年・月・日 (text). Names end in `_era`, `_year`, `_month`, `_day`.

    A whole date under the plain name is read too, so that a program or a copied draft may send `2025-12-01`.
    """

    template_name = "ui/widgets/era_date.html"
    use_fieldset = True
    eras: tuple[str, ...] = ("令和", "平成", WESTERN)

    def parts_of(self, value: Any) -> EraParts:
        """The four texts to show for a day, for parts typed before, or for nothing."""
        if isinstance(value, EraParts):
            return value
        if isinstance(value, str) and value:
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return EraParts(year=value)
        if not isinstance(value, date):
            return EraParts()
        era, year = era_and_year(value)
        if era not in self.eras:
            era, year = WESTERN, value.year
        return EraParts(
            era, "元" if year == 1 and era != WESTERN else str(year), str(value.month), str(value.day)
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["parts"] = self.parts_of(value)
        context["eras"] = self.eras
        context["invalid"] = (attrs or {}).get("aria-invalid")
        context["described_by"] = (attrs or {}).get("aria-describedby")
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> EraParts:
        whole = data.get(name)
        if whole:
            return EraParts(year=str(whole))
        era = str(data.get(f"{name}_era", "") or EraParts().era)
        return EraParts(era, *(str(data.get(f"{name}_{part}", "") or "") for part in DATE_PARTS[1:]))

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        return name not in data and all(f"{name}_{part}" not in data for part in DATE_PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_year" if id_ else id_


class LicenceParts(NamedTuple):
    """The controls of a construction licence as typed; `whole` is the pasted line. `grade`: 般 or 特."""

    authority: str = ""
    grade: str = ""
    year: str = ""
    number: str = ""
    whole: str = ""

    @property
    def is_blank(self) -> bool:
        return not "".join(self).strip()

    @property
    def line(self) -> str:
        """The licence as one line, in the order of the paper; the reader folds widths and spaces."""
        return self.whole if self.whole.strip() else f"({self.grade}-{self.year}){self.number}"


class LicenceWidget(forms.Widget):
    """許可権者, 般 or 特, 年, 番号 in the order of the paper, and one field for pasting the whole line."""

    template_name = "ui/widgets/licence.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = value if isinstance(value, LicenceParts) else LicenceParts(whole=str(value or ""))
        context |= {
            "parts": parts,
            "authorities": AUTHORITIES,
            "grades": [("般", "一般（般）"), ("特", "特定（特）")],
            "invalid": (attrs or {}).get("aria-invalid"),
            "described_by": (attrs or {}).get("aria-describedby"),
        }
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> LicenceParts:
        if data.get(name):
            return LicenceParts(whole=str(data[name]))
        return LicenceParts(*(str(data.get(f"{name}_{part}", "") or "") for part in LicenceParts._fields))

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        return name not in data and f"{name}_number" not in data and f"{name}_whole" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_authority" if id_ else id_
