"""Tags that draw a box: notice, chip, table, confirmation panel, key, first lines of a print."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string
from django.utils.safestring import SafeString

from hosho.ui.chips import tone_of

register = template.Library()
Page = template.Context
NOTICE_KINDS = {"success": "完了", "error": "エラー", "warning": "注意", "info": "お知らせ"}


@register.simple_block_tag
def notice(content: SafeString, kind: str, title: str, level: int = 2) -> str:
    """`{% notice "warning" "書面で続けてください" %}…{% endnotice %}`; kinds: success, error, warning, info."""
    if kind not in NOTICE_KINDS:
        raise template.TemplateSyntaxError(f"notice kind {kind!r}: use one of {', '.join(NOTICE_KINDS)}")
    values = {
        "kind": kind,
        "kind_word": NOTICE_KINDS[kind],
        "title": title,
        "content": content,
        "level": level,
    }
    return render_to_string("ui/parts/notice.html", values)


@register.inclusion_tag("ui/parts/chip.html")
def chip(state: Any, tone: str = "") -> dict[str, str]:
    """A state as word and shape. `state`: a word, or an enum member with `.label`."""
    word = str(getattr(state, "label", state))
    return {"word": word, "tone": tone or tone_of(word)}


@register.simple_block_tag
def table(content: SafeString, caption: str, hide_caption: bool = False, dense: bool = False) -> str:
    """`{% table "申込の一覧" %}<thead>…</thead><tbody>…</tbody>{% endtable %}` in a scroll box the keyboard reaches."""
    values = {
        "content": content,
        "caption": caption,
        "hide_caption": hide_caption,
        "dense": dense,
        "id": "table-" + get_random_string(6, "abcdefghjkmnpqrstuvwxyz"),
    }
    return render_to_string("ui/parts/table.html", values)


@register.inclusion_tag("ui/parts/confirmation.html")
def confirmation(
    number: object, title: str = "受け付けました", number_label: str = "受付番号"
) -> dict[str, Any]:
    """The panel of a receipt page. No links inside."""
    return {"number": number, "title": title, "number_label": number_label}


@register.inclusion_tag("ui/parts/key.html")
def key_display(key: object, label: str = "認証キー") -> dict[str, Any]:
    """Twenty digits in five groups, large; `key` is an AccessKey or the grouped text."""
    shown = str(getattr(key, "shown", key))
    return {"groups": shown.split("-"), "label": label}


@register.inclusion_tag("ui/parts/print_head.html")
def print_head(
    document: str,
    number: object = "",
    *,
    version: str = "",
    status: str = "",
    who: str = "",
    at: datetime | None = None,
    stamp: bool = False,
    copy: bool = True,
) -> dict[str, Any]:
    """First lines of every print: document, 写し, number, version, status, who printed it when; `stamp`: 受付印 frame."""
    return {
        "document": document,
        "number": number,
        "version": version,
        "status": status,
        "who": who,
        "at": at,
        "stamp": stamp,
        "copy": copy,
    }


@register.inclusion_tag("ui/parts/print_foot.html")
def print_foot(where: str, digest: str = "") -> dict[str, Any]:
    """What the print is, where the newest content stands, and the first 16 hex digits of the record's digest."""
    head = digest[:16]
    return {"where": where, "digest": " ".join(head[i : i + 4] for i in range(0, len(head), 4))}


@register.simple_tag
def shown_at(at: datetime) -> str:
    """Machine-readable moment for `<time datetime>`."""
    return at.isoformat(timespec="minutes")
