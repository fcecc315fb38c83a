"""Fixtures of the desk's tests."""

import pytest


@pytest.fixture
def own_storage(home, settings):
    """Papers of this test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": home / "documents"},
        },
    }
