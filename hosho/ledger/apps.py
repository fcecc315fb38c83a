"""This package as a Django application."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Label ``ledger``."""

    name = "hosho.ledger"
    label = "ledger"
    verbose_name = "証跡"
    default_auto_field = "django.db.models.BigAutoField"
