"""Colours and type of the atlas, for the page, the map and every figure; each is defined here once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """Colours by what they mean, as #rrggbb. Pairs that carry meaning keep 3:1 on paper and land."""

    paper: str
    panel: str
    line: str
    text: str
    quiet_text: str
    accent: str
    on_accent: str
    killed: str
    injured: str
    no_casualties: str
    on_killed: str
    on_injured: str
    land: str
    sea: str
    water: str
    country_line: str
    district_line: str
    reference_line: str
    map_text: str
    map_quiet_text: str
    map_halo: str
    wood: str
    built_up: str
    building: str
    main_road: str
    road: str
    track: str
    rail: str
    shaded_line: str
    """Around shaded districts, 3:1 on land: it tells the first shade from unshaded land."""
    district_ramp: tuple[str, ...]
    """From few to many; each is distinguishable from the one before it, in greyscale and without some of the colours too."""


PALETTES: Final[dict[Scheme, Palette]] = {
    "light": Palette(
        paper="#fbfaf7",
        panel="#ffffff",
        line="#d9d4c9",
        text="#22272b",
        quiet_text="#565e64",
        accent="#1f5c85",
        on_accent="#ffffff",
        killed="#5a1846",
        injured="#b96a00",
        no_casualties="#6f777d",
        on_killed="#ffffff",
        on_injured="#000000",
        land="#f6f3ec",
        sea="#dbe5ea",
        water="#bcd0da",
        country_line="#8a8377",
        district_line="#c4bcae",
        reference_line="#3f474d",
        map_text="#3b4247",
        map_quiet_text="#666c70",
        map_halo="#fbfaf7",
        wood="#e6e2d4",
        built_up="#ece6dd",
        building="#d3c9bb",
        main_road="#b3a58d",
        road="#c6bba7",
        track="#a89b85",
        rail="#a3a09b",
        shaded_line="#75818b",
        district_ramp=("#cedae5", "#96b1c8", "#678fae", "#426f93", "#285171"),
    ),
    "dark": Palette(
        paper="#16191c",
        panel="#1d2125",
        line="#3a4147",
        text="#e9e6df",
        quiet_text="#a9b0b5",
        accent="#7fb6dd",
        on_accent="#0e1113",
        killed="#f2cfe4",
        injured="#d98a2b",
        no_casualties="#9aa2a8",
        on_killed="#000000",
        on_injured="#000000",
        land="#24292d",
        sea="#14181b",
        water="#1b2a33",
        country_line="#7d858b",
        district_line="#454d53",
        reference_line="#d8d3c7",
        map_text="#dcd8cf",
        map_quiet_text="#a4abb0",
        map_halo="#16191c",
        wood="#2c312f",
        built_up="#2d3338",
        building="#3d454c",
        main_road="#6f7a82",
        road="#566068",
        track="#5f6971",
        rail="#5b6268",
        shaded_line="#87939c",
        district_ramp=("#2c3f4e", "#405d73", "#577b97", "#769ab8", "#a0c0d9"),
    ),
}


def scheme_of(stored: object) -> Scheme:
    """The colour scheme of a store; light for anything unknown."""
    return "dark" if stored == "dark" else "light"


FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Armenian', sans-serif"
"""The reader's own fonts; nothing is fetched."""

OUTCOME_COLOUR: Final = {"killed": "killed", "injured": "injured", "": "no_casualties"}
"""The palette's field for the worst outcome of an incident."""


def outcome_colour(palette: Palette, worst: str) -> str:
    """The colour of a worst outcome: "killed", "injured" or "" for none."""
    colour: str = getattr(palette, OUTCOME_COLOUR[worst])
    return colour


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb as WCAG 2.2 defines it, 0 to 1."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mantine_theme() -> dict[str, Any]:
    """The theme for dash-mantine-components: one accent with a contrast of at least 4.5:1 on white."""
    accent = [
        "#eaf2f8",
        "#d3e3ef",
        "#a9c9e0",
        "#7fb6dd",
        "#4f8db8",
        "#357aa8",
        "#1f5c85",
        "#1a4f73",
        "#154161",
        "#0f3049",
    ]
    return {
        "primaryColor": "accent",
        "primaryShade": {"light": 6, "dark": 3},
        "autoContrast": True,
        "colors": {"accent": accent},
        "fontFamily": FONT,
        "headings": {"fontFamily": FONT},
        "defaultRadius": "sm",
        "respectReducedMotion": True,
    }


def style_variables() -> str:
    """The palettes as CSS custom properties, switched by Mantine's colour-scheme attribute; before that is there, by the
    reader's own theme.

    Paper is light whatever the screen is.
    """
    light, dark = (_properties(asdict(PALETTES[scheme])) for scheme in ("light", "dark"))
    is_dark = '[data-mantine-color-scheme="dark"]'
    return "\n".join(
        [
            f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}",
            f'[data-mantine-color-scheme="light"]{{{light}}}',
            f"{is_dark}{{{dark}}}",
            f"@media print{{{is_dark}{{{light}}}}}",
        ]
    )


def paper_colours() -> dict[str, str]:
    """The light colour by the dark one, of all that a map is drawn in: for paper, which is light whatever the screen is."""
    dark, light = asdict(PALETTES["dark"]), asdict(PALETTES["light"])
    pairs = {colour: light[name] for name, colour in dark.items() if isinstance(colour, str)}
    # Letters on light marks are dark on the screen, and light on those of paper.
    pairs |= {dark["on_killed"]: light["on_killed"], dark["map_halo"]: light["map_halo"]}
    return pairs | dict(zip(dark["district_ramp"], light["district_ramp"], strict=True))


def _properties(colours: Mapping[str, str | tuple[str, ...]]) -> str:
    named = {name: colour for name, colour in colours.items() if isinstance(colour, str)}
    for name, ramp in colours.items():
        if not isinstance(ramp, str):
            named |= {f"{name}_{step}": colour for step, colour in enumerate(ramp)}
    return "".join(f"--{name.replace('_', '-')}:{value};" for name, value in named.items())


def system_variables() -> str:
    """The palettes as CSS custom properties, switched by the reader's system: for pages without Mantine."""
    light, dark = (_properties(asdict(PALETTES[scheme])) for scheme in ("light", "dark"))
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media (prefers-color-scheme: dark){{:root{{{dark}}}}}"
        f"@media print{{:root{{{light}}}}}"
    )
