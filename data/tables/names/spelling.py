"""The spelling in which a dataset's tables write names, so that what they do not name is written in the same one.

Tables of Azerbaijan say "Ağdam" as its own maps do, or "Agdam" as English maps do. On an English page the names of
the layers follow, so that "Ağdam" does not stand beside "Aghjabadi".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from data.tables.layers.districts import districts_of_the_world

_LOCAL_LANGUAGE: Final = {"AZ": "az"}
"""Countries whose own names the layers have, in Latin letters, beside the English ones."""

_CONVENTIONAL: Final = frozenset({"Baku"})
"""English names in general use, which English texts keep whatever the spelling of the rest."""


def locally_spelled(own_names: Mapping[str, str]) -> Mapping[str, str]:
    """The countries whose districts these names (by code) write mostly as the country does, with its language."""
    votes = dict.fromkeys(_LOCAL_LANGUAGE, 0)
    for code, own in own_names.items():
        adm0 = code[:2]
        if names := _names(adm0).get(code):
            english, local = names
            votes[adm0] += (own == local) - (own == english)
    return {adm0: _LOCAL_LANGUAGE[adm0] for adm0, surplus in votes.items() if surplus > 0}


def spelled_name(english: str, local: str) -> str:
    """The name of a place in a country that is spelled locally; `local` may be empty."""
    # Both names of a place that has two stay: either alone would take a side.
    is_conventional = english in _CONVENTIONAL or " / " in english
    return english if is_conventional or not local else local


@cache
def _names(adm0: str) -> dict[str, tuple[str, str]]:
    """The English and the local name of each district of a country in `_LOCAL_LANGUAGE`; none of another."""
    if adm0 not in _LOCAL_LANGUAGE:
        return {}
    layer = districts_of_the_world()
    rows = layer[layer["adm0"].eq(adm0) & layer["adm1_iso"].notna()]
    columns = rows[["adm1_iso", "name_en", f"name_{_LOCAL_LANGUAGE[adm0]}"]].astype("str")
    return {code: (english, local) for code, english, local in columns.itertuples(index=False)}
