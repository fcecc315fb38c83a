"""The papers as a reader, a validator and an archive meet them."""

from __future__ import annotations

import io
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from hosho.certificates import fonts
from hosho.certificates.glyphs import GlyphsMissing
from hosho.certificates.render import Renderer
from hosho.domain.numbers import TypingError
from hosho.lib.canonical_json import digest
from tests.certificates import samples

KATSU = "葛\U000e0100"
PAPERS = ("customer_copy", "fee_statement", "key_notice", "fax_cover", "application_copy")
with_name_font = pytest.mark.skipif(
    fonts.installed().for_names is None, reason="IPAmj Mincho is not installed (fonts-ipamj-mincho)"
)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


@pytest.fixture(scope="module")
def papers(renderer: Renderer) -> dict[str, bytes]:
    """Every paper once."""
    made = {name: getattr(renderer, name)(getattr(samples, name)()) for name in PAPERS}
    return made | {"certificate": renderer.certificate(samples.record())}


def text_of(pdf: bytes, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def unbroken(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", [*PAPERS, "certificate"])
def test_every_paper_is_one_a4_sheet_for_ordinary_data(papers: dict[str, bytes], name: str) -> None:
    with pikepdf.open(io.BytesIO(papers[name])) as pdf:
        assert [[round(float(edge), 1) for edge in page.mediabox] for page in pdf.pages] == [
            [0, 0, 595.3, 841.9]
        ]


@pytest.mark.parametrize("name", [*PAPERS, "certificate"])
def test_every_font_is_embedded_and_maps_to_unicode(
    papers: dict[str, bytes], name: str, tmp_path: Path
) -> None:
    (tmp_path / "paper.pdf").write_bytes(papers[name])
    done = subprocess.run(["pdffonts", tmp_path / "paper.pdf"], capture_output=True, check=True, text=True)
    faces = [line.split() for line in done.stdout.splitlines()[2:]]
    assert faces
    for face in faces:
        assert face[-5:-2] == ["yes", "yes", "yes"], face  # embedded, subset, to Unicode


@pytest.mark.parametrize("name", [*PAPERS, "certificate"])
def test_every_paper_claims_pdf_a_2a_and_pdf_ua_1_and_is_tagged(papers: dict[str, bytes], name: str) -> None:
    with pikepdf.open(io.BytesIO(papers[name])) as pdf:
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert pdf.Root.Lang == "ja-JP"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot
        assert metadata["dc:title"]


@pytest.mark.parametrize("name", [*PAPERS, "certificate"])
def test_the_file_ends_with_a_line_end_so_that_a_signature_can_follow(
    papers: dict[str, bytes], name: str
) -> None:
    assert papers[name].endswith(b"%%EOF\n")


@pytest.mark.parametrize("name", [*PAPERS, "certificate"])
def test_a_sample_says_so(papers: dict[str, bytes], name: str) -> None:
    assert unbroken(text_of(papers[name], "-raw")).startswith("見本")


def test_a_real_certificate_carries_no_sample_mark(renderer: Renderer) -> None:
    assert not unbroken(text_of(renderer.certificate(samples.record(sample=False)), "-raw")).startswith(
        "見本"
    )


def test_a_certificate_says_what_the_record_says(papers: dict[str, bytes]) -> None:
    text = unbroken(text_of(papers["certificate"], "-layout"))
    for said in (
        "保証証書（前払金保証）",
        "4724-0001-2341",
        "当初",
        "佐伯市長様",
        "契約検査課契約係",
        "佐伯見本建設株式会社",
        "代表取締役髙﨑一郎",
        "大分県知事許可（般－5）第12345号",
        "市道見本線道路改良工事",
        "令和6年度第123号",
        "金48,950,000円（消費税を含む）",
        "金19,580,000円",
        "令和7年1月6日（2025年1月6日）から",
        "令和7年9月30日（2025年9月30日）まで",
        "見本銀行佐伯支店",
        "サイキミホンケンセツ（カ",
        "青海建設保証株式会社（見本）",
        "代表取締役社長見本太郎",
        "印刷したものは写しです",
        "1／1",
    ):
        assert said in text, said


def test_the_record_digest_is_on_the_page_and_in_the_keywords(papers: dict[str, bytes]) -> None:
    expected = digest(samples.record())
    assert expected in unbroken(text_of(papers["certificate"], "-layout")).replace("（SHA-256）", "")
    with pikepdf.open(io.BytesIO(papers["certificate"])) as pdf:
        assert f"hosho-record-sha256:{expected}" in str(pdf.docinfo["/Keywords"])
        assert f"hosho-record-sha256:{expected}" in pdf.open_metadata()["pdf:Keywords"]


def test_rare_names_are_kept_code_point_for_code_point(renderer: Renderer) -> None:
    name = f"髙﨑{KATSU}城"
    record = samples.record(contractor=samples.contractor(representative=name))
    assert name in text_of(renderer.certificate(record))


@with_name_font
def test_a_name_the_vendored_fonts_lack_is_set_from_the_name_font_and_kept(
    renderer: Renderer, tmp_path: Path
) -> None:
    record = samples.record(contractor=samples.contractor(representative="𠮷野　太郎"))
    pdf = renderer.certificate(record)
    assert "𠮷野" in text_of(pdf)
    (tmp_path / "paper.pdf").write_bytes(pdf)
    assert "IPAmjMincho" in subprocess.check_output(["pdffonts", tmp_path / "paper.pdf"], text=True)


def test_a_character_that_cannot_be_drawn_refuses_the_certificate() -> None:
    renderer = Renderer(fonts.FontFiles())
    with pytest.raises(GlyphsMissing) as refused:
        renderer.certificate(samples.record(contractor=samples.contractor(representative="𠮷野　𠮷太郎")))
    assert [each.character for each in refused.value.missing] == ["𠮷"]
    assert "U+20BB7" in str(refused.value)


def test_a_form_that_would_be_replaced_in_silence_refuses_the_certificate() -> None:
    with pytest.raises(GlyphsMissing):
        Renderer(fonts.FontFiles()).certificate(
            samples.record(contractor=samples.contractor(representative="渡邉\U000e0102"))
        )


def test_the_same_record_gives_the_same_bytes_in_every_thread_and_renderer() -> None:
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda _: Renderer().certificate(samples.record()), range(4)))
    assert len(set(made)) == 1


