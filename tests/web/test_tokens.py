"""The colours: each named once, light beside dark, and legible on what it stands on in both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cauce.web

STYLES = Path(cauce.web.__file__).parent / "static" / "web"
SOURCE = (STYLES / "tokens.css").read_text("utf-8")
PAIRS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"(--[\w-]+): light-dark\((#[0-9A-F]{6}), (#[0-9A-F]{6})\);", SOURCE
    )
}
TEXT, MARK = 4.5, 3.0
"""The least contrast of what is read, and of what is only seen (WCAG 2.2, 1.4.3 and 1.4.11)."""

ON: list[tuple[str, str, float]] = [
    *((ink, ground, TEXT) for ink in ("--ink", "--ink2", "--ink3") for ground in (
        "--app", "--surface", "--raised", "--over")),
    *((f"--{tone}", f"--{tone}-soft", TEXT) for tone in ("ok", "warn", "bad", "neutral")),
    *((f"--{tone}", "--surface", TEXT) for tone in ("accent", "warn", "bad")),
    ("--accent-ink", "--accent-soft", TEXT),
    ("--on-accent", "--accent", TEXT),
    ("--control", "--surface", MARK),
]  # fmt: skip


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_should_compute_contrast_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), ON)
def test_should_be_legible(ink: str, ground: str, least: float, theme: int) -> None:
    assert contrast(PAIRS[ink][theme], PAIRS[ground][theme]) >= least


def test_should_name_each_colour_once_and_use_no_other() -> None:
    named = re.findall(r"(--[\w-]+):", SOURCE)
    once = set(named) - {"--control-height"}
    assert sorted(once) == sorted(name for name in named if name != "--control-height")
    assert len(PAIRS) == 23
    # What is marked on a document stands on paper, which is light in both.
    elsewhere = [
        (sheet.name, line)
        for sheet in STYLES.glob("*.css")
        for line in sheet.read_text("utf-8").splitlines()
        if re.search(r":[^;{}]*#[0-9A-Fa-f]{3,8}\b", line) and not line.startswith(".paper ")
    ]
    assert {name for name, _ in elsewhere} == {"tokens.css"}
