"""Every "no" has one class, one code and a sentence that says what to do next."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter

import pytest

refusals = pytest.importorskip("hosho.domain.refusals.refusal")


def every_refusal() -> list[type]:
    """All classes that state a code, wherever in hosho.domain.refusals they are defined."""
    package = importlib.import_module("hosho.domain.refusals")
    for module in pkgutil.iter_modules(package.__path__, "hosho.domain.refusals."):
        importlib.import_module(module.name)

    def family(parent: type) -> list[type]:
        return [member for child in parent.__subclasses__() for member in (child, *family(child))]

    return [refusal for refusal in family(refusals.Refusal) if "code" in vars(refusal)]


def test_no_two_refusals_share_a_code() -> None:
    counted = Counter(refusal.code for refusal in every_refusal())
    assert [code for code, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("refusal", every_refusal(), ids=lambda refusal: refusal.__name__)
def test_a_refusal_is_fit_for_people_and_for_programs(refusal: type) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", refusal.code)
    assert 400 <= refusal.http_status < 600
    filled_whole = re.fullmatch(r"\{\w+\}", refusal.template)  # the sentence comes from what was being read
    assert filled_whole or re.search(r"[ぁ-ん]", refusal.template), "the sentence is Japanese"
    assert refusal.template.endswith(("。", "}")), "the sentence is a sentence"
