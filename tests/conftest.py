"""Fixtures for everybody. Browser fixtures are in `tests/browser.py`, PostgreSQL's server in `tests/postgres.py`."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest

from tests import postgres
from tests.builders import World, make_world

pytest_plugins = ["tests.browser"]

# no deadline: a machine that does other things meanwhile is not a defect of ours
hypothesis.settings.register_profile("whole", deadline=None)
# for `make check`: fewer examples of what `make test` tries in full
hypothesis.settings.register_profile("quick", deadline=None, max_examples=25)
hypothesis.settings.load_profile("whole")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database`: acted on in tests/settings.py, declared here so that pytest accepts and explains it."""
    parser.addoption(
        "--database", choices=["sqlite", "postgres"], default="sqlite", help="the database the tests run on"
    )


@pytest.fixture
def at() -> datetime:
    """A moment for actions: 6 January 2025, 14:05 in Japan."""
    return datetime(2025, 1, 6, 5, 5, tzinfo=UTC)


@pytest.fixture
def postgres_address() -> str:
    """The address of an empty PostgreSQL database. Mark the test `postgres`."""
    return postgres.new_database()


@pytest.fixture
def home(tmp_path: Path, settings) -> Path:
    """An empty HOSHO_HOME of this test's own, for what writes files."""
    settings.HOSHO_HOME = tmp_path
    settings.HOSHO_KEYS = tmp_path / "keys"
    settings.HOSHO_DOCUMENTS = tmp_path / "documents"
    settings.HOSHO_MAILBOX = tmp_path / "mailbox"
    return tmp_path


@pytest.fixture
def world(db, home: Path, settings) -> Iterator[World]:
    """A system that can really issue: trial authority, time-stamp server, registered surety, files of its own."""
    with make_world(home) as made:
        yield made
