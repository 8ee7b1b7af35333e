"""Identifiers that several panels share: the address and the stores. All other ids stay in their panel."""

from __future__ import annotations

from typing import Final

ADDRESS: Final = "address"
"""dcc.Location: the query string as it was opened or reached by back and forward."""

REQUEST: Final = "filter-request"
"""dcc.Store: `{"filter": …}`, a filter requested by something other than the filter panel's controls."""

FILTER: Final = "filter"
"""dcc.Store: the filter that every view shows, as `IncidentFilter.to_json` writes it."""

FILTER_DEFERRED: Final = "filter-deferred"
"""dcc.Store: the same once the map shows it; what may come after map, headline and timeline listens to this."""

SELECTED: Final = "selected-incidents"
"""dcc.Store: identifiers of the selected incidents; several while one point's list is open."""

PRESSED: Final = "pressed"
"""dcc.Store: what the button pressed last means, as `components.content` wrote it, and `times`, a running number."""

SIDES: Final = "compared-sides"
"""dcc.Store: `{"a": …, "b": …}`, the two filters of a comparison, and `search`, the address they were read from."""

COLOUR_SCHEME: Final = "colour-scheme"
"""dcc.Store: "light" or "dark"."""

PLAYING: Final = "playing"
"""dcc.Store: whether the playback runs; while it does, the live region is silent."""
