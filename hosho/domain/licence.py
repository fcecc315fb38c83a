"""建設業許可番号: the number of a construction business licence, as notices, stamps and web pages write it.

    国土交通大臣許可（特－5）第123456号     authority 許可 （般 or 特 - era year of the licence） 第 number 号

The minister licenses firms with offices in two or more prefectures, governors the others; a licence lasts five years;
the number belongs to the firm and stays on renewal. Hokkaido's governor puts one bureau's character before 第.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from hosho.lib.days import ERAS
from hosho.lib.text import fold_code
from hosho.lib.unreadable import Unreadable

MINISTER = "国土交通大臣"
VALID_YEARS = 5
_PREFECTURES = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 "
    "石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 "
    "島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
)
AUTHORITIES = (MINISTER, *(f"{prefecture}知事" for prefecture in _PREFECTURES.split()))
# The general development bureaus of Hokkaido whose character stands before the number.
HOKKAIDO_BUREAUS = "石渡檜後空上留宗網胆日十釧根"

_GRADES = {"般": "一般建設業", "特": "特定建設業"}
_PATTERN = re.compile(
    rf"(?P<authority>{'|'.join(AUTHORITIES)})?(?:の?許可)?\(?(?P<grade>[般特])-?(?P<year>元|\d{{1,2}})\)?"
    rf"(?P<bureau>[{HOKKAIDO_BUREAUS}])?第?(?P<number>\d{{1,6}})号?",
    re.ASCII,
)


class LicenceUnreadable(Unreadable):
    """What was typed is no licence number, or lacks a part."""


@dataclass(frozen=True)
class Licence:
    """One licence. `grade` is 般 or 特, `era_year` the year in the middle (1 for 元), `bureau` Hokkaido's or None."""

    authority: str
    grade: str
    era_year: int
    number: int
    bureau: str | None = None

    @property
    def shown(self) -> str:
        """`国土交通大臣許可（特－5）第123456号`."""
        year = "元" if self.era_year == 1 else str(self.era_year)
        return f"{self.authority}許可（{self.grade}－{year}）{self.bureau or ''}第{self.number}号"

    @property
    def grade_label(self) -> str:
        return _GRADES[self.grade]

    def latest_western_year(self, today: date) -> int:
        """The latest western year the era year can mean without lying in the future (般-30 is Heisei 30, 2018)."""
        years = [
            era.first_day.year + self.era_year - 1
            for place, era in enumerate(ERAS)
            # An era year that the next era cut short never existed.
            if place == 0 or era.first_day.year + self.era_year - 1 <= ERAS[place - 1].first_day.year
        ]
        return next((year for year in years if year <= today.year), years[-1])

    def expiry_warning(self, today: date) -> str | None:
        """A sentence when the licence is surely older than its five years; a warning, never a reason to refuse."""
        if self.latest_western_year(today) + VALID_YEARS < today.year:
            return "許可の有効期間（5年）が過ぎていないかご確認ください。"
        return None


def parse_licence(typed: str, *, authority: str | None = None) -> Licence:
    """Read a licence number. `authority` fills in what the text leaves out. Raises LicenceUnreadable.

    With the authority missing in both, the error's code is `authority_missing`: the page asks for it.
    """
    folded = fold_code(typed)
    if not folded:
        raise LicenceUnreadable("empty", "建設業の許可番号を入力してください。")
    found = _PATTERN.fullmatch(folded)
    if not found:
        raise LicenceUnreadable(
            "unreadable",
            "許可番号を読み取れませんでした。許可通知書のとおりに入力してください（例：大分県知事許可（般－5）第12345号）。",
        )
    named = found["authority"] or authority
    if named not in AUTHORITIES:
        raise LicenceUnreadable(
            "authority_missing",
            "許可した行政庁が分かりません。国土交通大臣か知事かを選んでください。",
            part="authority",
        )
    year = 1 if found["year"] == "元" else int(found["year"])
    if year == 0 or int(found["number"]) == 0:
        raise LicenceUnreadable("zero", "許可の年と番号は、1以上の数字で入力してください。")
    if found["bureau"] and named != "北海道知事":
        raise LicenceUnreadable(
            "bureau_elsewhere", "振興局の文字が付くのは北海道知事の許可だけです。ご確認ください。"
        )
    return Licence(named, found["grade"], year, int(found["number"]), found["bureau"])
