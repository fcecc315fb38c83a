"""Every page that any test fetches is looked at: HTML, headings, labels, headers. A complaint says how to mend it.

Use `InspectingClient` instead of `django.test.Client`; or call `inspect_page(html, response_headers=...)`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]
from django.test import Client

_HALF_WIDTH_KANA = re.compile("[ｦ-ﾟ]+")
_UNLABELLED_TYPES = ("hidden", "submit", "button", "reset", "image")
_CONTROLS = ("input", "select", "textarea")
_ADDRESSES = {"src", "href", "action", "formaction", "poster", "data", "srcset"}
_OWN_HOSTS = ("", "testserver", "localhost", "127.0.0.1")


class PageDefect(AssertionError):
    """The page breaks a rule of hosho/ui/README.md; the message lists each defect with its repair."""


def inspect_page(html: str, *, response_headers: Mapping[str, str] | None = None) -> None:
    """Raise PageDefect with every complaint about one whole page. Without headers only the HTML is looked at."""
    complaints = [*_html_complaints(html)]
    if response_headers is not None:
        complaints += _header_complaints(response_headers)
    if complaints:
        raise PageDefect("\n" + "\n".join(f"- {complaint}" for complaint in complaints))


def _html_complaints(html: str) -> Iterator[str]:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(html)
    for (line, column), code, details in parser.errors:
        near = html.splitlines()[line - 1][max(0, column - 60) : column] if line else ""
        yield f"not valid HTML ({code} {details}) at line {line}, after …{near!r}: close or move the element there"
    for inspect in (
        _whole,
        _headings,
        _ids_and_references,
        _labels,
        _forms,
        _inline_code,
        _other_hosts,
        _tables_and_images,
        _words,
    ):
        yield from inspect(root)


def _all(root: Element, *tags: str) -> list[Element]:
    return [element for element in root.iter() if isinstance(element.tag, str) and element.tag in tags]


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _shown(element: Element) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in list(element.attrib.items())[:3])
    return f"<{element.tag}{attributes}>"


def _whole(root: Element) -> Iterator[str]:
    if root.get("lang") != "ja":
        yield 'the page has no lang="ja": extend ui/base.html'
    if len(_all(root, "main")) != 1:
        yield "the page needs exactly one <main>: extend ui/base.html and fill block content"


def _headings(root: Element) -> Iterator[str]:
    headings = _all(root, "h1")
    if len(headings) != 1:
        found = [_text(h1) for h1 in headings]
        yield f"the page has {len(headings)} h1 {found}: fill block title; empty block heading beside {{% confirmation %}}"
        return
    title = _text(_all(root, "title")[0]) if _all(root, "title") else ""
    body = _all(root, "body")[0]
    start = "電子証書の確認" if body.get("data-title") == "neutral" else _text(headings[0])
    if not title.removeprefix("エラー：").startswith(start):
        yield f"the title {title!r} does not begin with {start!r}: let ui/base.html make it from block title"
    has_error = any("hosho-error-summary" in (element.get("class") or "") for element in root.iter())
    if has_error != title.startswith("エラー："):
        yield "「エラー：」 in the title and the error summary go together: put the form into the page's context"
    levels = [int(heading.tag[1]) for heading in _all(root, "h1", "h2", "h3", "h4", "h5", "h6")]
    order = levels[1:] if has_error and levels and levels[0] == 2 else levels
    for before, after in pairwise(order):
        if after > before + 1:
            yield f"a heading h{after} follows an h{before}: leave no level out (level= of notice, rows, check_rows)"


def _ids_and_references(root: Element) -> Iterator[str]:
    counts = Counter(element.get("id") for element in root.iter() if element.get("id"))
    for name, count in counts.items():
        if count > 1:
            yield f"id {name!r} stands {count} times: give forms a prefix"
    for element in root.iter():
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "for"):
            for target in (element.get(attribute) or "").split():
                if target not in counts:
                    yield f"{attribute}={target!r} of {_shown(element)} points nowhere: draw the control with {{% field %}}"
    for link in _all(root, "a"):
        target = (link.get("href") or "")[1:]
        if "hosho-error-summary__link" in (link.get("class") or "") and target not in counts:
            yield f"the error summary links to #{target}, which is not on the page: draw that field with {{% field %}}"


def _labels(root: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in _all(root, "label")}
    inside = {id(control) for label in _all(root, "label") for control in _all(label, *_CONTROLS)}
    for control in _all(root, *_CONTROLS):
        if control.get("type") in _UNLABELLED_TYPES:
            continue
        named = control.get("aria-label") or control.get("aria-labelledby")
        if not named and control.get("id") not in labelled and id(control) not in inside:
            yield f"{_shown(control)} has no label: use {{% field form.name %}}"
        for attribute in ("required", "maxlength", "placeholder"):
            if control.get(attribute) is not None:
                yield f"{_shown(control)} has {attribute}: derive the form from hosho.ui.forms.Form and use {{% field %}}"
    for group in _all(root, "fieldset"):
        first = next(iter(group), None)
        if first is None or first.tag != "legend" or not _text(first):
            yield f"{_shown(group)} does not begin with a legend: use {{% fieldset form.name %}}"
    for element in _all(root, "a", "button"):
        if not _text(element) and not element.get("aria-label"):
            yield f"{_shown(element)} has no words: name the deed"


def _forms(root: Element) -> Iterator[str]:
    for form in _all(root, "form"):
        if form.get("action") is None:
            yield f'{_shown(form)} has no action: write action="{{{{ request.path }}}}"'
        if (form.get("method") or "get").lower() != "post":
            continue
        if not any(control.get("name") == "csrfmiddlewaretoken" for control in _all(form, "input")):
            yield f"{_shown(form)} posts without a token: write {{% csrf_token %}} behind it"
        if form.get("novalidate") is None:
            yield f"{_shown(form)} lets the browser check: write novalidate"


def _inline_code(root: Element) -> Iterator[str]:
    for element in root.iter():
        for attribute in element.attrib:
            if attribute == "style" or attribute.startswith("on"):
                yield f"{_shown(element)} has {attribute}=: use a class; the content security policy blocks it"
            elif attribute in ("href", "action") and (element.get(attribute) or "").lower().startswith(
                "javascript:"
            ):
                yield f"{_shown(element)} runs script from an address: make it a link or a form"
    if _all(root, "style"):
        yield "<style> in the page: put the rule into a file under hosho/ui/static"
    if any(_text(script) for script in _all(root, "script")):
        yield "<script> with code in the page: put it into a file, and make the page work without it"


def _other_hosts(root: Element) -> Iterator[str]:
    for element in root.iter():
        for attribute in _ADDRESSES & set(element.attrib):
            address = urlsplit(element.get(attribute) or "")
            if (
                address.scheme in ("http", "https", "")
                and address.hostname
                and address.hostname not in _OWN_HOSTS
            ):
                yield f"{_shown(element)} leads to {address.hostname}: no page asks another host; write the address as text"


def _tables_and_images(root: Element) -> Iterator[str]:
    for table in _all(root, "table"):
        first = next(iter(table), None)
        if first is None or first.tag != "caption" or not _text(first):
            yield f'{_shown(table)} has no caption: use {{% table "caption" %}}'
        for cell in _all(table, "th"):
            if cell.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield f'<th>{_text(cell)}</th> has no scope: write scope="col" or scope="row"'
        if not _all(table, "th"):
            yield f"{_shown(table)} has no header cells: write th scope"
    for image in _all(root, "img"):
        if image.get("alt") is None:
            yield f'{_shown(image)} has no alt: say what it shows, or alt="" for decoration'
    for graphic in _all(root, "svg"):
        if graphic.get("role") != "img" and graphic.get("aria-hidden") != "true":
            yield 'an <svg> is neither role="img" with a name nor aria-hidden="true"'


def _words(root: Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag in ("script", "style", "input", "textarea", "pre", "samp"):
            continue
        for text in (element.text, element.tail):
            found = _HALF_WIDTH_KANA.search(text or "")
            if found:
                yield f"half-width kana {found.group()!r}: write full-width (fold_code, or fold what was stored)"


def _header_complaints(headers: Mapping[str, str]) -> Iterator[str]:
    values = {name.lower(): value for name, value in headers.items()}
    policy = values.get("content-security-policy", "")
    for directive in (
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    ):
        if directive not in policy:
            yield f"the content security policy lacks {directive!r}: see hosho/config/settings.py"
    if "unsafe-inline" in policy or "unsafe-eval" in policy or "*" in policy:
        yield "the content security policy allows inline code or any host: take that out"
    if values.get("x-content-type-options") != "nosniff":
        yield "X-Content-Type-Options is not nosniff: see hosho/config/headers.py"
    if values.get("referrer-policy") != "same-origin":
        yield "Referrer-Policy is not same-origin: see hosho/config/headers.py"
    cache = values.get("cache-control", "")
    if "no-store" not in cache and "public" not in cache and "immutable" not in cache:
        yield f"Cache-Control is {cache!r}: a page is no-store, unless it is a file for everybody (public)"


class InspectingClient(Client):
    """A test client that inspects every HTML page it gets, headers included."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if (
            response.get("Content-Type", "").startswith("text/html")
            and not response.streaming
            and response.content
        ):
            try:
                inspect_page(response.content.decode(), response_headers=response.headers)
            except PageDefect as defect:
                raise PageDefect(
                    f"{request.get('PATH_INFO', '')} answered {response.status_code}:{defect}"
                ) from None
        return response
