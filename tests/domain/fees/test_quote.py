"""Fees: worked examples as data, exact arithmetic, monotonic and reproducible, never without a tariff."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hosho.domain.fees import FeeCase, FeeCaseError, load_tariffs, quote
from hosho.domain.fees.tariffs import PACKAGED
from hosho.domain.kinds import ContractCategory, GuaranteeKind
from hosho.domain.refusals import TariffMissing
from hosho.domain.strict_yaml import DataFileError

EXAMPLES = yaml.safe_load(
    (Path(__file__).parents[2] / "examples/fees/sample-tariff.yaml").read_text(encoding="utf-8")
)
AMOUNTS = st.integers(1, 10**11)


def _case(kind, amount, day=date(2025, 12, 1)):
    return FeeCase(kind, amount, ContractCategory.WORKS, None, day)


@pytest.mark.parametrize("example", EXAMPLES["examples"], ids=lambda e: e["name"])
def test_worked_fee_and_its_working(example):
    found = quote(_case(GuaranteeKind(example["kind"]), example["amount_yen"]))
    assert found.amount_yen == example["fee"]
    assert [line.text for line in found.lines] == example["lines"]


def test_every_quote_names_its_tariff_and_the_sample_mark():
    found = quote(_case(GuaranteeKind.ADVANCE_PAYMENT, 1_000_000))
    assert found.tariff_version == "見本-2024-04"
    assert found.mark == "見本"
    assert "見本" in found.source


@given(st.sampled_from(GuaranteeKind), AMOUNTS, AMOUNTS)
def test_a_higher_amount_never_costs_less(kind, one, other):
    low, high = sorted((one, other))
    assert quote(_case(kind, low)).amount_yen <= quote(_case(kind, high)).amount_yen


@given(st.sampled_from(GuaranteeKind), AMOUNTS)
def test_a_quote_is_reproducible_and_exact(kind, amount):
    found = quote(_case(kind, amount))
    assert found == quote(_case(kind, amount))
    assert all(isinstance(line.amount_yen, Fraction) for line in found.lines)
    assert type(found.amount_yen) is int


def test_day_without_tariff_is_refused():
    with pytest.raises(TariffMissing) as refused:
        quote(_case(GuaranteeKind.CONTRACT, 1_000_000, date(2019, 5, 1)))
    assert "令和元年5月1日" in refused.value.sentence


def test_the_tariff_of_the_day_of_conclusion_is_used(tmp_path):
    text = (PACKAGED / "sample-2024-04.yaml").read_text(encoding="utf-8")
    (tmp_path / "old.yaml").write_text(
        text.replace("valid_until: null", "valid_until: 2025-03-31"), encoding="utf-8"
    )
    new = (
        text.replace("見本-2024-04", "見本-2025-04")
        .replace("2022-04-01", "2025-04-01")
        .replace('"0.065"', '"0.13"')
    )
    (tmp_path / "new.yaml").write_text(new, encoding="utf-8")
    tariffs = load_tariffs(tmp_path)
    kind = GuaranteeKind.INTERIM_ADVANCE_PAYMENT
    assert quote(_case(kind, 10_000_000, date(2025, 3, 31)), tariffs=tariffs).amount_yen == 6_500
    later = quote(_case(kind, 10_000_000, date(2025, 4, 1)), tariffs=tariffs)
    assert (later.amount_yen, later.tariff_version) == (13_000, "見本-2025-04")


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ('percent: "0.065"', "percent: 0.065", "numbers and days need quotes"),
        ('      - {percent: "0.10"}\n', "", "the last tier must have no end"),
        ("up_to_yen: 50000000", "up_to_yen: 5000000", "tiers must grow"),
        ("sample: true", "sample: false", "invented price belongs in a sample tariff"),
        ("minimum_yen:", "minimun_yen:", "unknown key 'minimun_yen'"),
        ("kind: CONTRACT\n", "kind: ADVANCE_PAYMENT\n", "priced twice"),
        ("valid_until: null", "valid_until: 2020-01-01", "lies before"),
        ("rounding: down", "rounding: floor", "not one of"),
    ],
)
def test_mistake_in_a_tariff_is_refused_with_file_and_line(tmp_path, written, instead, problem):
    text = (PACKAGED / "sample-2024-04.yaml").read_text(encoding="utf-8")
    assert written in text
    (tmp_path / "bad.yaml").write_text(text.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=problem) as refused:
        load_tariffs(tmp_path)
    assert str(refused.value).startswith("bad.yaml:")


def test_two_tariffs_on_one_day_are_refused(tmp_path):
    text = (PACKAGED / "sample-2024-04.yaml").read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(text.replace("2022-04-01", "2025-04-01"), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"while a\.yaml still is"):
        load_tariffs(tmp_path)


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"amount_yen": 6.5}, "amount_yen"),
        ({"amount_yen": True}, "amount_yen"),
        ({"amount_yen": 0}, "amount_yen"),
        ({"kind": "HOUSE"}, "kind"),
        ({"concluded_on": "2025-02-30"}, "concluded_on"),
        ({"contract_category": "ROAD"}, "contract_category"),
        ({"rate": "0.1"}, "rate"),
    ],
)
def test_unreadable_fee_case_names_the_fact(facts, problem):
    good = {"kind": "CONTRACT", "amount_yen": 1, "concluded_on": "2025-12-01"}
    with pytest.raises(FeeCaseError, match=f"^{problem}"):
        FeeCase.from_dict(good | facts)
