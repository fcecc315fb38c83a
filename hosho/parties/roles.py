"""What a person may do, said once: sides and roles with their words for people."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """Whose interest a person or a job serves."""

    CONTRACTOR = "CONTRACTOR"
    SURETY = "SURETY"
    ORDERER = "ORDERER"
    OPERATOR = "OPERATOR"
    SYSTEM = "SYSTEM"


class Role(StrEnum):
    """The right to a group of verbs. A person may hold several on their own side."""

    # the contractor's people
    APPLICANT = "APPLICANT"
    READER = "READER"
    COMPANY_ADMINISTRATOR = "COMPANY_ADMINISTRATOR"
    # the surety's people
    CLERK = "CLERK"
    UNDERWRITER = "UNDERWRITER"
    APPROVER = "APPROVER"
    CASHIER = "CASHIER"
    AUDITOR = "AUDITOR"
    ADMINISTRATOR = "ADMINISTRATOR"
    # whoever runs the machines
    OPERATOR = "OPERATOR"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def side(self) -> Side:
        return _SIDES[self]


_LABELS = {
    Role.APPLICANT: "申込担当",
    Role.READER: "確認のみ",
    Role.COMPANY_ADMINISTRATOR: "管理者",
    Role.CLERK: "受付",
    Role.UNDERWRITER: "審査",
    Role.APPROVER: "承認",
    Role.CASHIER: "出納",
    Role.AUDITOR: "監査",
    Role.ADMINISTRATOR: "業務管理",
    Role.OPERATOR: "運用",
}

CONTRACTOR_ROLES = (Role.APPLICANT, Role.READER, Role.COMPANY_ADMINISTRATOR)
SURETY_ROLES = (Role.CLERK, Role.UNDERWRITER, Role.APPROVER, Role.CASHIER, Role.AUDITOR, Role.ADMINISTRATOR)

_SIDES = {
    **dict.fromkeys(CONTRACTOR_ROLES, Side.CONTRACTOR),
    **dict.fromkeys(SURETY_ROLES, Side.SURETY),
    Role.OPERATOR: Side.OPERATOR,
}
