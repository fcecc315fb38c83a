"""What the sealed file of a certificate shows when it is read now: checked, never remembered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import NameOID
from django.conf import settings

from hosho import archive
from hosho.certificates.inspect import inspect
from hosho.certificates.trust import TrustAnchors
from hosho.guarantees.models import Certificate


@dataclass(frozen=True)
class SealFacts:
    """`genuine` is None when it cannot be told now (M12): the file or the trusted roots could not be read."""

    genuine: bool | None
    signer: str = ""
    stamped_at: datetime | None = None
    problems: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        return {True: "確認できました", False: "確認できません", None: "いまは確認できません"}[self.genuine]


def seal_facts(certificate: Certificate) -> SealFacts:
    """Read the file back and check seal, time stamp and the record's digest."""
    try:
        anchors = TrustAnchors.from_folder(settings.HOSHO_TRUST_FOLDER)
        pdf = archive.read(certificate.pdf)
    except (OSError, ValueError):
        return SealFacts(None)
    seen = inspect(pdf, anchors=anchors)
    same = seen.record_digest == certificate.record_digest
    problems = (
        seen.sentences if same else (*seen.sentences, "ファイルと登録された記録の内容が一致していません。")
    )
    return SealFacts(seen.genuine and same, _name(seen.signer), seen.stamped_at, problems)


def _name(signer: x509.Certificate | None) -> str:
    names = signer.subject.get_attributes_for_oid(NameOID.COMMON_NAME) if signer else []
    return str(names[0].value) if names else ""
