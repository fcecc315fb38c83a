"""`hosho rules`: decide a case, check a directory of orderer files, list what is shipped.

Exit codes: 0 done, 1 the rulebook has a mistake, 2 the command or the case cannot be read, 3 unknown orderer. The
answer (yes, no, ask) is in the output, never in the exit code.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from hosho.domain.rulebook import (
    Case,
    CaseError,
    DataFileError,
    OrdererRules,
    UnknownOrderer,
    decide,
    explain,
    load,
)

MISTAKE, UNREADABLE, UNKNOWN = 1, 2, 3


def main(argv: list[str]) -> int:
    """Run one sub-command; errors are one line on stderr."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except DataFileError as error:
        return _say(str(error), MISTAKE)
    except CaseError as error:
        return _say(f"case: {error}", UNREADABLE)
    except UnknownOrderer as error:
        near = f" (did you mean {', '.join(error.near)}?)" if error.near else ""
        return _say(f"no orderer '{error.wanted}' in the rulebook{near}", UNKNOWN)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hosho rules", description="What public orderers accept, as data.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    one = commands.add_parser("decide", help="is this guarantee acceptable electronically? prints JSON")
    one.add_argument("--orderer", required=True, metavar="NAME", help="name, local public body code or id")
    one.add_argument("--case", required=True, metavar="FILE.json", help="the facts; '-' reads standard input")
    one.add_argument("--rules", metavar="DIR", help="orderer files to use instead of those shipped")
    one.set_defaults(run=_decide)
    check = commands.add_parser("check", help="read a directory of orderer files strictly")
    check.add_argument("directory", metavar="DIR")
    check.set_defaults(run=_check)
    listing = commands.add_parser("list", help="every orderer with its id, code and number of rules")
    listing.add_argument("--rules", metavar="DIR")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)
    show = commands.add_parser("explain", help="what one orderer accepts, in sentences")
    show.add_argument("--orderer", required=True, metavar="NAME")
    show.add_argument("--rules", metavar="DIR")
    show.set_defaults(run=_explain)
    return parser


def _decide(arguments: argparse.Namespace) -> int:
    facts = read_json(arguments.case)
    orderer = load(arguments.rules).find(arguments.orderer)
    decision = decide(orderer, Case.from_dict(facts))
    _print({"orderer": orderer.name, **decision.as_dict()})
    return 0


def _check(arguments: argparse.Namespace) -> int:
    book = load(arguments.directory)
    rules = sum(len(orderer.rules) for orderer in book.orderers)
    routes = sum(len(orderer.routes) for orderer in book.orderers)
    print(f"{len(book.orderers)} orderers, {rules} rules, {routes} routes: no mistake found")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    rows = [_row(orderer) for orderer in load(arguments.rules).orderers]
    if arguments.json:
        _print(rows)
        return 0
    for row in rows:
        print(f"{row['id']:<36} {row['code'] or '-':<7} {row['known']:<8} {row['name']}")
    return 0


def _row(orderer: OrdererRules) -> dict[str, Any]:
    known = "rules" if orderer.rules else "adopted" if orderer.adopted is not None else "limits"
    return {
        "id": orderer.id,
        "code": orderer.code,
        "name": orderer.name,
        "prefecture": orderer.prefecture,
        "kind": orderer.kind.value,
        "known": known,
        "rules": len(orderer.rules),
        "routes": len(orderer.routes),
        "limits": len(orderer.limits),
    }


def _explain(arguments: argparse.Namespace) -> int:
    for sentence in explain(load(arguments.rules).find(arguments.orderer)):
        print(sentence)
    return 0


def read_json(file: str) -> Any:
    """The JSON of a file, or of standard input for '-'. Raises CaseError in one clear line."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        return json.loads(text)
    except OSError as error:
        raise CaseError(file, f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise CaseError(file, "is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise CaseError(file, f"line {error.lineno}: not JSON ({error.msg})") from None


def _print(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _say(problem: str, code: int) -> int:
    print(f"hosho rules: {problem}", file=sys.stderr)
    return code
