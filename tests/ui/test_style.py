"""The style sheets: enough contrast, nothing from elsewhere, the vendored tokens unchanged."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

import hosho.ui

CSS = Path(hosho.ui.__file__).parent / "static" / "ui"
TOKENS_SHA256 = "ec3fb5b1e881d1bdf076feff29fe15a32269353c7a9cef40194f1eff0c3d7a90"


def tokens() -> dict[str, str]:
    """Every custom property of the first five sheets with its hex colour, references followed."""
    raw: dict[str, str] = {}
    for sheet in sorted(CSS.glob("*.css")):
        if not sheet.name.startswith("90"):
            for name, value in re.findall(r"(--[\w-]+):\s*([^;]+);", sheet.read_text(encoding="utf-8")):
                raw.setdefault(name, value.strip())

    def resolve(value: str) -> str:
        found = re.fullmatch(r"var\((--[\w-]+)\)", value)
        return resolve(raw[found[1]]) if found else value

    return {name: resolve(value) for name, value in raw.items()}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_agrees_with_the_published_example() -> None:
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("ground", ["--paper", "--wash", "--key-wash", "--color-primitive-green-50"])
@pytest.mark.parametrize(
    "text", ["--ink", "--ink-strong", "--ink-soft", "--link", "--link-visited", "--error", "--key-colour"]
)
def test_text_is_readable_on_every_ground(text: str, ground: str) -> None:
    colours = tokens()
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("--paper", "--key-colour"),
        ("--paper", "--key-colour-hover"),
        ("--paper", "--error"),
        ("--paper", "--warning"),
        ("--success", "--paper"),
        ("--success", "--key-wash"),
        ("--color-primitive-yellow-1200", "--key-wash"),
        ("--color-primitive-light-blue-1000", "--key-wash"),
        ("--color-neutral-black", "--focus"),
        ("--ink-strong", "--color-primitive-yellow-100"),
        ("--ink-strong", "--color-neutral-solid-gray-100"),
    ],
)
def test_text_on_coloured_grounds_is_readable(text: str, ground: str) -> None:
    colours = tokens()
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize(
    "line", ["--field-line", "--error", "--key-colour", "--success", "--warning", "--line"]
)
def test_the_edge_of_a_control_is_seen(line: str) -> None:
    colours = tokens()
    assert contrast(colours[line], colours["--paper"]) >= 3


def test_the_sheets_use_only_tokens_that_exist() -> None:
    known = set(tokens()) | {"--tone"}
    for sheet in CSS.glob("*.css"):
        used = set(re.findall(r"var\((--[\w-]+)", sheet.read_text(encoding="utf-8")))
        assert used <= known, f"{sheet.name}: {sorted(used - known)}"


def test_nothing_comes_from_another_host() -> None:
    for sheet in CSS.glob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text
        assert "@font-face" not in text
        assert not re.search(r"url\(|https?://", text), sheet.name


def test_the_vendored_tokens_are_unchanged_and_carry_their_licence() -> None:
    notice, separator, body = (CSS / "00-tokens.css").read_text(encoding="utf-8").partition("*/\n")
    assert separator
    assert "MIT License" in notice
    assert "デジタル庁" in notice
    assert hashlib.sha256(body.encode()).hexdigest() == TOKENS_SHA256


def test_the_weak_red_of_the_design_system_is_not_used() -> None:
    """error-1 (#ec0000) has only 4.1:1 on grey; error-2 is used everywhere."""
    for sheet in CSS.glob("*.css"):
        if sheet.name != "00-tokens.css":
            assert "error-1" not in sheet.read_text(encoding="utf-8")
