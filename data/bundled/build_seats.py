"""The names of the settlements after which districts are called: "Karvachar" and "Kelbadshar" of Kalbajar."""

import geopandas
import pandas

from data.bundled.build_names import distinct, split_names
from data.text.search_text import folded


def with_seat_names(districts: geopandas.GeoDataFrame, gazetteer: pandas.DataFrame) -> geopandas.GeoDataFrame:
    """The districts with a column `seat_names`: the names, `|` between, of the largest settlement that lies in the
    district and has one of its names; "" where there is none.
    """
    settlements = {str(code): rows for code, rows in gazetteer.groupby("adm1_iso") if code}
    coded = zip(districts["adm1_iso"], districts["names"], strict=True)
    return districts.assign(
        seat_names=["|".join(_seat_names(settlements.get(str(code)), str(names))) for code, names in coded]
    )


def _seat_names(settlements: pandas.DataFrame | None, names: str) -> list[str]:
    if settlements is None:
        return []
    known = {folded(name) for name in split_names(names)}
    by_size = settlements.sort_values(["population", "geonameid"], ascending=[False, True])
    for name, others in zip(by_size["name"], by_size["other_names"], strict=True):
        listed = distinct([str(name), *split_names(str(others))])
        if any(folded(one) in known for one in listed):
            return [one for one in listed if folded(one) not in known]
    return []
