"""Decide from a file's content whether it may be taken (ux-and-security.md §4.11, X17)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from hosho.lib.unreadable import Unreadable
from hosho.lib.uploads.bounded import ChildFailed, run_child
from hosho.lib.uploads.names import safe_name

LARGEST_BYTES = 10_000_000
MOST_PAGES = 50

# Split, so that no virus scanner takes this file for the test virus it describes.
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
_ZIP_END = b"PK\x05\x06"
_LONGEST_ZIP_END = 65_557

_SAVE_AS = "PDF・JPEG・PNGのどれかで保存し直して、もう一度添付してください。"
_NAMED_OTHERS = (
    (b"MZ", "プログラムのファイルは添付できません。"),
    (b"\x7fELF", "プログラムのファイルは添付できません。"),
    (b"PK\x03\x04", "Word・Excel・ZIPなどのファイルは添付できません。"),
    (b"\xd0\xcf\x11\xe0", "Word・Excelなどのファイルは添付できません。"),
    (b"II*\x00", "TIFF形式の画像は添付できません。"),
    (b"MM\x00*", "TIFF形式の画像は添付できません。"),
    (b"GIF8", "GIF形式の画像は添付できません。"),
)
_SENTENCES = {
    "damaged": "ファイルが壊れているようで、読み取れませんでした。作り直して、もう一度添付してください。",
    "encrypted": "パスワードや制限の付いたPDFは添付できません。パスワードと制限を外して、もう一度添付してください。",
    "script": "自動で動く命令（JavaScriptなど）を含むPDFは添付できません。印刷機能で「PDFに保存」し直してください。",
    "action": "開くと自動で動作するPDFは添付できません。印刷機能で「PDFに保存」し直してください。",
    "embedded_file": "ほかのファイルを中に含むPDFは添付できません。ファイルごとに分けて添付してください。",
    "no_pages": "ページがないPDFは添付できません。内容を確かめて、もう一度添付してください。",
    "too_large_inside": "開くと非常に大きくなるファイルは添付できません。画像を小さくして、もう一度添付してください。",
    "moving": "動く画像は添付できません。静止した画像にして、もう一度添付してください。",
}


class UploadRefused(Unreadable):
    """The file may not be taken; `code` for machines, the sentence for the person who sent it."""


class Kind(StrEnum):
    PDF = "PDF"
    JPEG = "JPEG"
    PNG = "PNG"

    @property
    def suffix(self) -> str:
        return {"PDF": ".pdf", "JPEG": ".jpg", "PNG": ".png"}[self.value]

    @property
    def media_type(self) -> str:
        return {"PDF": "application/pdf", "JPEG": "image/jpeg", "PNG": "image/png"}[self.value]


@dataclass(frozen=True)
class Upload:
    """A file that may be kept. `digest` is the lower-case hex SHA-256 of its bytes; `safe_name` is fit to be shown,
    stored and downloaded, and ends as its content demands.
    """

    kind: Kind
    pages: int
    digest: str
    safe_name: str
    size: int


def check(name: str, data: bytes) -> Upload:
    """What the file is. Its name is only a label: the type comes from the content.

    Raises: UploadRefused. Takes up to half a second; the file is opened in a process of its own with little memory.
    """
    _check_outside(data)
    kind = _kind_of(data)
    try:
        answer = json.loads(run_child("check", kind.value, str(MOST_PAGES), data=data))
    except ChildFailed as error:
        code = "too_large_inside" if error.exhausted else "damaged"
        raise UploadRefused(code, _SENTENCES[code]) from error
    if problem := answer.get("problem"):
        raise UploadRefused(problem, _SENTENCES[problem])
    if answer["pages"] > MOST_PAGES:
        raise UploadRefused(
            "too_many_pages",
            f"ページ数が{answer['pages']}ページあります。添付できるのは{MOST_PAGES}ページまでです。"
            "分けて添付してください。",
        )
    digest = hashlib.sha256(data).hexdigest()
    return Upload(kind, answer["pages"], digest, safe_name(name, kind.suffix), len(data))


def _check_outside(data: bytes) -> None:
    """What can be told without opening the file."""
    if not data:
        raise UploadRefused(
            "empty", "ファイルの中身が空です。元のファイルを開いて確かめ、もう一度添付してください。"
        )
    if len(data) > LARGEST_BYTES:
        megabytes = -(-len(data) // 100_000) / 10
        raise UploadRefused(
            "too_large",
            f"ファイルの大きさが{megabytes:g}MBあります。添付できるのは10MBまでです。"
            "分けるか、画像を小さくして添付してください。",
        )
    if _EICAR in data:
        raise UploadRefused(
            "virus",
            "ウイルス検査で問題が見つかったため、受け取りませんでした。お使いの端末の検査をお願いします。",
        )


def _kind_of(data: bytes) -> Kind:
    kind = _kind_by_first_bytes(data)
    if kind is None:
        known = next((words for magic, words in _NAMED_OTHERS if data.startswith(magic)), "")
        if data[4:8] == b"ftyp":
            known = "HEIC形式の画像や動画は添付できません。"
        raise UploadRefused("wrong_kind", (known or "この種類のファイルは添付できません。") + _SAVE_AS)
    if _is_something_else_too(kind, data):
        raise UploadRefused(
            "two_kinds_in_one",
            "PDFや画像のほかに、別の種類のデータがつながっています。作り直して、もう一度添付してください。",
        )
    return kind


def _kind_by_first_bytes(data: bytes) -> Kind | None:
    if data.startswith(b"%PDF-"):
        return Kind.PDF
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    return None


def _is_something_else_too(kind: Kind, data: bytes) -> bool:
    """A polyglot: one file that two programs read as two different things."""
    if _ZIP_END in data[-_LONGEST_ZIP_END:]:
        return True
    if kind is Kind.PDF:
        end = data.rfind(b"%%EOF")
        return end >= 0 and bool(data[end + 5 :].strip(b"\r\n\t \x00\x1a"))
    if b"%PDF-" in data[:1024]:
        return True
    return kind is Kind.PNG and not data.rstrip(b"\x00").endswith(b"IEND\xaeB`\x82")
