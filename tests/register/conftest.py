"""A register with one surety, for tests that make their own packages."""

from pathlib import Path

import pytest

from tests.register.deposits import Sender, register_one_surety, trust_folder


@pytest.fixture
def sender(db, home: Path, settings) -> Sender:
    """The one registered surety's side, ready to make packages."""
    settings.HOSHO_TRUST_FOLDER = trust_folder()
    return register_one_surety()
