"""Under which names a district is searched, in the list of choices and in every text alike."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.tables.names.settlements import without_qualifier

_OF_THE_LAYER = ("name_en", "name_az", "names", "seat_names")


def district_words(
    own_names: Mapping[str, str], places: pd.DataFrame, layer: pd.DataFrame
) -> dict[str, tuple[str, ...]]:
    """All names of each district of `own_names` (by code, as the tables write it).

    They are its names in every language of the layer, those of the settlement that it is named after, and the aliases of
    that settlement in `places`.
    """
    listed = [name for name in _OF_THE_LAYER if name in layer.columns]
    rows = layer[layer["adm1_iso"].isin(list(own_names))].drop_duplicates("adm1_iso").set_index("adm1_iso")
    found = {code: {own: None} for code, own in own_names.items()}
    for code, *texts in rows[listed].fillna("").itertuples():
        found[code] |= dict.fromkeys(name for text in texts for name in str(text).split("|") if name)
    for place, code, aliases in (
        places[["place_name", "adm1_iso", "aliases"]].astype("str").itertuples(index=False)
    ):
        if code in found and aliases not in ("", "nan", "<NA>") and without_qualifier(place) in found[code]:
            found[code] |= dict.fromkeys(aliases.split("|"))
    return {code: tuple(names) for code, names in found.items()}
