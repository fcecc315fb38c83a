"""How a key is handed over: the routes that fit a case, and their sentences for the key notice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hosho.domain.rulebook.case import Case
from hosho.domain.rulebook.codes import SuretyClass
from hosho.domain.rulebook.route_codes import Confirm, Document, Method, PaymentRequest, Timing
from hosho.domain.rulebook.rules import OrdererRules, RouteRule

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
DEFAULT_LABELS: Mapping[str, str] = {
    "number": "工事番号または業務番号",
    "title": "工事名または業務名",
    "contractor": "受注者名",
    "kind": "保証の種類",
}


@dataclass(frozen=True)
class Route:
    """One way of handing in, ready to be shown. `rule` is the route rule it comes from."""

    rule: RouteRule
    orderer: str
    contact: str

    @property
    def methods(self) -> tuple[Method, ...]:
        return self.rule.methods

    @property
    def to(self) -> str | None:
        return self.rule.to

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.rule.documents

    @property
    def destination(self) -> str:
        """Where to, in words; the contact where the page names no desk."""
        return f"{self.orderer} {self.rule.to}" if self.rule.to else self.contact

    def subject(self, values: Mapping[str, str]) -> str | None:
        """The mail subject with `number`, `title`, `contractor`, `kind` filled in; what is unknown stays as （word）."""
        email = self.rule.email
        if email is None or email.subject is None:
            return None
        labels = {**DEFAULT_LABELS, **email.subject_labels}
        return _PLACEHOLDER.sub(lambda m: values.get(m[1]) or f"（{labels[m[1]]}）", email.subject)

    def sentences(self, values: Mapping[str, str] | None = None) -> list[str]:
        """What to do, in the order of doing it: papers, way and place, mail, confirmation, what does not count."""
        sentences = [self._papers(), self._way()]
        sentences += self._mail(values or {})
        if self.rule.confirm is not Confirm.NONE:
            sentences.append(self.rule.confirm.label)
        if self.rule.payment_request is not PaymentRequest.UNSTATED:
            sentences.append(self.rule.payment_request.label)
        if self.rule.in_person_while_contract_on_paper:
            sentences.append("契約書を書面で交わす間は、直接お持ちください。")
        if self.rule.rejected_forms:
            listed = "、".join(form.label for form in self.rule.rejected_forms)
            sentences.append(f"{listed}では、提出したことになりません。")
        if self.contact != self.orderer:
            sentences.append(f"そのほかの詳細は、{self.contact}にご確認ください。")
        return [sentence for sentence in sentences if sentence]

    def _papers(self) -> str:
        if not self.rule.documents:
            return f"提出するものは、{self.contact}にご確認ください。"
        listed = [document.label for document in self.rule.documents]
        if len(listed) == 1:
            return f"提出するもの：{listed[0]}"
        if self.rule.any_one_document:
            return f"提出するもの（いずれか一つ）：{'、'.join(listed)}"
        return f"提出するもの（{len(listed)}点とも）：{'、'.join(listed)}"

    def _way(self) -> str:
        when = "" if self.rule.timing is Timing.UNSTATED else f"{self.rule.timing.label}、"
        if not self.rule.methods:
            return f"{when}{self.destination}に提出してください。提出の方法は{self.contact}にご確認ください。"
        ways = [method.label for method in self.rule.methods]
        if self.rule.form_name:
            ways = [w.replace(Method.WEB_FORM.label, f"申請フォーム（{self.rule.form_name}）") for w in ways]
        return f"{when}{'または'.join(ways)}で、{self.destination}に提出してください。"

    def _mail(self, values: Mapping[str, str]) -> list[str]:
        email = self.rule.email
        if email is None:
            return []
        sentences = []
        subject = self.subject(values)
        if subject is not None:
            sentences.append(f"メールの件名：{subject}")
        if email.subject_incomplete:
            sentences.append(
                f"件名に決まりがあります。全文を確認できていないため、{self.contact}にご確認ください。"
            )
        if email.body:
            sentences.append(f"本文などに書くこと：{'、'.join(f.label for f in email.body)}")
        if email.copy_to_insurer:
            sentences.append("CCに、保険会社が指定するアドレスを入れてください。")
        return sentences

    def as_dict(self) -> dict[str, Any]:
        rule = self.rule
        return {
            "rule": rule.id,
            "purpose": rule.purpose,
            "methods": [m.value for m in rule.methods],
            "to": rule.to,
            "contact": self.contact,
            "timing": rule.timing.value,
            "documents": [d.value for d in rule.documents],
            "documents_rule": "any_one" if rule.any_one_document else "all",
            "rejected_forms": [f.value for f in rule.rejected_forms],
            "subject": self.subject({}),
            "confirm": rule.confirm.value,
            "payment_request": rule.payment_request.value,
            "sentences": self.sentences(),
        }


def routes_for(orderer: OrdererRules, case: Case) -> tuple[Route, ...]:
    """The routes that fit the case; a fact that is unknown rules nothing out."""
    contact = orderer.contact_words
    return tuple(Route(rule, orderer.name, contact) for rule in orderer.routes if _fits(rule, case))


def _fits(rule: RouteRule, case: Case) -> bool:
    surety = case.known_surety_class
    day = case.submission_date
    return (
        (not rule.kinds or case.kind is None or case.kind in rule.kinds)
        and (
            rule.surety_class in (None, SuretyClass.UNSTATED) or surety is None or surety is rule.surety_class
        )
        and (rule.phase is None or case.contract_phase is None or rule.phase is case.contract_phase)
        and (rule.valid_from is None or day is None or day >= rule.valid_from)
        and (rule.valid_until is None or day is None or day <= rule.valid_until)
    )
