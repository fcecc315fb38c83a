"""What can happen to a guarantee, past tense, format "hosho-event/1": the links of its signed chain.

    {"format": "hosho-event/1", "guarantee_number": "472500000135", "seq": 1, "type": "issued",
     "at": "2025-01-06T14:05:00+09:00", "previous_event_digest": null, "data": {...}}

`seq` counts from 1 without gaps; `previous_event_digest` is the hexadecimal SHA-256 of the previous event's canonical
bytes. `data` carries exactly the members its type names in `VOCABULARY`: one more or one less fails at once. Events
carry no person's name and never a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hosho.domain.fields import Fields, plain
from hosho.domain.kinds import version_label
from hosho.domain.lifecycle import GUARANTEE_STEPS, GuaranteeStatus, Transition
from hosho.domain.numbers import GuaranteeNumber
from hosho.domain.refusals import EventMalformed, IllegalStep
from hosho.lib import canonical_json
from hosho.lib.clock import stamp
from hosho.lib.days import format_day
from hosho.lib.yen import format_yen

FORMAT = "hosho-event/1"


@dataclass(frozen=True)
class EventType:
    """One word of the vocabulary: its verb in the guarantee's lifecycle (None: no change of status), the members of
    its data with their shape (`version`, `digest`, `day`, `yen`, `text`, `serial`), and its sentence.
    """

    verb: str | None
    data: Mapping[str, str]
    sentence: str


_NEW_VERSION = {"version": "version", "record_digest": "digest", "pdf_digest": "digest"}

VOCABULARY: dict[str, EventType] = {
    "issued": EventType("issue", _NEW_VERSION, "保証証書（{version}）が発行されました。"),
    "amended": EventType(
        "amend",
        {**_NEW_VERSION, "effective_on": "day", "reason": "text"},
        "{effective_on}から内容が変わり、保証証書（{version}）が発行されました。理由：{reason}。",
    ),
    "released": EventType(
        "release",
        {"effective_on": "day", "reason": "text"},
        "{effective_on}に解除されました。理由：{reason}。",
    ),
    "cancelled": EventType(
        "cancel",
        {"effective_on": "day", "reason": "text"},
        "{effective_on}に取り消されました。理由：{reason}。",
    ),
    "expired": EventType("expire", {"effective_on": "day"}, "{effective_on}に保証期間が終わりました。"),
    "claimed": EventType(
        "claim",
        {"claimed_on": "day", "amount_yen": "yen"},
        "{claimed_on}に、発注者から{amount_yen}の請求を受け付けました。",
    ),
    "claim_closed": EventType(
        "close_claim",
        {"effective_on": "day", "reason": "text"},
        "{effective_on}に請求が終わりました。理由：{reason}。",
    ),
    "paid": EventType(
        "pay", {"paid_on": "day", "amount_yen": "yen"}, "{paid_on}に、発注者へ{amount_yen}を支払いました。"
    ),
    "closed": EventType(
        "close", {"effective_on": "day"}, "{effective_on}に、支払のあとの手続きがすべて終わりました。"
    ),
    "key_reissued": EventType(
        None,
        {"key_serial": "serial", "reason": "text"},
        "認証キーが再発行され、前のキーは使えなくなりました。理由：{reason}。",
    ),
}


@dataclass(frozen=True)
class Event:
    """One link. `at` is aware; `data` holds days as `date`, amounts as yen, digests as hexadecimal text."""

    guarantee_number: str
    seq: int
    type: str
    at: datetime
    previous_event_digest: str | None
    data: Mapping[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, checked by the rules of reading. Raises EventMalformed."""
        event = {
            "format": FORMAT,
            "guarantee_number": self.guarantee_number,
            "seq": self.seq,
            "type": self.type,
            "at": stamp(self.at),
            "previous_event_digest": self.previous_event_digest,
            "data": {name: plain(value) for name, value in self.data.items()},
        }
        from_dict(event)
        return event

    def canonical(self) -> bytes:
        """The bytes that are signed and that become a leaf of the log."""
        return canonical_json.canonical(self.to_dict())

    @property
    def digest(self) -> str:
        """Lower-case hexadecimal SHA-256 of the canonical bytes: the next event's `previous_event_digest`."""
        return canonical_json.digest(self.to_dict())

    @property
    def sentence(self) -> str:
        """One Japanese sentence for history lists."""
        kind = VOCABULARY[self.type]
        words = {name: _WORDS[shape](self.data[name]) for name, shape in kind.data.items()}
        return kind.sentence.format(**words)


