from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Letters. No tables: a letter waits in the outbox and leaves by SMTP."""

    name = "hosho.notices"
    label = "notices"
