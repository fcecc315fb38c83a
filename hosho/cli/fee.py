"""`hosho fee quote`: the fee of one case and its working.

Exit codes: 0 quoted, 1 a tariff file has a mistake or no tariff is in force, 2 the command or the case cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys

from hosho.cli.rules import read_json
from hosho.domain.fees import FeeCase, FeeCaseError, FeeQuote, load_tariffs, quote
from hosho.domain.refusals import TariffMissing
from hosho.domain.rulebook import CaseError
from hosho.domain.strict_yaml import DataFileError
from hosho.lib.yen import format_yen

MISTAKE, UNREADABLE = 1, 2


def main(argv: list[str]) -> int:
    """Run the sub-command; errors are one line on stderr."""
    arguments = _parser().parse_args(argv)
    try:
        facts = read_json(arguments.case)
        if not isinstance(facts, dict):
            return _say("case: JSONのオブジェクトではありません", UNREADABLE)
        found = quote(FeeCase.from_dict(facts), tariffs=load_tariffs(arguments.tariffs))
    except (CaseError, FeeCaseError) as error:
        return _say(f"case: {error}", UNREADABLE)
    except TariffMissing as refusal:
        return _say(refusal.sentence, MISTAKE)
    except DataFileError as error:
        return _say(str(error), MISTAKE)
    if arguments.json:
        print(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
    else:
        _print_plain(found)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hosho fee", description="What a guarantee costs.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    one = commands.add_parser("quote", help="the amount and its working")
    one.add_argument("--case", required=True, metavar="FILE.json", help="the facts; '-' reads standard input")
    one.add_argument("--tariffs", metavar="DIR", help="tariff files to use instead of the sample")
    one.add_argument("--json", action="store_true")
    return parser


def _print_plain(found: FeeQuote) -> None:
    print(f"保証料 {format_yen(found.amount_yen)}{f'（{found.mark}）' if found.mark else ''}")
    for line in found.lines:
        print(f"  {line.text}")
    print(f"料率表 {found.tariff_version}（{found.approved_terms}）")
    print(f"出典 {found.source}")


def _say(problem: str, code: int) -> int:
    print(f"hosho fee: {problem}", file=sys.stderr)
    return code
