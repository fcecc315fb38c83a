"""Each system check says nothing about a good system, and finds the fault it is for."""

import sqlite3

import pytest
from django.core.checks import run_checks
from django.db import connection

from hosho.config import checks


def ids(found):
    return [message.id for message in found]


def test_the_product_as_cloned_has_nothing_to_complain_about():
    assert [m for m in run_checks() if m.id and m.id.startswith("hosho.")] == []


def test_an_old_sqlite_is_refused(monkeypatch, settings):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    monkeypatch.setattr(checks.sqlite3, "sqlite_version_info", (3, 40, 1))
    assert ids(checks.sqlite_is_fixed(None)) == ["hosho.E001"]


def test_the_sqlite_in_use_is_the_fixed_one():
    assert sqlite3.sqlite_version_info >= (3, 51, 3)


def test_requests_as_transactions_are_refused(monkeypatch, settings):
    monkeypatch.setitem(settings.DATABASES["default"], "ATOMIC_REQUESTS", True)
    assert ids(checks.requests_are_not_transactions(None)) == ["hosho.E003"]


def test_short_secrets_are_refused(settings):
    settings.SECRET_KEY = "short"
    settings.HOSHO_KEY_PEPPER = ""
    assert ids(checks.secrets_are_secret(None)) == ["hosho.E010", "hosho.E011"]


def test_secrets_made_on_one_machine_are_named_where_several_may_share_a_database(monkeypatch, settings):
    for name in ("HOSHO_SECRET_KEY", "HOSHO_KEY_PEPPER", "HOSHO_SECRET_KEY_FILE", "HOSHO_KEY_PEPPER_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    settings.HOSHO_HTTPS = True
    assert ids(checks.secrets_are_secret(None)) == ["hosho.W012", "hosho.W012"]


def test_real_use_forbids_what_is_for_development(settings):
    settings.HOSHO_HTTPS = True
    settings.DEBUG = True
    settings.HOSHO_DEMO = True
    settings.ALLOWED_HOSTS = ["*"]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 2525
    found = checks.real_use_is_strict(None)
    assert ids(found) == ["hosho.E020", "hosho.E021", "hosho.E022", "hosho.W023"]
    assert all(message.hint for message in found)


def test_keys_that_others_can_read_are_refused(tmp_path, settings):
    settings.HOSHO_KEYS = tmp_path / "keys"
    settings.HOSHO_KEYS.mkdir(mode=0o755)
    assert ids(checks.keys_are_private(None)) == ["hosho.E030"]
    settings.HOSHO_KEYS.chmod(0o700)
    assert checks.keys_are_private(None) == []


@pytest.mark.django_db(transaction=True)
def test_the_database_is_set_up_to_lose_nothing():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone()[0] == "on"
            return
        facts = {}
        for name in ("journal_mode", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {name}")
            facts[name] = cursor.fetchone()[0]
    assert facts == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 20_000}
    from hosho.config.databases import sqlite

    assert "synchronous=FULL" in sqlite("x")["OPTIONS"]["init_command"]
    assert sqlite("x")["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
