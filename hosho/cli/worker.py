"""``hosho worker [--threads N]``: do what is in the queue, until told to stop."""

import argparse
import os


def main(words: list[str]) -> int:
    """Run one worker process."""
    parser = argparse.ArgumentParser(prog="hosho worker", description=__doc__)
    parser.add_argument("--threads", type=int, default=2, help="jobs done at the same time (2)")
    chosen = parser.parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hosho.config.settings")
    import django

    django.setup()
    from hosho.worker.run import main as work

    work(threads=chosen.threads)
    return 0
