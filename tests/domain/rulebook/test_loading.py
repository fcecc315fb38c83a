"""Every mistake in an orderer file is refused with file and line; the shipped files have none."""

from pathlib import Path

import pytest

from hosho.domain.rulebook import DataFileError, UnknownOrderer, load
from hosho.domain.rulebook.loading import PACKAGED, load_file

BAD = Path(__file__).parents[2] / "examples" / "rulebook" / "bad"


@pytest.mark.parametrize("file", sorted(BAD.glob("*.yaml")), ids=lambda file: file.stem)
def test_mistake_is_refused_with_file_and_line(file):
    expected = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ")
    with pytest.raises(DataFileError) as refused:
        load_file(file)
    assert expected in str(refused.value)
    assert refused.value.file == file.name
    assert refused.value.line >= 1
    assert "\n" not in str(refused.value)


def test_all_bodies_of_the_reference_are_shipped():
    book = load()
    assert sum(bool(orderer.rules) for orderer in book.orderers) == 30
    assert sum(orderer.adopted is not None for orderer in book.orderers) == 60
    assert {"上尾市", "三木市", "南阿蘇村", "高浜町", "松山市", "和歌山県"} <= {
        o.name for o in book.orderers if o.limits
    }


def test_every_rule_and_route_names_its_source():
    for orderer in load().orderers:
        for part in (*orderer.rules, *orderer.routes, *orderer.remarks, *orderer.limits):
            assert part.source in orderer.sources
            assert part.source.url or part.source.kind == "surety_brochure"


def test_orderer_is_found_by_name_code_and_id():
    book = load()
    saiki = book.find("佐伯市")
    assert book.find("442054") is saiki
    assert book.find("oita-saiki") is saiki
    assert book.orderers[0] is saiki


def test_orderer_nobody_knows_is_refused_with_near_names():
    with pytest.raises(UnknownOrderer) as refused:
        load().find("佐伯")
    assert refused.value.near == ("佐伯市",)


def test_two_files_for_one_body_are_refused(tmp_path):
    saiki = (PACKAGED / "oita-saiki.yaml").read_text(encoding="utf-8")
    (tmp_path / "oita-saiki.yaml").write_text(saiki, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(saiki.replace("id: oita-saiki", "id: other"), encoding="utf-8")
    with pytest.raises(DataFileError, match="already described by oita-saiki"):
        load(tmp_path)


def test_empty_or_missing_directory_is_refused(tmp_path):
    with pytest.raises(DataFileError, match="no orderer file"):
        load(tmp_path)
    with pytest.raises(DataFileError, match="not a directory"):
        load(tmp_path / "nowhere")
