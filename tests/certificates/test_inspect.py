"""One changed bit is seen, forgeries are named for what they are, and garbage never crashes the inspection."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hosho.certificates.inspect import Inspection, Problem, inspect
from hosho.certificates.pades import reopen
from hosho.certificates.trust import TrustAnchors
from tests.certificates.sealing import AT, DIGEST, authority, genuine

VECTORS = Path(__file__).parents[1] / "vectors" / "seal"
EXPECTED: dict[str, str | None] = json.loads((VECTORS / "expected.json").read_text())


def look(pdf: bytes) -> Inspection:
    return inspect(pdf, anchors=authority().anchors())


def test_a_genuine_certificate_says_all_it_knows() -> None:
    seen = look(genuine().pdf)
    assert seen.genuine
    assert (seen.problems, seen.stamped_at, seen.record_digest) == ((), AT, DIGEST)
    assert seen.signer == authority().sealer().certificate


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_vector_shows_its_defect(name: str) -> None:
    seen = inspect((VECTORS / name).read_bytes(), anchors=TrustAnchors.from_folder(VECTORS / "trust"))
    first = seen.problems[0] if seen.problems else None
    assert first == EXPECTED[name]
    assert seen.genuine is (EXPECTED[name] is None)


def test_every_vector_file_is_expected() -> None:
    assert {path.name for path in VECTORS.glob("*.pdf")} == set(EXPECTED)


def test_an_appended_update_leaves_the_seal_intact_but_not_the_file() -> None:
    seen = inspect(
        (VECTORS / "appended-update.pdf").read_bytes(), anchors=TrustAnchors.from_folder(VECTORS / "trust")
    )
    assert (seen.intact, seen.covers_whole_file) == (True, False)


@pytest.mark.slow
def test_one_flipped_bit_anywhere_is_refused() -> None:
    pdf = bytearray(genuine().pdf)
    gap = reopen(bytes(pdf))
    chance = random.Random(47)
    written = gap.start + 1 + 2 * len(gap.contents())
    places = [
        *chance.sample(range(len(pdf)), 250),
        *range(gap.start, written, 7),
        *range(len(pdf) - 20, len(pdf)),
    ]
    for place in places:
        bit = 1 << chance.randrange(8)
        pdf[place] ^= bit
        assert not look(bytes(pdf)).genuine, (place, bit)
        pdf[place] ^= bit


def test_every_length_of_a_cut_file_is_refused() -> None:
    pdf = genuine().pdf
    for length in range(0, len(pdf), 997):
        assert not look(pdf[:length]).genuine


@pytest.mark.parametrize("tail", [b"\n", b"\x00", b" ", b"%comment\n", b"\r\n%%EOF\n"])
def test_anything_behind_the_end_is_refused(tail: bytes) -> None:
    assert not look(genuine().pdf + tail).genuine


@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_mutated_files_never_crash_and_never_pass(data: st.DataObject) -> None:
    pdf = genuine().pdf
    start = data.draw(st.integers(0, len(pdf) - 1))
    removed = data.draw(st.integers(0, 40))
    inserted = data.draw(
        st.binary(max_size=40) | st.sampled_from([b"/ByteRange[0 0 0 0]", b"<<", b">>", b"xref\n"])
    )
    changed = pdf[:start] + inserted + pdf[start + removed :]
    if changed != pdf:
        assert not look(changed).genuine


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.binary(max_size=400))
def test_garbage_gives_problems_and_no_exception(noise: bytes) -> None:
    for pdf in (noise, b"%PDF-1.7\n" + noise, b"%PDF-1.7\n" + noise + b"\nstartxref\n9\n%%EOF\n"):
        assert look(pdf).problems


def test_a_file_too_large_is_refused_unread() -> None:
    assert look(bytes(21 * 1024 * 1024)).problems == (Problem.TOO_LARGE,)


def test_without_anchors_nobody_is_believed() -> None:
    seen = inspect(genuine().pdf, anchors=TrustAnchors((), ()))
    assert (seen.intact, seen.stamp_trusted, seen.signed_by_trusted) == (True, False, False)


def test_each_problem_has_its_own_polite_sentence() -> None:
    sentences = [problem.sentence for problem in Problem]
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith("。") for sentence in sentences)


def test_inspection_needs_no_django_and_no_writer() -> None:
    asked = "import sys, hosho.certificates.inspect; print(*sys.modules, sep='\\n')"
    said = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "hosho.certificates.inspect" in said
    assert not {
        "django",
        "hosho.certificates.pades",
        "hosho.certificates.cms",
        "hosho.certificates.der",
    } & set(said)
