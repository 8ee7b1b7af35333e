"""Contrast of the palettes: what axe cannot see in charts and over the map is measured here."""

from __future__ import annotations

from itertools import pairwise

import pytest

from components.map.labels import letters_on
from components.theme import PALETTES, Scheme, contrast, luminance, paper_colours, style_variables

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


@pytest.mark.parametrize("scheme", PALETTES)
def test_the_name_of_a_district_is_read_on_every_shade(scheme: Scheme) -> None:
    palette = PALETTES[scheme]
    for shade in palette.district_ramp:
        assert contrast(letters_on(shade, palette), shade) >= 4.5


def test_paper_has_the_light_colour_of_all_that_a_dark_map_is_drawn_in() -> None:
    dark, light, paper = PALETTES["dark"], PALETTES["light"], paper_colours()
    for name in (
        "land",
        "sea",
        "water",
        "killed",
        "injured",
        "no_casualties",
        "map_halo",
        "map_text",
        "accent",
    ):
        assert paper[getattr(dark, name)] == getattr(light, name)
    assert [paper[shade] for shade in dark.district_ramp] == [*light.district_ramp]
    assert '@media print{[data-mantine-color-scheme="dark"]{--paper:#fbfaf7;' in style_variables()
    assert "--killed:#5a1846" in style_variables().partition("@media print")[2]


LEAST_STEP = 1.5
"""Contrast between neighbouring shades; those of the first version had 1.2 to 1.4."""

SEEN_BY = {
    "everybody": None,
    "without red cones": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "without green cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "without blue cones": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "in greyscale": ((0.2126, 0.7152, 0.0722),) * 3,
}
"""How linear red, green and blue reach the eye: Machado, Oliveira and Fernandes (2009), severity 1."""


def seen(colour: str, eyes: str) -> float:
    """The relative luminance of a colour as these eyes have it."""
    matrix = SEEN_BY[eyes]
    if matrix is None:
        return luminance(colour)
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    reached = [sum(weight * part for weight, part in zip(row, linear, strict=True)) for row in matrix]
    return sum(
        share * min(max(part, 0), 1) for share, part in zip((0.2126, 0.7152, 0.0722), reached, strict=True)
    )


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize("scheme", PALETTES)
def test_neighbouring_shades_of_districts_are_distinguished(scheme: Scheme, eyes: str) -> None:
    steps = [seen(colour, eyes) for colour in PALETTES[scheme].district_ramp]
    order = steps if scheme == "dark" else steps[::-1]
    ratios = [(lighter + 0.05) / (darker + 0.05) for darker, lighter in pairwise(order)]
    assert min(ratios) >= LEAST_STEP - (0.05 if SEEN_BY[eyes] else 0)


@pytest.mark.parametrize("scheme", PALETTES)
def test_an_outline_tells_every_shaded_district_from_the_ground(scheme: Scheme) -> None:
    palette = PALETTES[scheme]
    assert contrast(palette.shaded_line, palette.land) >= 3
    assert contrast(palette.district_ramp[-1], palette.land) >= 3
