"""``hosho manage …``: Django's management commands with Hosho's settings."""

import os


def main(words: list[str]) -> int:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hosho.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["hosho manage", *words])
    return 0
