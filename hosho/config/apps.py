"""The configuration as a Django application: it owns the system checks and the cache table."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Label ``config``."""

    name = "hosho.config"
    label = "config"
    verbose_name = "設定"

    def ready(self) -> None:
        """Register the system checks; let name fields ask the documents' fonts whether they can draw what is typed."""
        from hosho.certificates import glyphs
        from hosho.config import checks  # noqa: F401 - registers by being imported, once apps are ready
        from hosho.ui.fields import CleanTextField

        CleanTextField.default_glyph_check = staticmethod(glyphs.missing)
