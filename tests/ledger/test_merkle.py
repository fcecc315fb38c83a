"""The log's arithmetic against the vectors of RFC 6962's own implementation and against the definition, written naively."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hosho.ledger import merkle
from hosho.ledger.merkle import Tile

ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
# The roots over the first n of them: the test vectors of the Certificate Transparency implementation of RFC 6962.
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 9162 2.1.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else merkle.EMPTY_ROOT
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return merkle.node_hash(naive_root(leaves[:k]), naive_root(leaves[k:]))


def naive_inclusion(m: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 9162 2.1.3.1, word for word."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m < k:
        return [*naive_inclusion(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_inclusion(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_consistency(m: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    """RFC 9162 2.1.4.1, word for word."""
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m <= k:
        return [*naive_consistency(m, leaves[:k], whole), naive_root(leaves[k:])]
    return [*naive_consistency(m - k, leaves[k:], False), naive_root(leaves[:k])]


def leaves_of(count: int) -> list[bytes]:
    return [merkle.leaf_hash(str(n).encode()) for n in range(count)]


def reading(leaves: list[bytes]) -> merkle.Read:
    return lambda level, index: naive_root(leaves[index << level : (index + 1) << level])


@pytest.mark.parametrize("size", range(9))
def test_the_root_is_that_of_the_published_vectors(size: int) -> None:
    leaves = [merkle.leaf_hash(entry) for entry in ENTRIES]
    assert merkle.root(size, reading(leaves)).hex() == ROOTS[size]


def test_every_proof_of_small_trees_is_the_definition_s_and_verifies() -> None:
    for size in range(1, 34):
        leaves = leaves_of(size)
        head, read = naive_root(leaves), reading(leaves)
        for index in range(size):
            proof = merkle.inclusion_proof(index, size, read)
            assert proof == naive_inclusion(index, leaves)
            assert merkle.proves_inclusion(leaves[index], index, size, proof, head)
        for old in range(1, size + 1):
            proof = merkle.consistency_proof(old, size, read)
            assert proof == naive_consistency(old, leaves)
            assert merkle.proves_consistency(old, naive_root(leaves[:old]), size, head, proof)


@given(st.data())
def test_an_inclusion_proof_fits_no_other_leaf_place_or_head(
    data: st.DataObject,
) -> None:
    size = data.draw(st.integers(2, 40))
    index, other = data.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True))
    leaves = leaves_of(size)
    head, proof = naive_root(leaves), naive_inclusion(index, leaves)
    assert not merkle.proves_inclusion(leaves[other], index, size, proof, head)
    assert not merkle.proves_inclusion(leaves[index], other, size, proof, head)
    assert not merkle.proves_inclusion(leaves[index], index, size, proof, merkle.EMPTY_ROOT)
    assert not merkle.proves_inclusion(leaves[index], index, size, proof[:-1], head)
    assert not merkle.proves_inclusion(leaves[index], index, size, [*proof, head], head)


@given(st.data())
def test_a_log_that_rewrote_its_past_cannot_prove_consistency(
    data: st.DataObject,
) -> None:
    size = data.draw(st.integers(2, 40))
    old = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, old - 1))
    leaves = leaves_of(size)
    rewritten = [*leaves]
    rewritten[changed] = merkle.leaf_hash(b"rewritten")
    proof = naive_consistency(old, rewritten)
    assert not merkle.proves_consistency(old, naive_root(leaves[:old]), size, naive_root(rewritten), proof)


@given(st.integers(-3, 9), st.integers(-3, 9), st.lists(st.binary(max_size=33), max_size=5))
def test_nonsense_proves_nothing_and_raises_nothing(first: int, second: int, proof: list[bytes]) -> None:
    head = naive_root(leaves_of(7))
    assert not merkle.proves_inclusion(merkle.leaf_hash(b"stranger"), first, second, proof, head)
    assert first == second or not merkle.proves_consistency(first, merkle.EMPTY_ROOT, second, head, proof)


@pytest.mark.parametrize("steps", [(1,), (255, 1, 1), (256, 256), (300, 5, 70_000), (3, 65_536 - 3, 1)])
def test_a_tree_grown_in_steps_reads_back_from_its_tiles(
    steps: tuple[int, ...],
) -> None:
    shelf: dict[Tile, bytes] = {}
    leaves: list[bytes] = []
    for step in steps:
        added = [merkle.leaf_hash(b"%d" % (len(leaves) + n)) for n in range(step)]
        shelf |= merkle.grow(len(leaves), added, shelf.__getitem__)
        leaves += added
    size, read = len(leaves), merkle.tile_reader(len(leaves), shelf.__getitem__)
    head = naive_root(leaves)
    assert merkle.root(size, read) == head
    for index in {0, size // 3, size - 1}:
        assert merkle.proves_inclusion(
            leaves[index], index, size, merkle.inclusion_proof(index, size, read), head
        )
        assert merkle.consistency_proof(index + 1, size, read) == naive_consistency(index + 1, leaves)


def test_a_tile_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match=r"tile/0/000\.p/3 holds 32 bytes, not 96"):
        merkle.root(3, merkle.tile_reader(3, lambda tile: b"\0" * 32))


def test_tiles_lie_where_the_specification_says() -> None:
    assert Tile(0, 1234067).path == "tile/0/x001/x234/067"
    assert Tile(2, 0, 5).path == "tile/2/000.p/5"
    assert merkle.entries_path(999) == "tile/entries/999"
    assert merkle.entries_path(1000, 7) == "tile/entries/x001/000.p/7"


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_asking_for_a_leaf_outside_the_tree_is_our_own_mistake(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="is not in a tree"):
        merkle.inclusion_proof(index, size, reading(leaves_of(3)))
