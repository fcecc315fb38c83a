"""The directory finds an orderer by what people type, and tells what it accepts."""

import pytest

from hosho.domain.rulebook import explain, load, search


@pytest.mark.parametrize("typed", ["佐伯", "佐伯市", "大分県 佐伯", "４４２０５４", "442054", "大分県佐伯市"])
def test_saiki_is_found_first(typed):
    assert search(load(), typed)[0].name == "佐伯市"


def test_folded_kanji_and_prefecture_find():
    assert "塩竈市" in {o.name for o in search(load(), "塩竈")}
    assert {o.prefecture for o in search(load(), "大分県")} == {"大分県"}
    assert search(load(), "そんな発注者はない") == []


def test_name_itself_comes_before_names_that_contain_it():
    assert search(load(), "福岡")[0].name in ("福岡県", "福岡市")
    assert search(load(), "鹿児島県")[0].name == "鹿児島県"


def test_saiki_is_explained_with_every_fact_of_the_leaflet():
    told = "\n".join(explain(load().find("佐伯市")))
    for fact in (
        "令和6年12月1日", "令和7年5月1日", "当初", "契約保証・前払金保証・中間前払金保証", "契約保証予約は電子証書の対象ではありません",
        "最新の契約約款", "持参またはFAX", "契約検査課契約係", "「認証キー」等のお知らせを印刷したもの", "電子証書の確認画面を印刷したもの",
    ):  # fmt: skip
        assert fact in told


def test_every_body_is_explained_with_its_source():
    for orderer in load().orderers:
        sentences = explain(orderer)
        assert sentences[-1].startswith("出典：")
        assert all(sentence.endswith(("。", "）", "」")) or "：" in sentence for sentence in sentences)
