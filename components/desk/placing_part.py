"""The part of the coding form with the map: what it shows, what a press on it changes, and the sentence about it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from components.desk.form_values import FormValues
from components.desk.page_parts.elements import button, el, hidden
from components.desk.placing.drawing import drawn
from components.desk.placing.view import Point, View, view_around, view_of
from data.coding.places import Place, placed, point_of
from data.language import N_, _

_SIZES: Final = {"map-large": (640, 440), "map-small": (280, 260)}
"""Of the two images, of which one is shown: a press is counted in pixels of what is shown."""
_WORLD: Final = View(20.0, 25.0, 90.0)
_WAYS: Final = {
    "north": N_("North"),
    "south": N_("South"),
    "west": N_("West"),
    "east": N_("East"),
    "closer": N_("Zoom in"),
    "farther": N_("Zoom out"),
    "show": N_("Show the coded point"),
    "middle": N_("Take the middle of the map"),
}
ACTION: Final = "map:"


def is_pressed(values: Mapping[str, str]) -> bool:
    """Whether the map, or one of its buttons, sent the form."""
    return values.get("action", "").startswith(ACTION) or any(f"{name}.x" in values for name in _SIZES)


def pressed(form: FormValues, values: Mapping[str, str]) -> tuple[FormValues, str]:
    """The form after a press on the map, and a sentence about the point where one was placed."""
    view = _view(form, ())
    way = values.get("action", "").removeprefix(ACTION)
    size = next((name for name in _SIZES if f"{name}.x" in values), "")
    if way == "show":
        return form.with_meta(map_view=""), ""
    if not size and way != "middle":
        return form.with_meta(map_view=view.moved(way).text), ""
    width, height = _SIZES[size or "map-large"]
    x, y = (_pixel(values.get(f"{size}.{axis}", "")) for axis in "xy")
    # By keyboard an image sends 0, 0: the middle is meant, which the buttons have moved.
    point = (
        view.at(x, y, width, height) if (x, y) != (0, 0) else view.at(width // 2, height // 2, width, height)
    )
    cells, sentence = placed(form.document.incident, *point)
    form = replace(form, document=replace(form.document, incident=cells))
    return form.with_meta(map_view=view.text), sentence


def _pixel(text: str) -> int:
    return min(int(text), 2000) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _view(form: FormValues, places: Sequence[Place]) -> View:
    point = point_of(form.document.incident)
    known = [point] if point else [(place.longitude, place.latitude) for place in places]
    return view_of(form.meta.get("map_view", "")) or view_around(known, _WORLD)


def map_part(form: FormValues, places: Sequence[Place], are_numbered: bool) -> Markup:
    """The map with its buttons. `places` are the candidates, which are numbered on it when their list stands below."""
    view, point = _view(form, places), point_of(form.document.incident)
    numbered = [(place.longitude, place.latitude) for place in places] if are_numbered else []
    images = [_image(name, view, point, numbered) for name in _SIZES]
    ways = [
        button(_(text), name="action", value=f"{ACTION}{way}", class_="desk-quiet", formnovalidate=True)
        for way, text in _WAYS.items()
    ]
    return el(
        "section",
        el("h2", _("Point on the map")),
        el(
            "p",
            _(
                "Press the map where it happened, or move the map under its middle and take that. A point is for what "
                "the report places at or near a settlement; where it names a district only, leave the point empty."
            ),
        ),
        hidden("map_view", view.text),
        el("div", *images, class_="desk-map"),
        el("div", *ways, class_="desk-buttons"),
        el("p", "", id="map-message", role="status"),
        id="place-map",
    )


def _image(name: str, view: View, point: Point | None, numbered: Sequence[Point]) -> Markup:
    width, height = _SIZES[name]
    image = b64encode(drawn(view, width, height, point, numbered).encode()).decode()
    return el(
        "input",
        type="image",
        name=name,
        src=f"data:image/svg+xml;base64,{image}",
        alt=_("Map; takes its middle as the point when it is not pressed by pointer"),
        width=width,
        height=height,
        formnovalidate=True,
        class_=name,
    )
