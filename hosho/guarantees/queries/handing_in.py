"""How one guarantee's key is handed in: the orderer's rules in sentences, and the words of a mail where it wants one."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.numbers import GuaranteeNumber
from hosho.domain.rulebook.route_codes import Method
from hosho.domain.rulebook.routes import Route
from hosho.guarantees.models import Guarantee
from hosho.guarantees.orderers import decisions, rules_of

KEY_NOTICE_NAME = "「認証キー」等のお知らせ"


@dataclass(frozen=True)
class Guide:
    """`ways` are the published ways (持参, FAX ...), empty when unknown; `contact` whom to ask, in words."""

    sentences: tuple[str, ...]
    ways: tuple[str, ...]
    destination: str
    contact: str
    department: str
    mail: MailText | None = None

    @property
    def by_fax(self) -> bool:
        return Method.FAX.label in self.ways

    @property
    def ways_in_words(self) -> str:
        return "または".join(self.ways)


@dataclass(frozen=True)
class MailText:
    """A mail to copy into one's own mail program. It carries neither the key nor a link."""

    subject: str
    body: str
    to_write: tuple[str, ...] = ()


def guide(guarantee: Guarantee) -> Guide:
    """What the contractor has to do with this guarantee's key."""
    answers = guarantee.application.answers
    department = (answers.get("orderer") or {}).get("department") or ""
    decision = decisions(answers).get(GuaranteeKind(guarantee.kind))
    if decision is None or not decision.routes:
        rules = rules_of(answers)
        return _unknown(guarantee, department, rules.contact_words if rules else guarantee.orderer_name)
    route = decision.routes[0]
    values = _values(guarantee)
    return Guide(
        sentences=tuple(route.sentences(values)),
        ways=tuple(method.label for method in route.methods),
        destination=route.destination,
        contact=route.contact,
        department=route.to or department,
        mail=_mail(guarantee, route, values) if Method.EMAIL in route.methods else None,
    )


def _unknown(guarantee: Guarantee, department: str, contact: str) -> Guide:
    destination = " ".join(part for part in (guarantee.orderer_name, department) if part)
    return Guide(
        sentences=(
            f"提出するもの：{KEY_NOTICE_NAME}を印刷したもの",
            f"提出先は{destination}です。提出の方法は、{contact}にご確認ください。",
        ),
        ways=(),
        destination=destination,
        contact=contact,
        department=department,
    )


def _values(guarantee: Guarantee) -> dict[str, str]:
    contract = guarantee.application.answers.get("contract") or {}
    return {
        "number": contract.get("number") or "",
        "title": guarantee.title,
        "contractor": guarantee.contractor.name,
        "kind": GuaranteeKind(guarantee.kind).label,
    }


def _mail(guarantee: Guarantee, route: Route, values: dict[str, str]) -> MailText:
    kind = GuaranteeKind(guarantee.kind).label
    contact = guarantee.application.answers.get("delivery") or {}
    lines = [
        route.destination.replace(" ", "　") + "　御中",
        "",
        f"{guarantee.contractor.name}です。",
        f"次の{kind}について、電子証書の{KEY_NOTICE_NAME}をお送りします。",
        "",
        f"保証契約番号　{GuaranteeNumber(guarantee.number).shown}",
        f"件名　　　　　{guarantee.title}",
        f"保証事業会社　{settings.SURETY['name']}",
        "",
        "内容をご確認くださいますよう、お願いいたします。",
        "",
        guarantee.contractor.name,
        "　".join(part for part in (contact.get("contact_name"), contact.get("contact_phone")) if part),
    ]
    email = route.rule.email
    return MailText(
        subject=route.subject(values) or f"電子証書の{KEY_NOTICE_NAME}（{kind}）{guarantee.title}",
        body="\n".join(lines),
        to_write=tuple(field.label for field in email.body) if email else (),
    )
