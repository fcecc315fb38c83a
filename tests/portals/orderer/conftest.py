"""The register of tests/register."""

from tests.register.conftest import sender

__all__ = ["sender"]
