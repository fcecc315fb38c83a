"""Published limits refuse and show their working; where nothing is published the form asks instead of refusing."""

from datetime import date

import pytest

from hosho.domain.kinds import ContractCategory, GuaranteeKind
from hosho.domain.rulebook import limits, load

DAY = date(2026, 4, 1)
ADVANCE, INTERIM, CONTRACT = (
    GuaranteeKind.ADVANCE_PAYMENT,
    GuaranteeKind.INTERIM_ADVANCE_PAYMENT,
    GuaranteeKind.CONTRACT,
)
WORKS, SERVICES = ContractCategory.WORKS, ContractCategory.CONSULTANT


def _limits(name, kind=ADVANCE, category=WORKS):
    return limits(load().find(name), kind, category, DAY)


def test_ageo_takes_forty_per_cent_and_cuts_below_a_hundred_thousand_yen():
    found = _limits("上尾市").max_amount(48_950_000)
    assert found.amount_yen == 19_500_000
    assert found.binding
    assert (
        "契約金額48,950,000円 × 40％ ＝ 19,580,000円 → 100,000円未満を切り捨てて19,500,000円"
        in found.sentences
    )


def test_amount_over_the_limit_is_refused_with_the_difference():
    problems = _limits("上尾市").problems(price_yen=48_950_000, amount_yen=19_580_000)
    assert problems == (
        "上尾市の前払金保証の上限は19,500,000円です。19,580,000円は上限を80,000円超えています。金額を直してください。",
    )
    assert _limits("上尾市").problems(price_yen=48_950_000, amount_yen=19_500_000) == ()


@pytest.mark.parametrize(
    ("name", "kind", "category", "price", "highest"),
    [
        ("上尾市", ADVANCE, SERVICES, 10_000_000, 3_000_000),
        ("三木市", ADVANCE, WORKS, 10_000_000, 4_000_000),
        ("三木市", INTERIM, WORKS, 10_000_000, 2_000_000),
        ("南阿蘇村", ADVANCE, SERVICES, 10_000_000, 3_000_000),
        ("高浜町", ADVANCE, WORKS, 10_000_000, 4_000_000),
        ("砺波地方衛生施設組合", ADVANCE, WORKS, 900_000_000, 200_000_000),
        ("松山市", INTERIM, WORKS, 10_000_000, 2_000_000),
        ("和歌山県", INTERIM, WORKS, 10_000_001, 2_000_000),
    ],
)
def test_published_percentages_and_caps(name, kind, category, price, highest):
    assert _limits(name, kind, category).max_amount(price).amount_yen == highest


def test_advance_and_interim_together_stay_under_sixty_per_cent():
    takahama = _limits("高浜町", INTERIM)
    assert takahama.max_amount(10_050_000, earlier_advance_yen=4_000_000).amount_yen == 2_000_000
    assert takahama.max_amount(10_050_000, earlier_advance_yen=4_500_000).amount_yen == 1_500_000


def test_small_or_short_contracts_are_refused():
    assert "3,000,000円以上" in _limits("三木市").problems(price_yen=2_999_999, amount_yen=1_000_000)[0]
    assert "60日以上" in _limits("三木市").problems(price_yen=3_000_000, amount_yen=1, period_days=59)[0]
    assert _limits("三木市").problems(price_yen=3_000_000, amount_yen=1, period_days=60) == ()


def test_nothing_published_refuses_nothing_and_marks_general_practice_as_a_hint():
    saiki = _limits("佐伯市")
    found = saiki.max_amount(48_950_000)
    assert found.amount_yen is None
    assert not found.binding
    assert "佐伯市 契約検査課契約係にご確認ください。" in found.sentences[0]
    assert found.sentences[1].startswith(
        "参考：工事の前払金は、一般に契約金額の4割以内です。（この発注者の定めではありません。"
    )
    assert saiki.problems(price_yen=48_950_000, amount_yen=48_950_000) == ()


def test_no_contract_guarantee_percentage_is_assumed():
    saiki = _limits("佐伯市", CONTRACT)
    assert saiki.problems(price_yen=48_950_000, amount_yen=1) == ()
    assert not saiki.is_published
