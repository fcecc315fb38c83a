"""`hosho rules` and `hosho fee`: output for machines, one clear line for a mistake, an exit code that tells them apart."""

import json
from pathlib import Path

import pytest

from hosho.cli import fee, rules
from hosho.domain.rulebook.loading import PACKAGED

EXAMPLES = Path(__file__).parents[1] / "examples" / "rulebook"
SAIKI = {
    "kind": "ADVANCE_PAYMENT",
    "category": "WORKS",
    "surety": {"class": "guarantee_company", "name": "西日本建設業保証"},
    "contract_date": "2024-12-01",
}


@pytest.fixture
def case_file(tmp_path):
    def write(facts):
        file = tmp_path / "case.json"
        file.write_text(facts if isinstance(facts, str) else json.dumps(facts), encoding="utf-8")
        return str(file)

    return write


@pytest.mark.parametrize(
    ("change", "answer"),
    [({}, "yes"), ({"contract_date": "2024-11-30"}, "no"), ({"contract_date": None}, "ask")],
)
def test_decide_prints_answer_reasons_and_routes(case_file, capsys, change, answer):
    assert rules.main(["decide", "--orderer", "佐伯市", "--case", case_file(SAIKI | change)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["answer"] == answer
    assert all(reason["rule"] and reason["sentence"] for reason in printed["reasons"])
    assert bool(printed["routes"]) is (answer != "no")


def test_decide_uses_another_directory(case_file, capsys):
    facts = {**SAIKI, "procurement": "negotiated", "notice_date": "2025-01-01"}
    arguments = [
        "decide",
        "--orderer",
        "見本入札市",
        "--case",
        case_file(facts),
        "--rules",
        str(EXAMPLES / "invented"),
    ]
    assert rules.main(arguments) == 0
    assert json.loads(capsys.readouterr().out)["answer"] == "no"


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (
            {**SAIKI, "contract_day": "2024-12-01"},
            "contract_day: 知らない項目です（contract_date のことでしょうか）",
        ),
        ({**SAIKI, "contract_date": "12月1日"}, "contract_date: 日付は"),
        ({**SAIKI, "kind": "ADVANCE"}, "kind: 'ADVANCE' は選べません"),
        ("{", "not JSON"),
        ("[]", "オブジェクトではありません"),
    ],
)
def test_unreadable_case_is_one_line_and_exit_code_2(case_file, capsys, facts, says):
    assert rules.main(["decide", "--orderer", "佐伯市", "--case", case_file(facts)]) == rules.UNREADABLE
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_unknown_orderer_is_exit_code_3(case_file, capsys):
    assert rules.main(["decide", "--orderer", "佐伯", "--case", case_file(SAIKI)]) == rules.UNKNOWN
    assert "did you mean 佐伯市?" in capsys.readouterr().err


def test_check_passes_the_shipped_rules_and_stops_at_a_mistake(tmp_path, capsys):
    assert rules.main(["check", str(PACKAGED)]) == 0
    assert "no mistake found" in capsys.readouterr().out
    (tmp_path / "unknown-key.yaml").write_bytes((EXAMPLES / "bad" / "unknown-key.yaml").read_bytes())
    assert rules.main(["check", str(tmp_path)]) == rules.MISTAKE
    assert "unknown-key.yaml:15: unknown key" in capsys.readouterr().err


def test_list_names_every_orderer(capsys):
    assert rules.main(["list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(list(PACKAGED.glob("*.yaml")))


def test_fee_prints_amount_and_working(case_file, capsys):
    facts = {"kind": "INTERIM_ADVANCE_PAYMENT", "amount_yen": 10_000_000, "concluded_on": "2025-12-01"}
    assert fee.main(["quote", "--case", case_file(facts)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("保証料 6,500円（見本）\n")
    assert "10,000,000円 × 0.065％ = 6,500円" in told
    assert fee.main(["quote", "--json", "--case", case_file(facts)]) == 0
    assert json.loads(capsys.readouterr().out)["amount_yen"] == 6_500


def test_fee_without_tariff_and_with_an_unreadable_case(case_file, capsys):
    facts = {"kind": "CONTRACT", "amount_yen": 1, "concluded_on": "2019-12-01"}
    assert fee.main(["quote", "--case", case_file(facts)]) == fee.MISTAKE
    assert fee.main(["quote", "--case", case_file({**facts, "amount_yen": "1"})]) == fee.UNREADABLE
    assert capsys.readouterr().err.count("\n") == 2
