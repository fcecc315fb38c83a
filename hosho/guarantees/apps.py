from django.apps import AppConfig


class GuaranteesConfig(AppConfig):
    name = "hosho.guarantees"
    label = "guarantees"
    default_auto_field = "django.db.models.BigAutoField"
