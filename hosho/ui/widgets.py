"""Controls that Django does not have. Plain HTML; no `required`, no `maxlength`, no script."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.datastructures import MultiValueDict

from hosho.lib.days import WESTERN, era_and_year
from hosho.lib.text import fold_code

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
        return EraParts(era, "元" if year == 1 and era != WESTERN else str(year), str(value.month), str(value.day))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["parts"] = self.parts_of(value)
        context["eras"] = self.eras
        context["invalid"] = (attrs or {}).get("aria-invalid")
        context["described_by"] = (attrs or {}).get("aria-describedby")
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> EraParts:
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
    """The controls of a construction licence as typed; `whole` is the pasted line."""

    authority: str = ""
    kinds: tuple[str, ...] = ()
    year: str = ""
    number: str = ""
    whole: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.authority or self.kinds or self.year.strip() or self.number.strip() or self.whole.strip())

    @property
    def line(self) -> str:
        """The licence as one line, in the order of the paper."""
        if self.whole.strip():
            return self.whole
        kinds = "・".join(self.kinds)
        return f"{self.authority}許可（{kinds}－{fold_code(self.year)}）第{fold_code(self.number)}号"


PREFECTURES = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 "
    "福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 "
    "山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
).split()
AUTHORITIES = ("国土交通大臣", *(f"{prefecture}知事" for prefecture in PREFECTURES))


class LicenceWidget(forms.Widget):
    """許可権者, 般・特, 年, 番号 in the order of the paper, and one field for pasting the whole line."""

    template_name = "ui/widgets/licence.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = value if isinstance(value, LicenceParts) else LicenceParts(whole=str(value or ""))
        context |= {
            "parts": parts,
            "authorities": AUTHORITIES,
            "kinds": [("般", "一般（般）", "般" in parts.kinds), ("特", "特定（特）", "特" in parts.kinds)],
            "invalid": (attrs or {}).get("aria-invalid"),
            "described_by": (attrs or {}).get("aria-describedby"),
        }
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> LicenceParts:
        if data.get(name):
            return LicenceParts(whole=str(data[name]))
        getlist = getattr(data, "getlist", lambda key: data.get(key) or [])
        texts = {part: str(data.get(f"{name}_{part}", "") or "") for part in ("authority", "year", "number", "whole")}
        return LicenceParts(kinds=tuple(getlist(f"{name}_kind")), **texts)

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        return name not in data and f"{name}_number" not in data and f"{name}_whole" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_authority" if id_ else id_
