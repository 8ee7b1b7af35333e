"""Made-up collections of any size, as uneven as the bundled one: few places, bursts in time.

Places, devices, precisions, actors and numbers of people are drawn from the bundled incidents; points are
spread around theirs. Nothing in a made collection happened.
python -m tests.benchmark.made_collection INCIDENTS FOLDER writes one that `mine-atlas --data FOLDER` serves.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.folders.tables.atlas_tables import read_folder
from data.folders.tables.dataset_of_tables import dataset_from
from data.folders.tables.description import Description
from data.tables.dataset import Dataset, IntArray
from data.tables.layers.districts import BUNDLED

PLACES_PER_ROOT: Final = 30
"""Made places are this many times the square root of the incidents: 30 thousand of a million."""
BURSTS: Final = 60
SHARE_IN_BURSTS: Final = 0.8
DAYS_OF_A_BURST: Final = 45
"""Mean of an exponential tail."""
FIRST_DAY: Final = np.datetime64("1995-01-01", "D")
DAYS: Final = 31 * 365
SPREAD_DEGREES: Final = 0.15
"""Standard deviation of made places around a bundled point."""

_FREE_TEXTS: Final = {
    "incidents": (
        "location_as_reported adm0 adm1_name device_as_reported emplacing_actor attribution summary notes".split()
    ),
    "sources": "publisher url language upstream_source via what_it_supports mirror".split(),
}
"""Few different values repeat, so that they are held as categories."""


def made_collection(incidents: int, seed: int = 20201123) -> Dataset:
    """A dataset of so many made-up incidents, the same for the same numbers, with about 1.2 casualty rows and
    one source each.
    """
    chance = np.random.default_rng([seed, incidents])
    bundled = read_folder(BUNDLED)
    days = np.sort(_days(chance, incidents))
    kinds = chance.integers(0, len(bundled.incidents), incidents)
    keys = _numbered(incidents)
    made = {
        "incidents": _incidents(chance, bundled, days, kinds).assign(incident_id=keys),
        "casualties": _casualties(chance, bundled, keys),
        "sources": _sources(chance, bundled, keys),
    }
    made["incidents"] = made["incidents"][[*bundled.incidents.columns.drop("geometry")]]
    # A small collection has fewer districts than the bundled one.
    made["incidents"]["adm1_iso"] = made["incidents"]["adm1_iso"].astype(str).astype("category")
    description = Description(
        "made", "Made-up incidents", bundled.as_of, "none", "Made up for a measurement", language="en"
    )
    return dataset_from(made, description, f"{seed:032x}{incidents:032x}")


def write_made(incidents: int, folder: Path) -> Path:
    """The folder, with the tables of a made collection as Parquet."""
    folder.mkdir(parents=True, exist_ok=True)
    made = made_collection(incidents)
    tables = {
        "incidents": pd.DataFrame(made.incidents.drop(columns="geometry")),
        "casualties": made.casualties,
        "sources": made.sources,
    }
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
    write_description(made, folder)
    return folder


def write_description(made: Dataset, folder: Path) -> None:
    """dataset.json of a made collection."""
    described = {
        "name": made.name,
        "title": made.title,
        "as_of": made.as_of.isoformat(),
        "licence": made.licence,
        "attribution": made.attribution,
    }
    (folder / "dataset.json").write_text(json.dumps(described), encoding="utf-8")


def edition() -> str:
    """What the made collections depend on besides their size, in eight letters: this file, and the bundled tables."""
    tables = [BUNDLED / f"{name}.csv" for name in ("incidents", "casualties", "sources")]
    contents = b"".join(path.read_bytes() for path in (Path(__file__), *tables))
    return hashlib.sha256(contents).hexdigest()[:8]


def _days(chance: np.random.Generator, number: int) -> npt.NDArray[np.int64]:
    """Days since FIRST_DAY: bursts of unlike size that fade away, over a steady rest."""
    begins = chance.integers(0, DAYS, BURSTS)
    sizes = chance.pareto(1.2, BURSTS) + 0.2
    bursts = chance.choice(begins, number, p=sizes / sizes.sum())
    within = chance.exponential(DAYS_OF_A_BURST, number).astype(np.int64)
    steady = chance.integers(0, DAYS, number)
    return np.where(chance.random(number) < SHARE_IN_BURSTS, (bursts + within) % DAYS, steady)


def _incidents(
    chance: np.random.Generator, bundled: Dataset, days: npt.NDArray[np.int64], kinds: IntArray
) -> pd.DataFrame:
    """Rows in order of time without their identifiers; place, date's grade and device each drawn alone."""
    number, originals = len(days), _plain(bundled.incidents.drop(columns="geometry"), "incidents")
    at, longitudes, latitudes, names = _places(chance, bundled, number)
    of_place = ["location_as_reported", "adm0", "adm1_name", "adm1_iso", "where_prec", "coord_method"]
    of_kind = ["device_category", "device_as_reported", "emplacing_actor", "attribution"]
    dated = chance.integers(0, len(originals), number)
    drawn = {name: originals[name].take(at).array for name in of_place}
    drawn |= {name: originals[name].take(kinds).array for name in of_kind}
    for name in ("activity", "verification_status", "summary", "notes"):
        drawn[name] = originals[name].take(chance.integers(0, len(originals), number)).array
    spans = (originals["date_end"] - originals["date_start"]).to_numpy().astype("timedelta64[D]")
    start = FIRST_DAY + days.astype("timedelta64[D]")
    return pd.DataFrame(
        {
            **drawn,
            "date_start": start.astype("datetime64[us]"),
            "date_end": (start + spans[dated]).astype("datetime64[us]"),
            "date_prec": originals["date_prec"].to_numpy()[dated],
            "place_name": names,
            "longitude": longitudes,
            "latitude": latitudes,
        }
    )


