"""The configuration as a Django application: it owns the system checks and the cache table."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Label ``config``."""

    name = "hosho.config"
    label = "config"
    verbose_name = "設定"

    def ready(self) -> None:
        """Register the system checks."""
        from hosho.config import checks  # noqa: F401 - registers by being imported, once apps are ready
