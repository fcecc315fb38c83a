"""No access key and no password reaches a log, in whatever shape it was typed or thrown."""

import io
import json
import logging

import pytest
import structlog

from hosho.lib.redaction import REDACTED, redact


@pytest.mark.parametrize(
    "key",
    [
        "12345678901234567890",
        "1234-5678-9012-3456-7890",
        "1234 5678 9012 3456 7890",
        "１２３４－５６７８－９０１２－３４５６－７８９０",
        "1234‐5678‐9012‐3456‐7890",
        "1234ー5678ー9012ー3456ー7890",
    ],
)
def test_a_key_is_struck_out_in_every_way_of_writing_it(key):
    assert redact(f"typed {key} here") == f"typed {REDACTED} here"
    assert redact({"list": [(key,)]}) == {"list": [[REDACTED]]}


@pytest.mark.parametrize("text", ["472500000123", "2025-01-06T14:05:00.123456+00:00", "0" * 64, "株式会社"])
def test_numbers_that_are_no_key_stay(text):
    assert redact(text) == text


@pytest.mark.parametrize(
    "name", ["password", "new_password1", "Cookie", "authorization", "access_key", "csrftoken"]
)
def test_values_named_like_secrets_are_struck_out(name):
    assert redact({name: "hunter2", "n": 3}) == {name: REDACTED, "n": 3}


@pytest.fixture
def lines():
    handler = next(h for h in logging.getLogger().handlers if h.get_name() == "hosho")
    stream, before = io.StringIO(), handler.stream
    handler.setStream(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    handler.setStream(before)


def test_structlog_and_plain_logging_come_out_as_clean_json(lines):
    key = "1234-5678-9012-3456-7890"
    structlog.get_logger("hosho.x").warning("looked_up", typed=key, password="hunter2", number="472500000123")
    logging.getLogger("other").warning("typed %s", key)
    try:
        raise ValueError(f"bad key {key}")
    except ValueError:
        logging.getLogger("other").exception("failed")
    first, second, third = lines()
    assert (first["typed"], first["password"], first["number"]) == (REDACTED, REDACTED, "472500000123")
    assert second["event"] == f"typed {REDACTED}"
    assert f"bad key {REDACTED}" in third["exception"]
    assert "hunter2" not in json.dumps([first, second, third])
