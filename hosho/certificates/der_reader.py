"""Reading DER strictly, for whoever checks what somebody else wrote.

Strict means: definite and minimal lengths, nothing after the value, low tag numbers only. A laxer reader would let two
different files mean the same signature. Work is bounded by the input: nothing recurses, a node reads its children only
when asked.
"""

from dataclasses import dataclass

MOST_CHILDREN = 256


class DerError(ValueError):
    """The bytes are not the strict DER that was expected."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value inside `data`: its tag and where its header, body and end lie."""

    data: bytes
    tag: int
    start: int
    body: int
    end: int

    @property
    def raw(self) -> bytes:
        """The whole encoding, header included."""
        return self.data[self.start : self.end]

    @property
    def value(self) -> bytes:
        return self.data[self.body : self.end]

    def children(self) -> tuple["Node", ...]:
        if not self.tag & 0x20:
            raise DerError("a primitive value has no members")
        found: list[Node] = []
        position = self.body
        while position < self.end:
            if len(found) == MOST_CHILDREN:
                raise DerError("too many members")
            node = _read(self.data, position, self.end)
            found.append(node)
            position = node.end
        return tuple(found)

    def expect(self, tag: int) -> "Node":
        if self.tag != tag:
            raise DerError(f"expected tag {tag:#04x}, found {self.tag:#04x}")
        return self

    def members(self, *tags: int) -> tuple["Node", ...]:
        """The members of a SEQUENCE which has exactly these tags."""
        nodes = self.expect(0x30).children()
        if tuple(node.tag for node in nodes) != tags:
            raise DerError("unexpected members")
        return nodes

    def integer(self) -> int:
        body = self.expect(0x02).value
        if not body or (len(body) > 1 and body[0] in (0, 0xFF) and (body[0] ^ body[1]) < 0x80):
            raise DerError("an integer not in its shortest form")
        if len(body) > 64:
            raise DerError("an integer too large to be meant")
        return int.from_bytes(body, "big", signed=True)


def read(data: bytes) -> Node:
    """The one value that fills `data` exactly. Raises DerError."""
    node = _read(data, 0, len(data))
    if node.end != len(data):
        raise DerError("something follows the value")
    return node


def read_first(data: bytes) -> Node:
    """The value `data` begins with; what follows is the caller's to judge. Raises DerError."""
    return _read(data, 0, len(data))


def _read(data: bytes, start: int, limit: int) -> Node:
    if limit - start < 2:
        raise DerError("cut off in a header")
    tag, first = data[start], data[start + 1]
    if tag & 0x1F == 0x1F:
        raise DerError("a high tag number")
    body = start + 2
    size = first
    if first & 0x80:
        count = first & 0x7F
        if not 1 <= count <= 4 or body + count > limit:
            raise DerError("an indefinite or unreasonable length")
        size = int.from_bytes(data[body : body + count], "big")
        if size < 0x80 or size >> 8 * (count - 1) == 0:
            raise DerError("a length not in its shortest form")
        body += count
    if body + size > limit:
        raise DerError("cut off in a value")
    return Node(data, tag, start, body, body + size)
