"""The product's settings with the peer queue beside it, for P13 alone."""

from hosho.config.settings import *  # noqa: F403
from hosho.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django_tasks", "django_tasks_db"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
