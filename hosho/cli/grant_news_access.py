"""``hosho grant-news-access CODE``: let a registered surety read the news of its deposits over the API.

Run where the register runs. Prints the token once; only its digest is kept. Earlier tokens of the surety end.
"""

import argparse
import os
import sys
from pathlib import Path

SHORTEST = 32
UNKNOWN_SURETY, UNFIT_TOKEN = 1, 2


def main(words: list[str]) -> int:
    """Exit status 1: no such surety. 2: the token in the file is too short to be a secret."""
    parser = argparse.ArgumentParser(prog="hosho grant-news-access", description=__doc__)
    parser.add_argument("code", help="the surety's two digits, as its guarantee numbers begin")
    parser.add_argument("--token-file", type=Path, help="take this token instead of making one")
    chosen = parser.parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hosho.config.settings")
    import django

    django.setup()
    token = chosen.token_file.read_text(encoding="utf-8").strip() if chosen.token_file else ""
    if chosen.token_file and len(token) < SHORTEST:
        print(f"hosho grant-news-access: the token has less than {SHORTEST} characters", file=sys.stderr)
        return UNFIT_TOKEN
    return _grant(chosen.code, token)


def _grant(code: str, given: str) -> int:
    from hosho.lib.clock import now
    from hosho.parties.actor import SYSTEM
    from hosho.register.actions.grant_news_access import grant_news_access
    from hosho.register.models import RegisteredSurety

    surety = RegisteredSurety.objects.filter(code=code).first()
    if surety is None:
        print(f"hosho grant-news-access: no surety with the code {code!r} is registered", file=sys.stderr)
        return UNKNOWN_SURETY
    token = grant_news_access(surety, by=SYSTEM, at=now(), token=given)
    if not given:
        print(token)
    return 0
