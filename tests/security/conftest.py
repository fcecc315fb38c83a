"""One scene for each test of the walk."""

from pathlib import Path

import pytest

from tests.builders import World
from tests.security.walk import Scene, make_scene


@pytest.fixture
def own_storage(home: Path, settings) -> None:
    """Papers and certificates in a folder of this test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": home / "documents"},
        },
    }


@pytest.fixture
def scene(own_storage: None, world: World) -> Scene:
    """Everything an address can name."""
    return make_scene(world)
