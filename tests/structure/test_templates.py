"""Every page works without JavaScript, under a strict content security policy, and asks no other host for anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.structure.sources import files, shown

PAGES = files("hosho", suffixes=(".html",))

FORBIDDEN = {
    "an inline style": re.compile(r"<[^>{]*\sstyle\s*=|<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an inline event handler": re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script in an address": re.compile(r"javascript:", re.IGNORECASE),
    "an unencrypted address": re.compile(r"http://(?!www\.w3\.org/)"),
    "something fetched from another host": re.compile(
        r"<(?:img|script|iframe|source|embed|object|link|video|audio)\b[^>]*(?:src|href|data)\s*=\s*[\"']?(?:https?:)?//",
        re.IGNORECASE,
    ),
    "a value put in unescaped": re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off"),
}

TAG = re.compile(r"{%(?!\s*autoescape\b).*?%}", re.DOTALL)


def breaches(text: str) -> list[str]:
    """What a template does against the policy. `{% submit … style="danger" %}` names a look, not a style attribute."""
    markup = TAG.sub("{%%}", text)
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(markup)]


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_a_template_keeps_to_what_the_policy_allows(page: Path) -> None:
    assert breaches(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("name", "sample"),
    [
        ("an inline style", '<p style="color:red">'),
        ("an inline script", "<script>go()</script>"),
        ("an inline event handler", '<button type="submit" onclick="go()">'),
        (
            "something fetched from another host",
            '<img alt="" src="//elsewhere.example/a.png">',
        ),
        ("an unencrypted address", '<a href="http://elsewhere.example/">'),
        ("a value put in unescaped", "{% autoescape off %}{{ name }}{% endautoescape %}"),
    ],
)
def test_the_patterns_find_what_they_are_for(name: str, sample: str) -> None:
    assert FORBIDDEN[name].search(sample)
    assert not FORBIDDEN[name].search(
        '<script src="{% static "ui/passkey.js" %}" defer></script><p class="once">{% submit "外す" style="warning" %}'
    )