def test_a_changed_record_gives_other_bytes(papers: dict[str, bytes], renderer: Renderer) -> None:
    changed = samples.record(version=2, previous_record_digest="ab" * 32)
    pdf = renderer.certificate(changed)
    assert pdf != papers["certificate"]
    text = unbroken(text_of(pdf, "-layout"))
    assert "変更第1回" in text
    assert "変更前の証書" in text
    assert "abababab" in text


def test_twelve_members_run_over_several_numbered_pages(renderer: Renderer) -> None:
    record = samples.record(contractor=samples.contractor(joint_venture=samples.venture(12)))
    pages = text_of(renderer.certificate(record)).split("\f")[:-1]
    assert len(pages) == 2
    for place, page in enumerate(pages, start=1):
        assert f"{place}／{len(pages)}" in page
        assert "4724-0001-2341" in page
    for place in range(1, 13):
        assert f"見本第{place}建設株式会社" in unbroken("".join(pages))
    assert "45.00％" in "".join(pages)


def test_forty_members_repeat_the_head_of_their_table(renderer: Renderer) -> None:
    venture = samples.venture(20)
    venture["members"] += [dict(member, lead=False, share_percent="0.00") for member in venture["members"]]
    record = samples.record(contractor=samples.contractor(joint_venture=venture))
    pages = text_of(renderer.certificate(record)).split("\f")[:-1]
    assert sum("出資割合" in page for page in pages) >= 2


