"""Selecting in space: the fields and drawing tools beside the map, and the address that reads what was drawn or typed."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import dash_mantine_components as dmc
from dash import Dash, html
from flask import Response, request

from components.accessible import aria
from components.server.visit import Datasets, prefix, with_level
from data.areas.outline import outline_geojson
from data.areas.selection import KEY, Selection, read_selection
from data.areas.typed import TypedSelection, typed_points, typed_selections
from data.errors import FilterError
from data.language import N_, _
from data.recorded_areas.members import areas_named
from data.tables.dataset import Dataset
from data.wording.areas import area_label
from data.wording.where import selection_label

ADDRESS: Final = "/selection.json"
"""Reads `within`, or `of` and `km`, or `go`: selections with their outlines, areas, or points; 400 and one sentence."""
_TOOLS: Final = "map-selection"
OUTLINE: Final = "outline"
"""For `of`, beside `within`: the outline alone, without the name of its middle, which takes a search of all places."""
_KM: Final = "map-selection-km"
_OF: Final = "map-selection-of"
_STATUS: Final = "map-selection-status"
_CHOICES: Final = "map-selection-choices"

_DRAWN: Final = {
    "box": N_("Rectangle"),
    "circle": N_("Circle"),
    "polygon": N_("Polygon"),
    "line": N_("Line"),
    "measure": N_("Coordinates, distance"),
}
"""Tools, with the words on their buttons."""


def layout() -> html.Details:
    """Fields and tools, folded away until requested."""
    texts: dict[str, Any] = {f"data-{name}": _(text) for name, text in _TEXTS.items()}
    return html.Details(
        [
            html.Summary(_("Select and measure")),
            html.Form(
                [
                    html.Span(_("Within")),
                    _field(_KM, _("Distance in kilometres"), value="10"),
                    html.Span(_("km of")),
                    _field(
                        _OF,
                        _("A place, an area, a coordinate, or points with “;” between"),
                        placeholder=_("Fuzuli, or 39.6003, 47.1431, or 38T PK 63000 67800"),
                    ),
                    html.Button(_("Select"), type="submit", **_press("select")),
                    html.Button(_("Go there"), type="button", **_press("go")),
                ],
                className="map-selection-form",
                **aria(label=_("Select by distance")),
            ),
            html.Div(
                [
                    html.Span(_("Draw on the map:"), className="map-selection-draw"),
                    *(
                        html.Button(_(text), type="button", **_press(tool), **aria(pressed="false"))
                        for tool, text in _DRAWN.items()
                    ),
                    html.Button(_("Finish"), type="button", hidden=True, **_press("finish")),
                    html.Button(_("Cancel"), type="button", hidden=True, **_press("cancel")),
                ],
                className="map-selection-tools",
                role="group",
                **aria(label=_("Draw on the map:")),
            ),
            html.P(id=_STATUS, className="map-selection-status", role="status", **aria(live="polite")),
            html.Div(id=_CHOICES, className="map-selection-choices"),
            html.Div(id="map-coordinates", className="map-coordinates"),
        ],
        id=_TOOLS,
        className="map-selection",
        **texts,
    )


def address_of_selections() -> dict[str, Any]:
    """The property of a map's sheet by which its script finds ADDRESS."""
    return {"data-selection": with_level(f"{prefix()}{ADDRESS}")}


def serve_selections(app: Dash, datasets: Datasets) -> None:
    """Serve ADDRESS."""

    def answer() -> Response:
        dataset = datasets.here()
        try:
            made, status = _answer(dataset), 200
        except FilterError as error:
            made, status = {"sentence": str(error)}, 400
        return Response(json.dumps(made, ensure_ascii=False), status, content_type="application/json")

    app.server.add_url_rule(ADDRESS, "selection", answer)


def _answer(dataset: Dataset) -> dict[str, Any]:
    if KEY in request.args:
        selection = read_selection(request.args[KEY])
        if request.args.get("of") == OUTLINE:
            return {"selections": [{"outline": outline_geojson(selection)}]}
        return {"selections": [_written(dataset, selection)]}
    if "go" in request.args:
        points = typed_points(dataset, request.args["go"])
        return {
            "points": [
                {"label": one.label, "lon": one.longitude, "lat": one.latitude, "similar": one.is_similar}
                for one in points
            ]
        }
    of, km = request.args.get("of", ""), _kilometres(request.args.get("km", ""))
    areas = [
        {"area": str(choice), "label": area_label(dataset, choice)} for choice in areas_named(dataset, of, km)
    ]
    try:
        found = typed_selections(dataset, of, km)
    except FilterError:
        if not areas:
            raise
        found = []
    return {"selections": [*areas, *(_typed(dataset, one) for one in found)]}


def _typed(dataset: Dataset, typed: TypedSelection) -> dict[str, Any]:
    return _written(dataset, typed.selection, typed.label) | {"similar": typed.is_similar}


def _written(dataset: Dataset, selection: Selection, label: str = "") -> dict[str, Any]:
    return {
        "within": str(selection),
        "label": label or selection_label(dataset, selection),
        "outline": outline_geojson(selection),
    }


def _kilometres(text: str) -> float:
    # “1,500” may be one and a half or fifteen hundred.
    is_ambiguous = re.fullmatch(r"[1-9]\d{0,2},\d{3}", text.strip(), re.ASCII)
    text = text.strip() if is_ambiguous else text.strip().replace(",", ".")
    if not re.fullmatch(r"(\d{1,40}(\.\d{0,40})?|\.\d{1,40})?", text, re.ASCII):
        sentence = _("“{value}” is not a number of kilometres; write it as 10 or 2.5.")
        raise FilterError(KEY, sentence.format(value=text[:20]))
    return float(text or 0)


def _field(key: str, name: str, **settings: str) -> dmc.TextInput:
    return dmc.TextInput(id=key, size="xs", className=key, **settings, **aria(label=name))


def _press(name: str) -> dict[str, Any]:
    return {"data-map-tool": name}


_TEXTS: Final = {
    "box": N_("Drag from one corner to the other, or click both. Esc ends."),
    "circle": N_("Drag from the middle outward, or click the middle and the edge. Esc ends."),
    "polygon": N_("Click the corners; the first again, Enter or “Finish” ends. Backspace takes one back."),
    "line": N_("Click along the line; Enter or “Finish” ends. The distance is that of the field."),
    "measure": N_("Click a point for its coordinates, and another for the distance. Esc ends."),
    "failed": N_("The selection could not be read. Try again, or reload the page."),
    "several": N_("Which one is meant?"),
    "similar": N_("No place has that name. Which of these with a similar name is meant?"),
    "selected": N_("Selected: {selection}."),
    "centre": N_("Middle of the map"),
    "pointer": N_("Pointer"),
    "point": N_("Point {number}"),
    "distance": N_("{distance} from point 1 to point 2, bearing {there}°; back {back}°"),
    "copy": N_("Copy"),
    "copied": N_("Copied"),
    "latlon": N_("Latitude, longitude"),
    "dms": N_("Degrees, minutes, seconds"),
    "none": N_("none near a pole"),
}
"""What assets/map/selection.js says."""
