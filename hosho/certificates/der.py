"""Writing DER, the few types a CMS signature needs (ITU-T X.690, 11.2021).

Only the writer: whoever checks a certificate reads with `der_reader`, which shares no code with this module, so that
one mistake cannot make and accept the same wrong bytes.
"""

from datetime import UTC, datetime
from functools import cache


def tlv(tag: int, *parts: bytes) -> bytes:
    """One value: tag, minimal definite length, contents."""
    body = b"".join(parts)
    size = len(body)
    if size < 0x80:
        return bytes((tag, size)) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + body


def sequence(*parts: bytes) -> bytes:
    return tlv(0x30, *parts)


def set_of(*parts: bytes) -> bytes:
    """DER sorts the members of a SET OF by their encoding (X.690 §11.6)."""
    return tlv(0x31, *sorted(parts))


def explicit(number: int, *parts: bytes) -> bytes:
    """Constructed context-specific tag: `[n] EXPLICIT`, or `[n] IMPLICIT` over a constructed type."""
    return tlv(0xA0 | number, *parts)


def integer(value: int) -> bytes:
    return tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def octets(value: bytes) -> bytes:
    return tlv(0x04, value)


def boolean(value: bool) -> bytes:
    return tlv(0x01, b"\xff" if value else b"\x00")


def utf8(value: str) -> bytes:
    return tlv(0x0C, value.encode())


def generalized_time(value: datetime) -> bytes:
    """UTC to the second, the form RFC 3161 §2.4.2 asks for."""
    return tlv(0x18, value.astimezone(UTC).strftime("%Y%m%d%H%M%SZ").encode())


@cache
def oid(dotted: str) -> bytes:
    arcs = [int(arc) for arc in dotted.split(".")]
    body = b"".join(_base128(arc) for arc in (arcs[0] * 40 + arcs[1], *arcs[2:]))
    return tlv(0x06, body)


def _base128(value: int) -> bytes:
    digits = [value & 0x7F]
    while value := value >> 7:
        digits.append(0x80 | value & 0x7F)
    return bytes(reversed(digits))
