"""The choice of a ground map, and what a map says of the one that it shows."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import html

from data.ground_maps.ground_map import BUNDLED_KEY, GroundMap, GroundMaps
from data.language import _

GROUND: Final = "map-settings-ground"


def choice(ground_maps: GroundMaps) -> html.Div:
    """The ground maps to choose from; hidden where there is only the bundled ground."""
    names = {BUNDLED_KEY: _("Bundled ground"), **{each.key: each.title for each in ground_maps}}
    select = dmc.Select(
        id=GROUND,
        label=_("Ground map"),
        data=[{"value": key, "label": name} for key, name in names.items()],
        value=ground_maps.default_key,
        allowDeselect=False,
        size="sm",
        comboboxProps={"withinPortal": True},
    )
    return html.Div(select, hidden=not ground_maps)


def ground_credits(ground_maps: GroundMaps) -> list[Any]:
    """Whom the ground is from: a text for each ground map, of which assets/map/map_style.js shows that of the chosen one."""
    return [_hidden_unless_first(each, ground_maps) for each in ground_maps]


def _hidden_unless_first(ground_map: GroundMap, ground_maps: GroundMaps) -> html.Span:
    settings: dict[str, Any] = {"data-ground": ground_map.key, "className": "ground-credit"}
    return html.Span(f"{credit(ground_map)} ", hidden=ground_map.key != ground_maps.default_key, **settings)


def credit(ground_map: GroundMap) -> str:
    """A ground map's title and attribution, and the machine that its tiles come from."""
    title = _("Ground map: {title}.").format(title=ground_map.title)
    by = f" {ground_map.attribution.rstrip('.')}." if ground_map.attribution else ""
    if not ground_map.host:
        return f"{title}{by}"
    from_there = _(
        "Your browser loads its tiles from {host}, whose owner can see which part of the map you look at."
    )
    return f"{title}{by} {from_there.format(host=ground_map.host)}"
