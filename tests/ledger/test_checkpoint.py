"""The signed note, against the example that the specification's first implementation publishes."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hosho.ledger.checkpoint import (
    Checkpoint,
    CheckpointError,
    VerifierKey,
    open_checkpoint,
    open_note,
    sign_note,
)

# The example of Go's golang.org/x/mod/sumdb/note, from which C2SP signed-note grew.
PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED_TEXT = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
)
PUBLISHED_NOTE = (
    PUBLISHED_TEXT
    + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
PRIVATE = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
KEY = VerifierKey("register.example/log", PRIVATE.public_key().public_bytes_raw())
HEAD = Checkpoint("register.example/log", 12, b"\x2a" * 32)


def test_a_note_signed_elsewhere_opens_with_its_published_key() -> None:
    assert open_note(PUBLISHED_NOTE, VerifierKey.parse(PUBLISHED_KEY)) == PUBLISHED_TEXT


def test_a_key_is_written_as_others_publish_theirs() -> None:
    assert str(VerifierKey.parse(PUBLISHED_KEY)) == PUBLISHED_KEY


def test_a_checkpoint_survives_signing_and_opening() -> None:
    assert open_checkpoint(sign_note(HEAD.body, KEY.name, PRIVATE), KEY) == HEAD


def test_a_witness_may_add_its_line_before_or_after_ours() -> None:
    note = sign_note(HEAD.body, KEY.name, PRIVATE)
    witness = sign_note(HEAD.body, "witness", Ed25519PrivateKey.generate()).rpartition("\n\n")[2]
    body, _, ours = note.rpartition("\n\n")
    assert open_checkpoint(note + witness, KEY) == HEAD
    assert open_checkpoint(f"{body}\n\n{witness}{ours}", KEY) == HEAD


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        (
            sign_note(HEAD.body, KEY.name, PRIVATE).replace("\n12\n", "\n13\n"),
            "does not fit the text",
        ),
        (sign_note(HEAD.body, "witness", PRIVATE), "no signature of"),
        (
            sign_note(HEAD.body, KEY.name, Ed25519PrivateKey.generate()),
            "no signature of",
        ),
        (
            sign_note(Checkpoint("other", 1, b"\0" * 32).body, KEY.name, PRIVATE),
            "is of other",
        ),
        (
            sign_note("register.example/log\n012\nAA==\n", KEY.name, PRIVATE),
            "not a plain decimal",
        ),
        (
            sign_note("register.example/log\n12\nAA==\n", KEY.name, PRIVATE),
            "1 bytes where 32",
        ),
        (sign_note("register.example/log\n", KEY.name, PRIVATE), "a line each"),
        (HEAD.body, "a text, an empty line"),
        (HEAD.body + "\nnot a signature\n", "a dash, a name"),
        ("", "a text, an empty line"),
    ],
)
def test_a_note_that_is_not_ours_is_refused_with_its_reason(note: str, reason: str) -> None:
    with pytest.raises(CheckpointError, match=reason):
        open_checkpoint(note, KEY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+00000000+AQ==",
        PUBLISHED_KEY.replace("c74f", "c74e"),
        "a b+c+d",
    ],
)
def test_a_key_whose_id_is_not_its_own_is_refused(text: str) -> None:
    with pytest.raises(CheckpointError):
        VerifierKey.parse(text)
