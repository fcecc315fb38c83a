"""What a rulebook is made of once read: frozen values, nothing decided yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hosho.domain.kinds import GuaranteeKind
from hosho.domain.rulebook.codes import (
    Basis,
    Category,
    Condition,
    Exclusion,
    Form,
    Instrument,
    Need,
    OrdererKind,
    Paper,
    Phase,
    Precision,
    Procurement,
    Stance,
    SuretyClass,
)
from hosho.domain.rulebook.route_codes import (
    BodyField,
    Confirm,
    Document,
    Method,
    PaymentRequest,
    RejectedForm,
    Timing,
)


@dataclass(frozen=True)
class Source:
    """Where a statement was read. `url` is None for a printed leaflet."""

    key: str
    title: str
    kind: str
    url: str | None
    recorded_on: date

    @property
    def shown(self) -> str:
        return f"{self.title}（{self.url}）" if self.url else self.title


@dataclass(frozen=True)
class SuretyNames:
    """The names a page gives; `others` says what they mean for a name that is not among them."""

    listed: frozenset[str]
    others: Stance


@dataclass(frozen=True)
class Start:
    """From when a rule counts, and which event of the contract the day is compared with."""

    day: date | None
    precision: Precision
    basis: Basis
    worded: str
    tests_initial_contract: bool


@dataclass(frozen=True)
class Rule:
    """Whether guarantees of one surety class are taken electronically, within one scope. Empty scope = unstated."""

    id: str
    source: Source
    form: Form
    surety_class: SuretyClass
    start: Start
    kinds: frozenset[GuaranteeKind] = frozenset()
    other_kinds: Stance = Stance.ASK
    all_categories: bool = False
    categories: frozenset[Category] = frozenset()
    categories_worded: tuple[str, ...] = ()
    surety_names: SuretyNames | None = None
    instruments: frozenset[Instrument] = frozenset()
    until: date | None = None
    supersedes: str | None = None
    changes_of_earlier: Stance = Stance.ASK
    procurement: frozenset[Procurement] = frozenset()
    departments: frozenset[str] = frozenset()
    other_departments: Stance = Stance.REFUSED
    min_price_yen: int | None = None
    needs: tuple[Need, ...] = ()
    conditions: tuple[Condition, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()


@dataclass(frozen=True)
class Email:
    """What a mail with the key must look like. `subject` has placeholders such as {number} {title}."""

    subject: str | None = None
    subject_labels: Mapping[str, str] = field(default_factory=dict)
    subject_incomplete: bool = False
    body: tuple[BodyField, ...] = ()
    copy_to_insurer: bool = False


@dataclass(frozen=True)
class RouteRule:
    """How and where the key is handed over, for some kinds, surety classes and phases. Empty = any."""

    id: str
    source: Source
    kinds: frozenset[GuaranteeKind]
    surety_class: SuretyClass | None
    phase: Phase | None
    valid_from: date | None
    valid_until: date | None
    methods: tuple[Method, ...]
    form_name: str | None
    to: str | None
    timing: Timing
    documents: tuple[Document, ...]
    any_one_document: bool
    rejected_forms: tuple[RejectedForm, ...]
    email: Email | None
    confirm: Confirm
    payment_request: PaymentRequest
    in_person_while_contract_on_paper: bool
    purpose: str


@dataclass(frozen=True)
class Remark:
    """A sentence of the page that changes no answer but belongs beside it."""

    id: str
    source: Source
    sentence: str
    phase: Phase | None
    kinds: frozenset[GuaranteeKind]


@dataclass(frozen=True)
class OrdererRules:
    """One public body: who it is, what it accepts, how it wants the key, and which limits it published."""

    id: str
    name: str
    prefecture: str | None
    kind: OrdererKind
    code: str | None
    parent: str | None
    paper: Paper
    contact: str | None
    adopted: tuple[str, ...] | None
    sources: tuple[Source, ...]
    rules: tuple[Rule, ...]
    routes: tuple[RouteRule, ...]
    remarks: tuple[Remark, ...]
    limits: tuple[LimitRule, ...]
    practice: tuple[LimitRule, ...] = ()

    @property
    def contact_words(self) -> str:
        """Whom to ask, in words: the named desk, or the body itself."""
        return f"{self.name} {self.contact}" if self.contact else self.name


@dataclass(frozen=True)
class LimitRule:
    """One published (or, with `hint`, generally practised) limit. Percentages are exact decimal strings."""

    id: str
    source: Source
    hint: bool
    kinds: frozenset[GuaranteeKind]
    categories: frozenset[Category]
    valid_from: date | None
    valid_until: date | None
    percent: str | None
    at_least_percent: str | None
    combined_percent: str | None
    round_down_yen: int | None
    cap_yen: int | None
    min_price_yen: int | None
    price_must_exceed: bool
    price_is_design_price: bool
    min_period_days: int | None
    low_price_percent: str | None
    raise_when_price_ratio: str | None
    notes: tuple[str, ...]
