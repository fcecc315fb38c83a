"""The command ``hosho``. Each part is loaded only when it is asked for: `hosho verify` never meets Django."""

import sys
from importlib import import_module
from importlib.util import find_spec

COMMANDS = {
    "verify": "judge certificate files, offline: genuine, not genuine, cannot tell",
    "rules": "what an orderer's rules say about a case",
    "fee": "the guarantee fee of a case, with its working",
    "issue": "issue concluded guarantees from another system in bulk",
    "ledger": "read the append-only log back and check it",
    "serve": "run the web server and a worker",
    "worker": "run a worker only",
    "grant-news-access": "let a surety read the news of its deposits over the API",
    "manage": "Django's own commands (migrate, check, shell …)",
    "mailbox": "the demo's mail server",
    "time-stamps": "the demo's trial time-stamp server",
    "demo": "a whole system with sample data on this machine",
}
USAGE_ERROR = 64


def main(argv: list[str] | None = None) -> int:
    """Run ``hosho COMMAND …``. Returns the exit status."""
    words = sys.argv[1:] if argv is None else argv
    if not words or words[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0 if words else USAGE_ERROR
    name, rest = words[0], words[1:]
    if name not in COMMANDS or find_spec(module_of(name)) is None:
        print(f"hosho: there is no command {name!r}\n\n{usage()}", file=sys.stderr)
        return USAGE_ERROR
    return int(import_module(module_of(name)).main(rest) or 0)


def module_of(name: str) -> str:
    """Where the command's ``main(words) -> int`` is."""
    return f"hosho.cli.{name.replace('-', '_')}"


def usage() -> str:
    """The list of commands that are there."""
    lines = [f"  {name:<18} {what}" for name, what in COMMANDS.items() if find_spec(module_of(name))]
    return "usage: hosho COMMAND [ARGUMENTS]\n\n" + "\n".join(lines)
