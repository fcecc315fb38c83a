"""A bank statement as CSV: read line by line, each mistake told with its line (docs/formats/bank-statement.md)."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hosho.lib.days import parse_day
from hosho.lib.unreadable import Unreadable
from hosho.lib.yen import parse_yen

COLUMNS = ("取引日", "金額", "振込依頼人名", "摘要")
MOST_LINES = 5_000
_LONGEST_FIELD = 200


class UnreadableStatement(Unreadable):
    """The file as a whole is not a bank statement."""


@dataclass(frozen=True)
class StatementLine:
    """One incoming payment. `number` is the line in the file, counted from 1 with the heading.

    `fingerprint` (hex SHA-256) is the same when the same file is read again, and different for two equal payments
    in one file; who books payments keeps it, so that no payment is booked twice.
    """

    number: int
    day: date
    amount_yen: int
    payer: str
    note: str
    fingerprint: str


@dataclass(frozen=True)
class LineError:
    """A line that was not taken, and why."""

    number: int
    sentence: str


@dataclass(frozen=True)
class Statement:
    """All that was read. Good lines may be used while the bad ones are mended."""

    lines: tuple[StatementLine, ...]
    errors: tuple[LineError, ...]


def read(data: bytes) -> Statement:
    """The statement in `data` (UTF-8 with or without BOM, or Shift_JIS as banks write it).

    Raises: UnreadableStatement when the file is no such table; single bad lines are in `errors`.
    """
    rows = _rows(_decoded(data))
    _, heading = next(rows, (0, []))
    places = _places(heading)
    lines: list[StatementLine] = []
    errors: list[LineError] = []
    seen: Counter[tuple[str, ...]] = Counter()
    for number, row in rows:
        if not any(field.strip() for field in row):
            continue
        if len(lines) + len(errors) >= MOST_LINES:
            raise UnreadableStatement(
                "too_many_lines", f"明細が{MOST_LINES}行を超えています。期間を分けて読み込んでください。"
            )
        try:
            lines.append(_line(number, row, places, seen))
        except Unreadable as error:
            errors.append(LineError(number, f"{number}行目：{error.sentence}"))
    return Statement(tuple(lines), tuple(errors))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableStatement(
        "encoding", "文字を読み取れません。文字コードをUTF-8かShift_JISにしたCSVを選んでください。"
    )


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        number = reader.line_num + 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableStatement(
                "csv", f'{number}行目から先を読み取れません。引用符「"」の数をご確認ください。'
            ) from error


def _places(heading: list[str]) -> dict[str, int]:
    """Where each column stands. Other columns of the bank are passed over."""
    names = [name.strip() for name in heading]
    missing = [column for column in COLUMNS if names.count(column) != 1]
    if missing:
        raise UnreadableStatement(
            "columns",
            f"1行目に見出し「{'」「'.join(missing)}」が1つずつ必要です。CSVの1行目をご確認ください。",
        )
    return {column: names.index(column) for column in COLUMNS}


def _line(
    number: int, row: list[str], places: dict[str, int], seen: Counter[tuple[str, ...]]
) -> StatementLine:
    if len(row) <= max(places.values()):
        raise Unreadable("columns", "列の数が足りません。この行を直して、もう一度読み込んでください。")
    day_typed, amount_typed, payer, note = (row[places[column]].strip() for column in COLUMNS)
    if max(len(payer), len(note)) > _LONGEST_FIELD:
        raise Unreadable(
            "too_long", f"振込依頼人名か摘要が{_LONGEST_FIELD}文字を超えています。この行をご確認ください。"
        )
    day = parse_day(day_typed).day
    amount = parse_yen(amount_typed)
    if amount <= 0:
        raise Unreadable("amount", "金額が1円以上ではありません。入金の行だけを残してください。")
    content = (day.isoformat(), str(amount), payer, note)
    seen[content] += 1
    fingerprint = hashlib.sha256("\x1f".join((*content, str(seen[content]))).encode()).hexdigest()
    return StatementLine(number, day, amount, payer, note, fingerprint)
