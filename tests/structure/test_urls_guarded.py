"""No page is open by oversight: every URL's view carries a guard, and those open to anyone are listed here by name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

if find_spec("hosho.config.urls") is None:
    pytest.skip("there are no URLs yet", allow_module_level=True)

# URL names, with their namespaces, of views marked @open_to_anyone. Adding one here is a decision about security.
OPEN_TO_ANYONE = {
    # in the demo only, on the reader's own machine
    "mailbox",
    "mailbox_mail",
    # the surety's public pages, and a company that has no ID yet asking for one
    "public:home",
    "public:terms",
    "public:privacy",
    "public:accessibility",
    "public:english",
    "public:register",
    "public:register_step",
    "public:register_check",
    "public:register_done",
    # 電子証書の確認はこちら: explains itself and asks for the sign-in
    "certificates:entrance",
    # the confirmation service: number and key open it, a signed short-lived cookie keeps it open
    "orderer:entrance",
    "orderer:certificate",
    "orderer:version",
    "orderer:changes",
    "orderer:download",
    "orderer:compare",
    "orderer:answer",
    "orderer:answered",
    "orderer:end",
    "orderer:ended",
    "orderer:viewing_over",
    "orderer:first_time",
    "orderer:one_page",
}

# namespace, or beginning of a path -> why its views carry no guard of ours.
GUARDED_BY_OTHERS = {
    "api-": "django-ninja: every operation states its own key (hosho/api)",
    "mfa_": "allauth: asks for a sign-in itself",
    "account_": "allauth: the sign-in itself",
    "healthz": "says only whether the process reaches its database",
    "metrics": "answers the machine itself, others only with HOSHO_METRICS_TOKEN",
}


def every_url(
    patterns: list[URLPattern | URLResolver], prefix: str = "", spaces: str = ""
) -> Iterator[tuple[str, str, object]]:
    """(name with namespaces, path, view) of every URL of the site."""
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{spaces}{pattern.namespace}:" if pattern.namespace else spaces
            yield from every_url(pattern.url_patterns, path, inner)
        else:
            yield f"{spaces}{pattern.name or ''}", path, pattern.callback


def guard_of(view: object) -> str | None:
    return getattr(view, "guard", None) or getattr(getattr(view, "view_class", None), "guard", None)


def ours() -> list[tuple[str, str, str | None]]:
    return [
        (name, path, guard_of(view))
        for name, path, view in every_url(get_resolver().url_patterns)
        if not name.startswith(tuple(GUARDED_BY_OTHERS))
    ]


def test_every_url_is_guarded_or_open_with_a_reason() -> None:
    assert [f"{name} /{path}" for name, path, guard in ours() if guard is None] == []


def test_what_is_open_to_anyone_is_exactly_what_is_listed() -> None:
    assert {name for name, _, guard in ours() if guard and guard.startswith("anyone: ")} == OPEN_TO_ANYONE


def test_every_url_has_a_name_of_its_own() -> None:
    names = [name for name, _, _ in ours()]
    assert [name for name in set(names) if names.count(name) > 1 or not name or name.endswith(":")] == []
