"""Reading bank statements."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hosho.domain.bank_statement import COLUMNS, UnreadableStatement, read

HEADING = ",".join(COLUMNS)
LINE = '2026-01-05,"19,580",2025004512 ｶ)ｻｴｷﾐﾎﾝｹﾝｾﾂ,ﾌﾘｺﾐ'
DOCUMENT = Path(__file__).parents[2] / "docs" / "formats" / "bank-statement.md"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_is_read_whatever_the_bank_s_encoding(encoding: str, end: str) -> None:
    [line] = read(end.join([HEADING, LINE, ""]).encode(encoding)).lines
    assert (line.number, line.day, line.amount_yen) == (2, date(2026, 1, 5), 19580)
    assert (line.payer, line.note) == ("2025004512 ｶ)ｻｴｷﾐﾎﾝｹﾝｾﾂ", "ﾌﾘｺﾐ")


def test_columns_may_stand_in_any_order_beside_others() -> None:
    [line] = read("残高,摘要,金額,取引日,振込依頼人名\n9,x,100,R8.1.5,y".encode()).lines
    assert (line.amount_yen, line.payer, line.note) == (100, "y", "x")


def test_a_bad_line_is_told_by_its_number_and_the_good_ones_stay() -> None:
    bad = [
        "2026-02-30,1,a,",
        "2026-01-05,1.5,a,",
        "2026-01-05,-5,a,",
        "2026-01-05,0,a,",
        "2026-01-05",
        f"2026-01-05,1,{'a' * 201},",
    ]
    statement = read("\n".join([HEADING, LINE, "", *bad, LINE]).encode())
    assert [error.number for error in statement.errors] == [4, 5, 6, 7, 8, 9]
    assert all(error.sentence.startswith(f"{error.number}行目：") for error in statement.errors)
    assert [line.number for line in statement.lines] == [2, 10]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "columns"),
        ("取引日,金額\n".encode(), "columns"),
        (f"{HEADING},金額\n".encode(), "columns"),
        (b"\xff\xfe\x00\x01", "encoding"),
        (f'{HEADING}\n2026-01-05,"1,a,b\n'.encode(), "csv"),
        ("\n".join([HEADING, *[LINE] * 5001]).encode(), "too_many_lines"),
    ],
)
def test_a_file_that_is_no_statement_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableStatement) as refused:
        read(data)
    assert refused.value.code == code


def test_equal_payments_differ_and_the_same_file_is_recognised() -> None:
    data = f"{HEADING}\n{LINE}\n{LINE}".encode()
    first, second = (line.fingerprint for line in read(data).lines)
    assert first != second
    assert [first, second] == [line.fingerprint for line in read(data).lines]


def test_the_example_of_the_document_is_read() -> None:
    example = re.search(r"```csv\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    statement = read(example[1].encode("cp932"))
    assert ([line.amount_yen for line in statement.lines], statement.errors) == ([19580, 23000], ())


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"{HEADING}\n{text}".encode()))
def test_whatever_is_uploaded_gets_an_answer(data: bytes) -> None:
    try:
        statement = read(data)
    except UnreadableStatement:
        return
    assert all(line.amount_yen > 0 for line in statement.lines)
