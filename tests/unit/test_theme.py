"""Contrast of the palettes: what axe cannot see in charts and over the map is measured here."""

from __future__ import annotations

import pytest

from components.theme import PALETTES, Scheme

TEXTS = [
    ("text", "panel"),
    ("text", "paper"),
    ("quiet_text", "panel"),
    ("quiet_text", "paper"),
    ("accent", "panel"),
    ("accent", "paper"),
    ("on_accent", "accent"),
    ("on_killed", "killed"),
    ("on_injured", "injured"),
    ("map_text", "map_halo"),
    ("map_quiet_text", "map_halo"),
]
MARKS = [
    ("killed", "panel"),
    ("killed", "land"),
    ("injured", "panel"),
    ("injured", "land"),
    ("no_casualties", "panel"),
    ("no_casualties", "land"),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", PALETTES)
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_texts_keep_the_contrast_of_texts(scheme: Scheme, ink: str, ground: str) -> None:
    palette = PALETTES[scheme]
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("scheme", PALETTES)
@pytest.mark.parametrize(("ink", "ground"), MARKS)
def test_marks_keep_the_contrast_of_graphics(scheme: Scheme, ink: str, ground: str) -> None:
    palette = PALETTES[scheme]
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 3
