"""From a certificate record to the words a template sets: plain dicts and lists, nothing left to decide in Typst."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from hosho.domain import certificate as wording
from hosho.domain.kinds import GuaranteeKind, version_label
from hosho.domain.numbers import GuaranteeNumber
from hosho.lib.canonical_json import digest
from hosho.lib.clock import today_in_japan
from hosho.lib.columns import columns
from hosho.lib.days import format_day

DIGEST_KEYWORD = "hosho-record-sha256:"

# Number, kind, version and day stand in the heading, the surety beside its name, the members in their own table.
_SAID_ELSEWHERE = frozenset({"証書", "保証事業会社"})
_STANDS_ELSEWHERE = re.compile(r"あて先|構成員\d+")
# Price labels carry this; on paper it follows the sum.
_TAX_NOTE = "（消費税を含む）"
# Half a line of the table, in columns of half an em; names and places always have a line of their own.
_SHORT = 22
_LABEL_COLUMNS, _VALUE_COLUMNS = 20, 62
_MAY_GROW = re.compile(r"名称|所在地|構成員")
# A period breaks after から, so that the two days stand one above the other.
_SPAN = re.compile(r"(（\d+年\d+月\d+日）)から(?=[^\n]*まで$)")


def certificate(record: Mapping[str, Any]) -> dict[str, Any]:
    """Everything certificate.typ reads, from one record."""
    fingerprint = digest(record)
    number = GuaranteeNumber.parse(record["guarantee_number"]).shown
    kind = GuaranteeKind(record["kind"]).label
    return head(record, f"保証証書（{kind}）　{number}", "電子証書") | {
        "keywords": [
            f"{DIGEST_KEYWORD}{fingerprint}",
            f"hosho-guarantee-number:{record['guarantee_number']}",
        ],
        "running_foot": f"保証証書（{kind}）　保証契約番号 {number}　{version_label(record['version'])}",
        "title": wording.title(record).replace("保証証書", "保　証　証　書", 1),
        "addressee": f"{record['orderer']['addressee']}　様",
        "promise": wording.promise(record),
        "rows": (lines := paired(rows(record))),
        "table_height": sum(_height(line) for line in lines),
        "members": members(record),
        "evidence": _evidence(record, fingerprint),
    }


def rows(record: Mapping[str, Any]) -> list[dict[str, str]]:
    """The items of the certificate as on the screen, without those the paper says above or below its table."""
    return [
        {
            "group": row.group,
            "label": row.label.removesuffix(_TAX_NOTE),
            "value": _SPAN.sub(r"\1から\n", row.value),
            "note": _TAX_NOTE if row.label.endswith(_TAX_NOTE) else "",
        }
        for row in wording.rows(record)
        if row.value and row.group not in _SAID_ELSEWHERE and not _STANDS_ELSEWHERE.fullmatch(row.label)
    ]


def paired(items: Sequence[Mapping[str, str]]) -> list[list[Mapping[str, str]]]:
    """The rows in order, two short neighbours of one group on one line, so that a certificate fits one sheet."""
    lines: list[list[Mapping[str, str]]] = []
    for item in items:
        beside = lines[-1] if lines else []
        together = len(beside) == 1 and beside[0]["group"] == item["group"] and columns(item["label"]) <= 12
        if together and _is_short(beside[0]) and _is_short(item):
            beside.append(item)
        else:
            lines.append([item])
    return lines


def _height(line: Sequence[Mapping[str, str]]) -> int:
    """About how many lines of text a line of the table takes."""
    return max(
        max(
            -(-columns(item["label"]) // _LABEL_COLUMNS),
            sum(max(1, -(-columns(part) // _VALUE_COLUMNS)) for part in item["value"].split("\n")),
        )
        for item in line
    )


def _is_short(item: Mapping[str, str]) -> bool:
    return columns(item["value"] + item["note"]) <= _SHORT and not _MAY_GROW.search(item["label"])


def members(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The members of a joint venture with their places counted from 1, or none."""
    venture = record["contractor"].get("joint_venture")
    return [
        {
            "position": position,
            "name": member["name"],
            "address": member.get("address") or "",
            "share": f"{member['share_percent']}％" if member.get("share_percent") else "",
            "lead": bool(member.get("lead")),
        }
        for position, member in enumerate(venture["members"] if venture else [], start=1)
    ]


def grouped(fingerprint: str) -> list[str]:
    """64 hexadecimal digits as two lines of eight groups of four, for eyes and telephones."""
    fours = [fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4)]
    return [" ".join(fours[at : at + 8]) for at in range(0, len(fours), 8)]


def texts(value: Any) -> Iterator[str]:
    """Every text anywhere in the data: all of it may be drawn."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from texts(each)


def head(record: Mapping[str, Any], title: str, what: str) -> dict[str, Any]:
    surety = record["surety"]
    issued = datetime.fromisoformat(record["issued_at"])
    return {
        "document_title": title,
        "author": surety["name"],
        "description": f"{surety['name']}が発行した{what}",
        "sample": bool(record["sample"]),
        "number": GuaranteeNumber.parse(record["guarantee_number"]).shown,
        "version_label": version_label(record["version"]),
        "issued_on": format_day(today_in_japan(issued)),
        "surety": issuer(surety),
    }


def issuer(surety: Mapping[str, str]) -> dict[str, str]:
    """The surety as it stands under a paper: its name, address and who represents it."""
    party = ("name", "address", "representative_title", "representative")
    return {"role": "保証事業会社"} | {key: surety[key] for key in party}


def _evidence(record: Mapping[str, Any], fingerprint: str) -> dict[str, Any]:
    before = record["previous_record_digest"]
    return {
        "sentence": (
            "この電子証書（PDF）には、上記の保証事業会社の電子署名と、署名した時刻を示すタイムスタンプが付いています。"
            "電子交付の場合、印刷したものは写しです。原本であることと現在の効力は、発注者用保証確認サービスで、"
            "保証契約番号と認証キーを入力してご確認ください。"
        ),
        "digest_lines": grouped(fingerprint),
        "previous_digest_lines": grouped(before) if before else None,
    }
