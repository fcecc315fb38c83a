"""Settings from the environment: typed, and loud about nonsense."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from hosho.config.databases import database
from hosho.config.environment import envbool, envint, envlist, envsecret, keep_secret


@pytest.mark.parametrize(
    ("text", "value"), [("on", True), ("1", True), (" Yes ", True), ("off", False), ("", False)]
)
def test_yes_and_no_are_understood(text, value):
    assert envbool("X", not value, source={"X": text}) is value


def test_what_is_neither_yes_nor_no_is_refused():
    with pytest.raises(ImproperlyConfigured, match="X='ja' is neither"):
        envbool("X", default=False, source={"X": "ja"})


def test_defaults_hold_when_nothing_is_set():
    assert envbool("X", default=True, source={}) is True
    assert envint("X", 7, source={}) == 7
    assert envlist("X", ["a"], source={}) == ["a"]


def test_numbers_and_lists():
    assert envint("X", 7, source={"X": " 12 "}) == 12
    assert envlist("X", [], source={"X": "a, b,,"}) == ["a", "b"]
    with pytest.raises(ImproperlyConfigured):
        envint("X", 7, source={"X": "12px"})


def test_a_secret_comes_from_the_environment_first_then_from_the_file_then_is_made(tmp_path):
    kept = tmp_path / "keys" / "secret"
    named = tmp_path / "named"
    named.write_text("from-file\n")
    both = {"X": "from-environment", "X_FILE": str(named)}
    assert envsecret("X", kept_in=kept, source=both) == "from-environment"
    assert envsecret("X", kept_in=kept, source={"X_FILE": str(named)}) == "from-file"
    assert not kept.exists()
    made = envsecret("X", kept_in=kept, source={})
    assert len(made) >= 48
    assert envsecret("X", kept_in=kept, source={}) == made
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_a_secret_file_that_is_missing_or_empty_is_an_error_not_a_new_secret(tmp_path):
    empty = tmp_path / "empty"
    empty.write_text("\n")
    for path in (empty, tmp_path / "missing"):
        with pytest.raises(ImproperlyConfigured):
            envsecret("X", kept_in=tmp_path / "kept", source={"X_FILE": str(path)})


def test_processes_starting_at_once_agree_on_one_secret(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        made = set(pool.map(lambda _: keep_secret(tmp_path / "keys" / "secret"), range(64)))
    assert len(made) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["secret"]


def test_a_database_address_is_read_in_full(tmp_path):
    found = database("postgresql://us%40er:p%2Fw@db.example:6432/ho?sslmode=verify-full", home=tmp_path)
    names = ("USER", "PASSWORD", "HOST", "PORT", "NAME")
    assert [found[name] for name in names] == ["us@er", "p/w", "db.example", "6432", "ho"]
    assert found["OPTIONS"] == {"sslmode": "verify-full"}
    assert database("postgresql:///ho?host=/run/socket", home=tmp_path)["HOST"] == "/run/socket"
    assert database("", home=tmp_path)["NAME"] == str(tmp_path / "hosho.sqlite3")
    with pytest.raises(ImproperlyConfigured):
        database("mysql://x", home=tmp_path)
