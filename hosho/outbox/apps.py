"""This package as a Django application."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Label ``outbox``."""

    name = "hosho.outbox"
    label = "outbox"
    verbose_name = "送信待ち"
    default_auto_field = "django.db.models.BigAutoField"
