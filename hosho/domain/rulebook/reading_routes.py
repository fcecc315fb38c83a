"""Reading the `routes` part of an orderer file."""

from __future__ import annotations

import re

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.rulebook.codes import Phase, SuretyClass
from hosho.domain.rulebook.route_codes import (
    BodyField,
    Confirm,
    Document,
    Method,
    PaymentRequest,
    RejectedForm,
    Timing,
)
from hosho.domain.rulebook.routes import DEFAULT_LABELS
from hosho.domain.rulebook.rules import Email, RouteRule, Source
from hosho.domain.strict_yaml import Table

PURPOSES = ("key", "payment_request")


def read_route(owner: str, table: Table, source: Source) -> RouteRule:
    """One way of handing in. Raises DataFileError."""
    documents = table.codes("documents", Document)
    rejected = table.codes("rejected_forms", RejectedForm)
    if Document.CERTIFICATE_SCREEN_PRINTED in documents and RejectedForm.PRINTED_E_CERTIFICATE in rejected:
        raise table.error("rejected_forms", "refuses printed_e_certificate, which the documents demand")
    purpose = table.maybe_text("purpose") or "key"
    if purpose not in PURPOSES:
        raise table.error("purpose", f"'{purpose}' is not one of: {', '.join(PURPOSES)}")
    email = table.maybe_table("email")
    methods = table.codes("methods", Method)
    if email is not None and Method.EMAIL not in methods:
        raise table.error("email", "is given, but 'email' is not among the methods")
    valid_from, valid_until = table.maybe_day("valid_from"), table.maybe_day("valid_until")
    if valid_from and valid_until and valid_until < valid_from:
        raise table.error("valid_until", f"ends on {valid_until}, before it starts on {valid_from}")
    route = RouteRule(
        id=f"{owner}/{table.text('id')}",
        source=source,
        kinds=frozenset(table.codes("kinds", GuaranteeKind)),
        surety_class=table.maybe_code("surety_class", SuretyClass),
        phase=table.maybe_code("phase", Phase),
        valid_from=valid_from,
        valid_until=valid_until,
        methods=methods,
        form_name=table.maybe_text("form_name"),
        to=table.maybe_text("to"),
        timing=table.maybe_code("timing", Timing) or Timing.UNSTATED,
        documents=documents,
        any_one_document=table.flag("any_one_document"),
        rejected_forms=rejected,
        email=_read_email(email) if email else None,
        confirm=table.maybe_code("confirm", Confirm) or Confirm.NONE,
        payment_request=table.maybe_code("payment_request", PaymentRequest) or PaymentRequest.UNSTATED,
        in_person_while_contract_on_paper=table.flag("in_person_while_contract_on_paper"),
        purpose=purpose,
    )
    table.finish()
    return route


def _read_email(table: Table) -> Email:
    subject = table.maybe_text("subject")
    labels = table.maybe_table("subject_labels")
    for placeholder in re.findall(r"\{([^}]*)\}", subject or ""):
        if placeholder not in DEFAULT_LABELS:
            raise table.error(
                "subject", f"unknown placeholder {{{placeholder}}}; known: {', '.join(DEFAULT_LABELS)}"
            )
    email = Email(
        subject=subject,
        subject_labels={key: labels.text(key) for key in DEFAULT_LABELS if labels.has(key)} if labels else {},
        subject_incomplete=table.flag("subject_incomplete"),
        body=table.codes("body", BodyField),
        copy_to_insurer=table.flag("copy_to_insurer"),
    )
    if labels:
        labels.finish()
    table.finish()
    return email
