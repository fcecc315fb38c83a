"""The invented cast (見本) of demo and tests: who there is, and how they sign in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hosho.lib.text import fold_search
from hosho.parties.models import Branch, Contractor, Person
from hosho.parties.roles import Role, Side

# one password for every sample account: the sample is open to whoever starts it, on this machine only
PASSWORD = "mihon-no-hosho-2024"  # noqa: S105


@dataclass(frozen=True)
class SampleLogin:
    """One line of the table of sample logins."""

    login_id: str
    name: str
    kana: str
    side: Side
    roles: tuple[Role, ...]
    company: str = ""
    remark: str = ""


LOGINS = (
    SampleLogin(
        "10000012-01", "見本　花子", "ミホン　ハナコ", Side.CONTRACTOR,
        (Role.APPLICANT, Role.COMPANY_ADMINISTRATOR), "10000012", "申込から認証キーまで（お客様IDとパスワードだけ）",
    ),
    SampleLogin(
        "10000012-02", "見本　次郎", "ミホン　ジロウ", Side.CONTRACTOR, (Role.READER,), "10000012", "確認のみ"
    ),
    SampleLogin(
        "10000020-01", "番匠　三郎", "バンジョウ　サブロウ", Side.CONTRACTOR,
        (Role.APPLICANT, Role.COMPANY_ADMINISTRATOR), "10000020", "別の会社。一括納付。確認アプリによる2段階の確認",
    ),
    SampleLogin("desk-tanaka", "田中　見本", "タナカ　ミホン", Side.SURETY, (Role.CLERK,), remark="受付"),
    SampleLogin("desk-sato", "佐藤　見本", "サトウ　ミホン", Side.SURETY, (Role.UNDERWRITER,), remark="審査"),
    SampleLogin("desk-suzuki", "鈴木　見本", "スズキ　ミホン", Side.SURETY, (Role.APPROVER, Role.UNDERWRITER), remark="承認"),
    SampleLogin("desk-ito", "伊藤　見本", "イトウ　ミホン", Side.SURETY, (Role.CASHIER,), remark="出納"),
    SampleLogin("desk-kato", "加藤　見本", "カトウ　ミホン", Side.SURETY, (Role.AUDITOR,), remark="監査"),
    SampleLogin("desk-mori", "森　見本", "モリ　ミホン", Side.SURETY, (Role.ADMINISTRATOR,), remark="業務管理"),
    SampleLogin("operator", "運用　見本", "ウンヨウ　ミホン", Side.OPERATOR, (Role.OPERATOR,), remark="運用者"),
)  # fmt: skip


def branch() -> Branch:
    """The surety's one sample office."""
    found, _ = Branch.objects.get_or_create(
        name="佐伯営業所（見本）",
        defaults={"phone": "0972-00-0001", "fax": "0972-00-0002", "address": "大分県佐伯市見本町1番1号"},
    )
    return found


def contractors() -> dict[str, Contractor]:
    """The two sample companies by customer number; the second must never see what is the first's."""
    return {
        number: Contractor.objects.get_or_create(
            customer_number=number,
            defaults={**facts, "search_key": fold_search(facts["name"]), "branch": branch()},
        )[0]
        for number, facts in _COMPANIES.items()
    }


def people(password: str = PASSWORD) -> dict[str, Person]:
    """Every sample person by login id, made where missing."""
    companies, office = contractors(), branch()
    found = {}
    for login in LOGINS:
        person = Person.objects.filter(login_id=login.login_id).first()
        if person is None:
            person = Person(
                login_id=login.login_id,
                name=login.name,
                kana=login.kana,
                email=f"{login.login_id}@hosho.example",
                side=login.side.value,
                roles=[role.value for role in login.roles],
                contractor=companies.get(login.company),
                branch=office if login.side is Side.SURETY else None,
            )
            person.set_password(password)
            person.save()
        found[login.login_id] = person
    return found


_COMPANIES: dict[str, dict[str, Any]] = {
    "10000012": {
        "name": "佐伯見本建設株式会社",
        "kana": "サイキミホンケンセツ",
        "corporate_number": "",
        "licence": "大分県知事許可（般－5）第12345号",
        "representative_title": "代表取締役",
        "representative": "髙﨑　一郎",
        "postal_code": "8760844",
        "address": "大分県佐伯市見本町2番3号",
        "phone": "0972-00-0011",
        "fax": "0972-00-0012",
        "credit_limit_yen": 300_000_000,
    },
    "10000020": {
        "name": "番匠見本工業株式会社",
        "kana": "バンジョウミホンコウギョウ",
        "corporate_number": "",
        "licence": "大分県知事許可（特－4）第23456号",
        "representative_title": "代表取締役",
        "representative": "番匠　三郎",
        "postal_code": "8760844",
        "address": "大分県佐伯市見本町4番5号",
        "phone": "0972-00-0021",
        "fax": "0972-00-0022",
        "credit_limit_yen": 100_000_000,
        "collective_from": "2024-04-01",
    },
}