def happened(event_type: str, number: str, *, at: datetime, after: Event | None = None, **data: Any) -> Event:
    """The next event of a guarantee's chain; `after` is the last one, None for the first. Raises EventMalformed."""
    event = Event(
        guarantee_number=number,
        seq=after.seq + 1 if after else 1,
        type=event_type,
        at=at,
        previous_event_digest=after.digest if after else None,
        data=data,
    )
    event.to_dict()
    return event


def from_bytes(data: bytes) -> Event:
    """Read canonical bytes. Raises EventMalformed."""
    try:
        return from_dict(canonical_json.load_strict(data))
    except canonical_json.NotCanonical as error:
        raise EventMalformed(detail=str(error)) from error


def from_dict(event: Mapping[str, Any]) -> Event:
    """Read a JSON object strictly. Raises EventMalformed."""
    names = ("format", "guarantee_number", "seq", "type", "at", "previous_event_digest", "data")
    top = Fields(event, names, refusal=EventMalformed)
    top.literal("format", FORMAT)
    number = top.text("guarantee_number", pattern=r"\d{12}")
    try:
        GuaranteeNumber(number)
    except ValueError:
        top.refuse("guarantee_number", "its check digits are wrong")
    event_type = top.text("type")
    if event_type not in VOCABULARY:
        top.refuse("type", "not in the vocabulary")
    seq = top.positive("seq")
    previous = top.optional_text("previous_event_digest", pattern=_DIGEST)
    if (seq == 1) != (previous is None):
        top.refuse("previous_event_digest", "null for seq 1, and only there")
    shapes = VOCABULARY[event_type].data
    inner = top.inner("data", tuple(shapes))
    data = {name: _read(inner, name, shape) for name, shape in shapes.items()}
    return Event(number, seq, event_type, top.moment("at"), previous, data)


def status_after(events: Iterable[Event]) -> GuaranteeStatus:
    """The fold: what holds after these events. Raises EventMalformed where the chain does not link, IllegalStep
    where an event cannot follow from the state before it.
    """
    status, last = GuaranteeStatus.CONCLUDED, None
    for event in events:
        if event.seq != (last.seq + 1 if last else 1) or event.previous_event_digest != (
            last and last.digest
        ):
            raise EventMalformed(detail=f"seq {event.seq}: does not link to the event before it")
        if last and event.guarantee_number != last.guarantee_number:
            raise EventMalformed(detail=f"seq {event.seq}: another guarantee's event")
        status, last = next_status(status, event.type), event
    return status


def next_status(status: GuaranteeStatus, event_type: str) -> GuaranteeStatus:
    """The status after one event; who did it is no question here. Raises IllegalStep."""
    verb = VOCABULARY[event_type].verb
    if verb is None:
        return status
    rows: list[Transition[GuaranteeStatus]] = [row for row in GUARANTEE_STEPS if row.verb == verb]
    for row in rows:
        if status in row.sources:
            return row.target
    raise IllegalStep(state=status.label, verb=rows[0].label)


_DIGEST = r"[0-9a-f]{64}"


def _read(fields: Fields, name: str, shape: str) -> Any:
    if shape == "digest":
        return fields.text(name, pattern=_DIGEST)
    if shape == "day":
        return fields.day(name)
    if shape == "text":
        return fields.text(name)
    return fields.positive(name)  # version, yen, serial


def _words_of_day(value: date | str) -> str:
    return format_day(value if isinstance(value, date) else date.fromisoformat(value))


_WORDS: dict[str, Any] = {
    "version": version_label,
    "digest": str,
    "day": _words_of_day,
    "yen": format_yen,
    "text": lambda text: text.rstrip("。"),
    "serial": str,
}
