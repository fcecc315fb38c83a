"""One word for one thing, in English, and file names that say something."""

from __future__ import annotations

import pytest

from tests.structure.sources import defined_names, files, shown, tree, words_of

# A name that fits everything explains nothing.
SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "misc",
    "common",
    "base",
    "general",
    "services",
    "service",
    "manager",
}

# What others call it -> our word (docs/glossary.md).
SYNONYMS = {
    "bond": "guarantee",
    "beneficiary": "orderer",
    "obligee": "orderer",
    "employer": "orderer",
    "procurer": "orderer",
    "guarantor": "surety",
    "underwriters": "surety",
    "principal": "contractor",
    "contractee": "contractor",
    "premium": "fee",
    "passcode": "key",
    "pincode": "key",
    "depository": "register",
}

# Names of other people's things, which we recognise and do not issue.
THEIRS = {"PERFORMANCE_BOND": "公共工事履行保証証券, an insurer's paper"}

# Business words that have an English name in the glossary. `hosho` is our own name, `kana` has no English one.
_ROMANISED = """
    bango bangou chukan chuukan daihyo daihyosha denshi gyomu gyoumu hatchu hatchusha hatchuu henko henkou
    hiduke hikae hizuke hoshoryo hoshou hoshousho itaku jigyo jigyou juchu juchusha juchuu jusho juusho kaijo
    kaisha kaiyaku kakunin keiyaku keiyakusha kigen kigyotai kigyoutai kikan kingaku kofu koji koki koufu kouji
    kouki kyodo kyoka kyokaban kyoudou maebarai maebaraikin moshikomi moushikomi ninsho ninshou nyukin nyuukin
    oshirase ryokin ryoukin seikyu seikyuu shimei shinsa shosho shoukenn shousho tanto tantou ukeoi yotaku
"""
ROMANISED = frozenset(_ROMANISED.split())


def test_no_file_has_a_name_that_fits_everything() -> None:
    bad = [
        shown(path)
        for path in files(suffixes=(".py", ".html", ".css"))
        if path.stem.strip("_") in SAY_NOTHING
    ]
    # A page's frame is what Django's world calls base.html, and no reader is misled by it.
    assert [name for name in bad if not name.endswith("/base.html")] == []


@pytest.mark.parametrize(
    ("banned", "reason"),
    [(frozenset(SYNONYMS), "a synonym"), (ROMANISED, "romanised Japanese")],
)
def test_no_identifier_uses_a_word_that_is_not_ours(banned: frozenset[str], reason: str) -> None:
    found = [
        f"{shown(path)}:{line} {name} has {reason}: {word}"
        for path in files("hosho", suffixes=(".py",))
        for name, line in defined_names(tree(path))
        for word in words_of(name)
        if word in banned and name not in THEIRS
    ]
    assert found == []


def test_identifiers_are_plain_ascii() -> None:
    found = [
        f"{shown(path)}:{line} {name}"
        for path in files("hosho", suffixes=(".py",))
        for name, line in defined_names(tree(path))
        if not name.isascii()
    ]
    assert found == []
