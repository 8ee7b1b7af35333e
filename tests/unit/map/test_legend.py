"""The folded legend's row: colours and shades, and the historical lines while the map draws them."""

from __future__ import annotations

from components.map.legend import LINES_KEY, key, key_layout
from tests.tables import bundled, summary


def test_the_folded_row_has_the_historical_lines_hidden_until_they_are_drawn() -> None:
    colours, lines = key_layout(summary(bundled()), "incidents")
    assert lines.id == LINES_KEY
    assert lines.hidden is True
    names = [span.children[1] for span in lines.children]
    assert names == ["Line of contact, 1994", "Nagorno-Karabakh Autonomous Oblast, 1991"]
    assert "District" in str(colours.to_plotly_json())


def test_the_folded_row_names_circles_without_casualties_where_there_are_any() -> None:
    assert "no casualties" in str(key(summary(bundled()), "incidents"))
    assert "no casualties" not in str(key(summary(bundled(), outcome=["killed"]), "incidents"))
