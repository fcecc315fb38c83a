"""Tags for the frame around a page: heading and title from one block, help line, breadcrumb, tabs, steps."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from hosho.ui.frame import Frame, frame_of, signed_in_of

register = template.Library()
Page = template.Context


def _values(context: Page) -> dict[str, Any]:
    return {str(name): value for name, value in context.flatten().items()}


@register.simple_block_tag(takes_context=True)
def keep(context: Page, content: SafeString) -> SafeString:
    """`{% keep as heading %}…{% endkeep %}`: render once, use in both title and h1."""
    return SafeString(content.strip())


@register.filter
def plain(html: str) -> str:
    """The text of a heading, for the title: no tags, no line breaks. Already escaped, so kept as it is."""
    return SafeString("".join(strip_tags(html).split("\n")).strip())


@register.simple_tag(takes_context=True)
def the_frame(context: Page) -> Frame:
    return frame_of(_values(context))


@register.simple_tag(takes_context=True)
def the_signed_in(context: Page) -> Any:
    return signed_in_of(_values(context))


@register.simple_tag(takes_context=True)
def page_has_errors(context: Page) -> bool:
    """Whether any bound form of the page was refused; puts 「エラー：」 before the title."""
    return bool(forms_with_errors(context))


def forms_with_errors(context: Page) -> list[BaseForm]:
    """All refused forms among the page's variables, each once, formsets opened."""
    found: list[BaseForm] = []
    for name, value in context.flatten().items():
        if name == "csrf_token":
            # lazy: looking at it would set the cookie on pages without a form
            continue
        candidates = value if isinstance(value, list | tuple) else (value,)
        for candidate in candidates:
            if isinstance(candidate, BaseFormSet) and candidate.is_bound:
                found.extend(form for form in candidate.forms if form.errors and form not in found)
            elif isinstance(candidate, BaseForm) and candidate.errors and candidate not in found:
                found.append(candidate)
    return found


@register.inclusion_tag("ui/parts/breadcrumb.html")
def breadcrumb(*labels_and_urls: str) -> dict[str, Any]:
    """`{% breadcrumb "ホーム" home_url "申込一覧" list_url "契約の内容" %}`: label and address in turn, the page itself last."""
    labels = labels_and_urls[0::2]
    urls = labels_and_urls[1::2]
    return {"crumbs": list(zip(labels, [*urls, ""], strict=False))}


@register.inclusion_tag("ui/parts/tab.html", takes_context=True)
def tab(context: Page, label: str, url: str, count: int | None = None, exact: bool = False) -> dict[str, Any]:
    """One entry of the navigation; marked as current where the page's address begins with `url`."""
    request = context.get("request")
    path = request.path if request else ""
    current = path == url if exact else path.startswith(url)
    return {"label": label, "url": url, "count": count, "current": current}


@register.inclusion_tag("ui/parts/steps.html")
def steps(current: int, total: int, title: str) -> dict[str, Any]:
    """「3／7 契約の内容」 with a small bar."""
    marks = ["done" if n < current else "now" if n == current else "ahead" for n in range(1, total + 1)]
    return {"current": current, "total": total, "title": title, "marks": marks}


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: Page, page: Any) -> dict[str, Any]:
    """Before and after links for a Django `Page`; keeps the other query parameters."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is not None:
        query.pop("page", None)
    return {"page": page, "query": query.urlencode() if query else ""}
