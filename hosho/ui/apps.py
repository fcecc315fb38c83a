"""This package as a Django application."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Label ``ui``."""

    name = "hosho.ui"
    label = "ui"
    verbose_name = "画面部品"
    default_auto_field = "django.db.models.BigAutoField"
