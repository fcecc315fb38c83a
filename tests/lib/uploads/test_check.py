"""Files of strangers (X17)."""

from __future__ import annotations

import hashlib

import pytest

from hosho.lib.uploads import UploadRefused, check
from hosho.lib.uploads.check import _SENTENCES
from tests.vectors.uploads import make

REFUSED = make.refused()
TAKEN = make.taken()


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_with_its_reason(name: str) -> None:
    code, data = REFUSED[name]
    with pytest.raises(UploadRefused) as refused:
        check(name, data)
    assert refused.value.code == code
    assert refused.value.sentence.count("。") >= 2, "says what is wrong, and what to do"


@pytest.mark.parametrize("name", TAKEN)
def test_a_good_file_is_taken_for_what_it_is(name: str) -> None:
    kind, pages, data = TAKEN[name]
    upload = check(name, data)
    assert (upload.kind, upload.pages, upload.size) == (kind, pages, len(data))
    assert upload.digest == hashlib.sha256(data).hexdigest()
    assert upload.safe_name.endswith({"PDF": ".pdf", "JPEG": ".jpg", "PNG": ".png"}[kind])


def test_a_pdf_that_unfolds_without_end_does_not_take_the_machine_with_it() -> None:
    with pytest.raises(UploadRefused) as refused:
        check("bomb.pdf", make.pdf_bomb())
    assert refused.value.code in ("damaged", "too_large_inside")


def test_every_reason_is_met_by_a_file() -> None:
    assert set(_SENTENCES) <= {code for code, _ in REFUSED.values()}


def test_a_truncated_file_never_ends_in_anything_but_an_answer() -> None:
    data = make.pdf()
    for end in range(1, len(data), 97):
        try:
            check("x.pdf", data[:end])
        except UploadRefused:
            continue
