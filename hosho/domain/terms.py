"""The terms of a guarantee: what the certificate record says about parties, contract, guarantee and account.

Frozen values; `read_*` functions build them strictly from JSON objects and raise RecordMalformed, `fields.plain`
turns them back. Member names and their meaning: `docs/formats/` and CONTRACT of the record, version 1. Amounts are
whole yen, days are calendar days in Japan.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from hosho.domain.corporate_number import is_corporate_number
from hosho.domain.fields import Fields
from hosho.domain.kinds import ContractCategory


@dataclass(frozen=True)
class Surety:
    """保証事業会社; `code` is the two digits its guarantee numbers begin with."""

    code: str
    name: str
    address: str
    representative_title: str
    representative: str


@dataclass(frozen=True)
class Member:
    """One company of a joint venture; `share_percent` is text with two decimals, `"60.00"`."""

    name: str
    address: str
    share_percent: str
    lead: bool


@dataclass(frozen=True)
class JointVenture:
    """共同企業体, at least two members, exactly one of them leading, shares adding up to 100."""

    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Contractor:
    """受注者; of a joint venture, the leading member, with the venture beside it."""

    name: str
    address: str
    representative_title: str
    representative: str
    corporate_number: str | None
    licence: str | None
    joint_venture: JointVenture | None


@dataclass(frozen=True)
class Orderer:
    """発注者; `code` is the rulebook's, "" for one that is in no rulebook; certificates go to `addressee` (佐伯市長)."""

    code: str
    name: str
    addressee: str
    department: str | None


@dataclass(frozen=True)
class Contract:
    """The contract that is guaranteed; `date` may still be a plan, `number` and `place` may be missing."""

    category: ContractCategory
    title: str
    number: str | None
    place: str | None
    price_yen: int
    date: dt.date
    date_is_planned: bool
    period_from: dt.date
    period_to: dt.date


@dataclass(frozen=True)
class Guaranteed:
    """What is promised. `advance_yen` for advances only, `earlier_advance_yen` for interim advances only."""

    amount_yen: int
    period_from: dt.date
    period_to: dt.date
    advance_yen: int | None
    earlier_advance_yen: int | None


@dataclass(frozen=True)
class DepositAccount:
    """The bank account into which the orderer pays the advance."""

    bank: str
    branch: str
    kind: str
    number: str
    holder: str


@dataclass(frozen=True)
class Certification:
    """The orderer's certification (認定) that an interim advance may be paid."""

    number: str | None
    date: dt.date


@dataclass(frozen=True)
class TermsName:
    """Name and version of the guarantee's general terms (約款)."""

    name: str
    version: str


def read_surety(fields: Fields) -> Surety:
    return Surety(
        code=fields.text("code", pattern=r"\d{2}"),
        name=fields.text("name"),
        address=fields.text("address"),
        representative_title=fields.text("representative_title"),
        representative=fields.text("representative"),
    )


def read_contractor(fields: Fields) -> Contractor:
    number = fields.optional_text("corporate_number", pattern=r"\d{13}")
    if number is not None and not is_corporate_number(number):
        fields.refuse("corporate_number", "its check digit is wrong")
    venture = None
    if not fields.is_null("joint_venture"):
        venture = read_joint_venture(fields.inner("joint_venture", ("name", "members")))
    return Contractor(
        name=fields.text("name"),
        address=fields.text("address"),
        representative_title=fields.text("representative_title"),
        representative=fields.text("representative"),
        corporate_number=number,
        licence=fields.optional_text("licence"),
        joint_venture=venture,
    )


def read_joint_venture(fields: Fields) -> JointVenture:
    members = tuple(
        Member(
            name=member.text("name"),
            address=member.text("address"),
            share_percent=member.text("share_percent", pattern=r"(0|[1-9]\d{0,2})\.\d{2}"),
            lead=member.boolean("lead"),
        )
        for member in fields.inner_list("members", ("name", "address", "share_percent", "lead"))
    )
    if len(members) < 2:
        fields.refuse("members", "fewer than two")
    if sum(member.lead for member in members) != 1:
        fields.refuse("members", "not exactly one leads")
    if sum(Decimal(member.share_percent) for member in members) != 100:
        fields.refuse("members", "the shares do not add up to 100.00")
    return JointVenture(name=fields.text("name"), members=members)


def read_orderer(fields: Fields) -> Orderer:
    return Orderer(
        code=fields.text_or_empty("code"),
        name=fields.text("name"),
        addressee=fields.text("addressee"),
        department=fields.optional_text("department"),
    )


def read_contract(fields: Fields) -> Contract:
    contract = Contract(
        category=fields.choice("category", ContractCategory),
        title=fields.text("title"),
        number=fields.optional_text("number"),
        place=fields.optional_text("place"),
        price_yen=fields.positive("price_yen"),
        date=fields.day("date"),
        date_is_planned=fields.boolean("date_is_planned"),
        period_from=fields.day("period_from"),
        period_to=fields.day("period_to"),
    )
    if contract.period_to < contract.period_from:
        fields.refuse("period_to", "before period_from")
    if contract.period_to < contract.date:
        fields.refuse("period_to", "before the contract's date")
    return contract


def read_guaranteed(fields: Fields) -> Guaranteed:
    guaranteed = Guaranteed(
        amount_yen=fields.positive("amount_yen"),
        period_from=fields.day("period_from"),
        period_to=fields.day("period_to"),
        advance_yen=fields.optional_positive("advance_yen"),
        earlier_advance_yen=fields.optional_positive("earlier_advance_yen"),
    )
    if guaranteed.period_to < guaranteed.period_from:
        fields.refuse("period_to", "before period_from")
    return guaranteed


def read_deposit_account(fields: Fields) -> DepositAccount:
    return DepositAccount(
        bank=fields.text("bank"),
        branch=fields.text("branch"),
        kind=fields.text("kind"),
        number=fields.text("number", pattern=r"\d{1,14}"),
        holder=fields.text("holder"),
    )


def read_certification(fields: Fields) -> Certification:
    return Certification(number=fields.optional_text("number"), date=fields.day("date"))


def read_terms_name(fields: Fields) -> TermsName:
    return TermsName(name=fields.text("name"), version=fields.text("version"))