def test_a_title_of_two_hundred_characters_is_wrapped_and_whole(renderer: Renderer) -> None:
    title = "市道見本線道路改良工事" * 18 + "一期"
    record = samples.record(contract=samples.record()["contract"] | {"title": title})
    assert title in unbroken(text_of(renderer.certificate(record), "-raw"))
    notice = renderer.key_notice(samples.key_notice(title=title))
    assert title in unbroken(text_of(notice, "-raw"))
    with pikepdf.open(io.BytesIO(notice)) as pdf:
        assert len(pdf.pages) == 1


def test_the_certificate_with_most_rows_is_still_one_sheet(renderer: Renderer) -> None:
    base = samples.record()
    record = samples.record(
        kind="INTERIM_ADVANCE_PAYMENT",
        version=2,
        previous_record_digest="ab" * 32,
        certification={"number": "第45号", "date": "2025-03-01"},
        guarantee=base["guarantee"] | {"earlier_advance_yen": 9_000_000},
    )
    pages = text_of(renderer.certificate(record)).split("\f")[:-1]
    assert len(pages) == 1
    assert "（中間前払金保証）" in pages[0]
    assert "第45号" in pages[0]


def test_a_contract_guarantee_of_a_consultant_has_its_own_words_and_no_account(renderer: Renderer) -> None:
    base = samples.record()
    record = samples.record(
        kind="CONTRACT",
        deposit_account=None,
        contract=base["contract"] | {"category": "CONSULTANT", "number": None, "place": None},
        guarantee=base["guarantee"] | {"advance_yen": None},
    )
    text = unbroken(text_of(renderer.certificate(record), "-layout"))
    assert "（契約保証）" in text
    assert "業務委託料" in text
    assert "履行期間" in text
    assert "金融機関" not in text
    assert "業務番号" not in text


def test_text_out_of_data_is_never_read_as_markup(renderer: Renderer) -> None:
    title = '#panic("x") *強* $x$ [角] \\ @印 <札> = 見出し'
    record = samples.record(contract=samples.record()["contract"] | {"title": title})
    assert unbroken(title) in unbroken(text_of(renderer.certificate(record), "-layout"))


def test_the_key_stands_on_the_notice_alone(papers: dict[str, bytes]) -> None:
    for name, pdf in papers.items():
        found = "1234-5678-9012-3456" in text_of(pdf)
        assert found == (name == "key_notice"), name


def test_the_fee_stands_on_no_certificate_and_no_key_notice(papers: dict[str, bytes]) -> None:
    for name in ("certificate", "key_notice", "fax_cover"):
        assert "保証料" not in text_of(papers[name])
    assert "金68,530円" in text_of(papers["customer_copy"])


def test_the_fee_statement_adds_up_and_tells_of_tax(renderer: Renderer) -> None:
    paper = samples.fee_statement()
    second = paper["items"][0] | {
        "kind": "CONTRACT",
        "guarantee_number": None,
        "fee_yen": 11_000,
        "tax_yen": 1_000,
    }
    text = text_of(renderer.fee_statement(paper | {"items": [*paper["items"], second], "paid_on": None}))
    assert "金79,530円" in text
    assert "消費税金1,000円" in unbroken(text)
    assert "未確認" in text
    assert "非課税" in text_of(renderer.fee_statement(paper))


def test_the_application_copy_keeps_order_and_leaves_out_what_was_not_filled_in(
    papers: dict[str, bytes],
) -> None:
    text = text_of(papers["application_copy"])
    assert text.index("お申込み") < text.index("申込者") < text.index("工事の名称")
    assert "工事番号" not in text


def test_the_notice_refuses_a_key_with_a_typing_error(renderer: Renderer) -> None:
    wrong = samples.KEY[:-1] + str((int(samples.KEY[-1]) + 1) % 10)
    with pytest.raises(TypingError):
        renderer.key_notice(samples.key_notice(key=wrong))
