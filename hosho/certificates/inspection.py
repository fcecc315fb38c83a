"""What an inspection of a sealed PDF says: a value whose facts stay separate, and a sentence for each problem."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography import x509


class Problem(StrEnum):
    """What may be wrong with a sealed PDF. The value is the stable code; `sentence` is for people.

    The sentences say what was found, never who is to blame: a sanitised copy is altered too.
    """

    TOO_LARGE = "too-large"
    NOT_A_PDF = "not-a-pdf"
    STRUCTURE_UNREADABLE = "structure-unreadable"
    NO_SEAL = "no-seal"
    SEVERAL_SEALS = "several-seals"
    RANGE_MALFORMED = "range-malformed"
    NOT_WHOLE_FILE = "not-whole-file"
    CONTENTS_MALFORMED = "contents-malformed"
    SEAL_UNREADABLE = "seal-unreadable"
    CONTENT_CHANGED = "content-changed"
    SEAL_INVALID = "seal-invalid"
    STAMP_MISSING = "stamp-missing"
    STAMP_INVALID = "stamp-invalid"
    STAMP_UNTRUSTED = "stamp-untrusted"
    TIME_UNKNOWN = "time-unknown"
    SIGNER_UNKNOWN = "signer-unknown"
    SIGNER_EXPIRED = "signer-expired"
    SIGNER_REVOKED = "signer-revoked"
    SIGNER_PURPOSE = "signer-purpose"
    SIGNER_WEAK = "signer-weak"
    SIGNER_EXTRA = "signer-extra"
    RECORD_MISSING = "record-missing"
    RECORD_AMBIGUOUS = "record-ambiguous"

    @property
    def sentence(self) -> str:
        return _SENTENCES[self]


_SENTENCES = {
    Problem.TOO_LARGE: "ファイルが大きすぎるため、電子証書として確認できません。",
    Problem.NOT_A_PDF: "PDFファイルではないか、途中で切れているか、末尾に余分なデータがあります。発行元から取得し直してください。",
    Problem.STRUCTURE_UNREADABLE: "PDFの構造を読み取れません。発行元から取得し直したファイルで確認してください。",
    Problem.NO_SEAL: "電子署名がありません。印刷用の写しか、無害化などで作り直されたファイルの可能性があります。",
    Problem.SEVERAL_SEALS: "電子署名が複数あります。発行されたままのファイルではありません。",
    Problem.RANGE_MALFORMED: "電子署名の対象範囲の書き方が正しくありません。",
    Problem.NOT_WHOLE_FILE: "電子署名がファイル全体を対象としていません。署名の後に何かが加えられています。",
    Problem.CONTENTS_MALFORMED: "電子署名の欄の書き方が正しくありません。",
    Problem.SEAL_UNREADABLE: "電子署名の内容を読み取れません。",
    Problem.CONTENT_CHANGED: "署名された後に、ファイルの内容が変わっています。発行元から取得し直してください。",
    Problem.SEAL_INVALID: "電子署名を検証できませんでした。署名の値が内容と合いません。",
    Problem.STAMP_MISSING: "タイムスタンプがありません。いつ署名されたかを確かめられません。",
    Problem.STAMP_INVALID: "タイムスタンプが、この電子署名に対するものとして検証できません。",
    Problem.STAMP_UNTRUSTED: "タイムスタンプの発行者が、信頼する時刻認証局ではありません。",
    Problem.TIME_UNKNOWN: "署名の時刻を確かめられないため、署名者の証明書が有効だったかを判断できません。",
    Problem.SIGNER_UNKNOWN: "署名者の証明書が、信頼する認証局から発行されたものではありません。",
    Problem.SIGNER_EXPIRED: "署名の時点で、署名者の証明書が有効期間の外でした。",
    Problem.SIGNER_REVOKED: "署名の時点で、署名者の証明書は失効していました。",
    Problem.SIGNER_PURPOSE: "署名者の証明書は、文書への署名に使えるものではありません。",
    Problem.SIGNER_WEAK: "署名者の証明書の鍵または暗号方式が、信頼できる強さではありません。",
    Problem.SIGNER_EXTRA: "電子署名に、署名者と関係のない証明書が含まれています。",
    Problem.RECORD_MISSING: "証書の記録を示す値が、ファイルの中にありません。",
    Problem.RECORD_AMBIGUOUS: "証書の記録を示す値が、ファイルの中で一致していません。",
}


@dataclass(frozen=True, slots=True)
class Inspection:
    """What one PDF shows by itself, without the register.

    `intact`: the digest and the seal verify, whoever sealed. `covers_whole_file`: nothing lies outside the one seal.
    `signed_by_trusted`: a chain to an anchor held at the stamped time. `stamped_at` is UTC and only worth
    believing with `stamp_trusted`. `record_digest`: 64 lower-case hex characters as the document states.
    """

    intact: bool = False
    covers_whole_file: bool = False
    signer: x509.Certificate | None = None
    signed_by_trusted: bool = False
    stamped_at: datetime | None = None
    stamp_trusted: bool = False
    record_digest: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def genuine(self) -> bool:
        """Whether everything a PDF can show by itself is in order. It says nothing about what is in force today."""
        return (
            self.intact
            and self.covers_whole_file
            and self.signed_by_trusted
            and self.stamp_trusted
            and self.record_digest is not None
            and not self.problems
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(problem.sentence for problem in self.problems)
