"""The arithmetic of the append-only log: hashes, proofs, and the tiles in which hashes are kept. No I/O.

The tree is that of RFC 9162 section 2.1 with SHA-256; the tiles are those of C2SP tlog-tiles. A *hash* is always 32
bytes. Whoever has tiles to read passes a `Fetch`; whoever has other storage passes any `Read`.

A verifier below answers True or False and never raises on hostile input: a proof that is malformed proves nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

HASH_BYTES = 32
TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
EMPTY_ROOT = hashlib.sha256(b"").digest()

Read = Callable[[int, int], bytes]
"""`read(level, index)`: the hash of the complete subtree over leaves index * 2**level up to (index + 1) * 2**level."""


@dataclass(frozen=True, order=True)
class Tile:
    """`width` neighbouring hashes of tree level 8 * `level`, from hash number 256 * `index` on. Full at width 256."""

    level: int
    index: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """Where C2SP tlog-tiles keeps it, such as tile/0/x001/x234/067.p/5."""
        return f"tile/{self.level}/{_tile_number(self.index, self.width)}"


Fetch = Callable[[Tile], bytes]
"""The bytes of one tile: its hashes in order, 32 bytes each."""


def entries_path(index: int, width: int = TILE_WIDTH) -> str:
    """Where C2SP tlog-tiles keeps the entries whose leaf hashes are in tile (0, index)."""
    return f"tile/entries/{_tile_number(index, width)}"


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(size: int, read: Read) -> bytes:
    """The head of the tree over the first `size` leaves (RFC 9162 2.1.1)."""
    return _range_hash(0, size, read) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, read: Read) -> list[bytes]:
    """What shows that leaf `index` is in the tree of `size` leaves (RFC 9162 2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size} leaves")
    proof: list[bytes] = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            proof.append(_range_hash(middle, end, read))
            end = middle
        else:
            proof.append(_range_hash(begin, middle, read))
            begin = middle
    return proof[::-1]


def consistency_proof(old: int, size: int, read: Read) -> list[bytes]:
    """What shows that the tree of `size` leaves begins with the tree of `old` leaves (RFC 9162 2.1.4.1)."""
    if not 0 < old <= size:
        raise ValueError(f"a tree of {size} leaves has no consistency proof from {old} leaves")
    proof: list[bytes] = []
    begin, end = 0, size
    while old != end:
        middle = begin + _split(end - begin)
        if old <= middle:
            proof.append(_range_hash(middle, end, read))
            end = middle
        else:
            proof.append(_range_hash(begin, middle, read))
            begin = middle
    if begin:  # otherwise the old tree is a complete subtree, whose head the verifier already holds
        proof.append(_range_hash(begin, end, read))
    return proof[::-1]


def proves_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], head: bytes) -> bool:
    """Whether `proof` leads from the leaf hash at `index` to the head of the tree of `size` leaves (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size or not _are_hashes(leaf, head, *proof):
        return False
    position, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            result = node_hash(sibling, result)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and result == head


def proves_consistency(old: int, old_head: bytes, size: int, head: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the second tree only added leaves to the first (RFC 9162 2.1.4.2)."""
    if not 0 < old <= size or not _are_hashes(old_head, head, *proof):
        return False
    if old == size:
        return not proof and old_head == head
    path = list(proof)
    if old & (old - 1) == 0:  # step 1: the old tree is itself a node of the new one
        path.insert(0, old_head)
    if not path:
        return False
    position, last = old - 1, size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    seen_old = seen_new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            seen_old, seen_new = (
                node_hash(sibling, seen_old),
                node_hash(sibling, seen_new),
            )
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            seen_new = node_hash(seen_new, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and seen_old == old_head and seen_new == head


def tile_reader(size: int, fetch: Fetch) -> Read:
    """Read a tree of `size` leaves from its tiles."""

    def read(level: int, index: int) -> bytes:
        tile_level, height = divmod(level, TILE_HEIGHT)
        tile_index, first = divmod(index << height, TILE_WIDTH)
        tile = Tile(
            tile_level,
            tile_index,
            min(TILE_WIDTH, (size >> TILE_HEIGHT * tile_level) - tile_index * TILE_WIDTH),
        )
        held = fetch(tile)
        if len(held) != tile.width * HASH_BYTES:
            raise ValueError(f"{tile.path} holds {len(held)} bytes, not {tile.width * HASH_BYTES}")
        return _fold(held[first * HASH_BYTES : (first + (1 << height)) * HASH_BYTES])

    return read


def grow(size: int, leaves: Iterable[bytes], fetch: Fetch) -> dict[Tile, bytes]:
    """The tiles to write when the leaf hashes `leaves` follow the first `size` leaves. `fetch` reads the partial
    tiles of the old tree; nothing already full is read or written again.
    """
    written: dict[Tile, bytes] = {}
    level, added = 0, b"".join(leaves)
    while added:
        tile_index, held = divmod(size, TILE_WIDTH)
        run = (fetch(Tile(level, tile_index, held)) if held else b"") + added
        added = b""
        for start in range(0, len(run), TILE_WIDTH * HASH_BYTES):
            part = run[start : start + TILE_WIDTH * HASH_BYTES]
            tile = Tile(
                level,
                tile_index + start // (TILE_WIDTH * HASH_BYTES),
                len(part) // HASH_BYTES,
            )
            written[tile] = part
            if tile.width == TILE_WIDTH:
                added += _fold(part)
        size, level = size >> TILE_HEIGHT, level + 1
    return written


def _range_hash(begin: int, end: int, read: Read) -> bytes:
    """The head of the subtree over leaves begin to end, as RFC 9162 cuts them: a complete one starts at its own multiple."""
    width = end - begin
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return read(level, begin >> level)
    middle = begin + _split(width)
    return node_hash(_range_hash(begin, middle, read), _range_hash(middle, end, read))


def _split(width: int) -> int:
    """The largest power of two smaller than `width`."""
    return 1 << (width - 1).bit_length() - 1


def _fold(run: bytes) -> bytes:
    """The head over a run of hashes whose number is a power of two."""
    hashes = [run[i : i + HASH_BYTES] for i in range(0, len(run), HASH_BYTES)]
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_BYTES for value in values)


def _tile_number(index: int, width: int) -> str:
    groups = [f"{index % 1000:03d}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03d}")
    number = "/".join(reversed(groups))
    return number if width == TILE_WIDTH else f"{number}.p/{width}"