def _places(
    chance: np.random.Generator, bundled: Dataset, number: int
) -> tuple[IntArray, npt.NDArray[np.float64], npt.NDArray[np.float64], pd.Categorical]:
    """For each incident the bundled one that its place is made after, the point, and the place's name.

    A few places have most of the incidents (Zipf).
    """
    places = max(1, min(number, int(PLACES_PER_ROOT * number**0.5)))
    after = chance.integers(0, len(bundled.incidents), places)
    shares = 1 / np.arange(1, places + 1)
    at = chance.choice(places, number, p=shares / shares.sum())
    is_near = bundled.has_dot[after]
    points = []
    for name in ("longitude", "latitude"):
        degrees = bundled.incidents[name].to_numpy()[after]
        spread = degrees + chance.normal(0, SPREAD_DEGREES, places)
        points.append(np.where(is_near, spread.round(5), degrees)[at])
    names = np.where(
        bundled.incidents["place_name"].to_numpy()[after] == "",
        "",
        np.char.add("Made ", np.arange(places).astype(str)),
    )
    different, codes = np.unique(names, return_inverse=True)
    return (
        after[at],
        points[0],
        points[1],
        pd.Categorical.from_codes(codes[at], pd.Index(different, dtype="str")),
    )


def _casualties(chance: np.random.Generator, bundled: Dataset, keys: pd.Series) -> pd.DataFrame:
    """Who was hurt, incident by incident as in a bundled one; how many, as in any bundled row."""
    victim = chance.integers(0, len(bundled.incidents), len(keys))
    rows = np.bincount(bundled.casualty_incident, minlength=len(bundled.incidents))
    firsts = np.cumsum(rows) - rows
    begins = np.repeat(np.cumsum(rows[victim]) - rows[victim], rows[victim])
    chosen = np.repeat(firsts[victim], rows[victim]) + np.arange(len(begins)) - begins
    drawn = bundled.casualties.drop(columns="incident_id").take(chosen).reset_index(drop=True)
    numbers = chance.integers(0, len(bundled.casualties), len(drawn))
    for name in ("count_low", "count_best", "count_high"):
        drawn[name] = bundled.casualties[name].to_numpy()[numbers]
    drawn.insert(0, "incident_id", keys.take(np.repeat(np.arange(len(keys)), rows[victim])).array)
    return drawn


def _sources(chance: np.random.Generator, bundled: Dataset, keys: pd.Series) -> pd.DataFrame:
    drawn = _plain(bundled.sources.drop(columns="incident_id"), "sources")
    rows = drawn.take(chance.integers(0, len(drawn), len(keys))).reset_index(drop=True)
    rows.insert(0, "incident_id", keys)
    return rows


def _plain(table: gpd.GeoDataFrame | pd.DataFrame, name: str) -> pd.DataFrame:
    """The table with its free texts as categories."""
    return pd.DataFrame(table).astype(dict.fromkeys(_FREE_TEXTS[name], "category"))


def _numbered(number: int) -> pd.Series:
    """Identifiers in the order of their numbers."""
    digits = pc.utf8_lpad(pa.array(np.arange(number)).cast(pa.large_string()), 8, padding="0")
    letter, dash = (pa.scalar(text, pa.large_string()) for text in "M-")
    return pd.Series(pc.binary_join_element_wise(letter, digits, dash), dtype="str")


if __name__ == "__main__":
    write_made(int(sys.argv[1]), Path(sys.argv[2]))
