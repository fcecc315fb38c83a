"""Canonical JSON: one value, one sequence of bytes, read back strictly."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hosho.lib.canonical_json import LARGEST_INTEGER, NotCanonical, canonical, digest, load_strict

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
integers = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
values = st.recursive(
    st.none() | st.booleans() | integers | names,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60)
@given(values)
def test_every_value_survives_the_way_out_and_back(value):
    assert load_strict(canonical(value)) == value


@settings(max_examples=40)
@given(st.dictionaries(names, integers, min_size=2, max_size=5))
def test_the_order_of_members_does_not_change_the_digest(value):
    assert digest(dict(reversed(value.items()))) == digest(value)


def test_the_bytes_are_those_of_rfc_8785():
    value = {"€": "Euro", "\r": "CR", "１": 1, "b": [True, None, "\u0007\n髙"], "a": -0}
    assert canonical(value) == (
        '{"\\r":"CR","a":0,"b":[true,null,"\\u0007\\n髙"],"€":"Euro","１":1}'.encode()
    )


def test_the_digest_is_that_of_the_bytes():
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1}\n',
        b'\xef\xbb\xbf{"a":1}',
        b'{"a":1.5}',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":-0}',
        b'{"a":9007199254740992}',
        b'{"a":-9007199254740992}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":"\\u0041"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\xff"}',
        b"[" * 100_000,
        b"",
        b"{}{}",
    ],
    ids=lambda data: repr(data[:24]),
)
def test_bytes_we_would_not_have_written_are_refused(data):
    with pytest.raises(NotCanonical):
        load_strict(data)


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), {"a": [0.5]}, LARGEST_INTEGER + 1, "\ud800", {1: 2}, b"x"]
)
def test_values_that_cannot_be_signed_are_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)


def test_the_largest_integer_still_passes():
    assert json.loads(canonical([LARGEST_INTEGER, -LARGEST_INTEGER])) == [LARGEST_INTEGER, -LARGEST_INTEGER]
