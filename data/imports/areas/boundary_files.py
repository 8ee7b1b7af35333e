"""Files of administrative boundaries, read into the table `boundaries`: COD-AB by its columns, others by choice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from data.areas.boundary_table import NAMES, TEXTS, with_parents
from data.errors import FileError
from data.imports.areas.area_columns import NO_COLUMN
from data.imports.areas.named_system import with_system
from data.imports.areas.self_crossings import repaired
from data.imports.formats.open_file import open_file
from data.imports.formats.spatial.points import outlines_in_degrees
from data.imports.formats.text.text_table import TextTable
from data.language import N_
from data.limits import Work
from data.statement import Statement, statement
from data.tables.layers.districts import NAME_LANGUAGES
from data.tables.schema import DISTRICT_CODE
from data.text.plain_text import writable

MOST_AREAS: Final = 50_000
DEEPEST: Final = 5
_POLYGONS: Final = (3, 6)
"""Numbers of kinds of geometries, as shapely gives them."""
_PCODE: Final = re.compile(r"adm(\d)_pcode")
_HEADING: Final = re.compile(r"adm(?:in)?(\d)_?(?=[a-z])")
"""How the headings of COD-AB begin: ADM2_PCODE, and admin2Pcode in older editions."""
NO_OUTLINE: Final = N_("{file}: rows that have no outline and were left out: {number}.")
REPAIRED: Final = N_("{file}: areas that crossed themselves and were repaired: {number}.")
NO_AREAS: Final = N_("Shapes that are no areas: {number}; leave them out.")
_NO_DEGREES: Final = N_(
    "Its coordinates are no degrees; export it with the coordinate system that they are in."
)
_TOO_MUCH: Final = N_(
    "There are {areas} areas with {corners} corners, and at most {most_areas} with {most} are taken; give fewer levels, "
    "simplify the outlines, or add them with the command “mine-atlas boundaries add”."
)
FIELDS: Final = ("code", "parent", *NAMES, "valid_from", "valid_to")
"""What `--columns` names a column of the file for."""


@dataclass(frozen=True)
class BoundaryFile:
    """A file, and what it does not say by itself."""

    name: str
    content: bytes = field(repr=False)
    columns: Mapping[str, str] = field(default_factory=dict)
    """Columns of the file by FIELDS; none for COD-AB."""
    level: int | None = None
    country: str = ""
    """ISO code of the country, where codes have none."""
    crs: str = ""
    """Coordinate system, where the file names none."""


def is_country_code(text: str) -> bool:
    """Whether a text is two letters, as the code of a country is."""
    return len(text) == 2 and text.isascii() and text.isalpha()


def read_boundary_files(
    files: Sequence[BoundaryFile], work: Work, kept: gpd.GeoDataFrame | None = None
) -> tuple[gpd.GeoDataFrame, list[Statement]]:
    """The areas of all files with TEXTS, `level`, `file` and polygons in EPSG:4326, and remarks on what was repaired.

    The boundaries `kept` stay beside them, with "" for `file`, but for levels of a country that the files have too.
    Raises FileError with one sentence for what cannot be used.
    """
    remarks: list[Statement] = []
    parts = [_areas(table, file, remarks) for file in files for table in _tables(file, work)]
    areas = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs="EPSG:4326")
    if kept is not None:
        is_replaced = _levels_of_countries(kept).isin(set(_levels_of_countries(areas)))
        columns = [*TEXTS, "level", "geometry"]
        areas = pd.concat([kept.loc[~is_replaced, columns].assign(file=""), areas], ignore_index=True)
    _check_size("", areas.geometry.to_numpy(), work)
    twice = areas.loc[areas["code"].duplicated(), "code"].unique()
    if len(twice):
        number = int((areas["code"] == twice[0]).sum())
        raise FileError(
            "",
            statement(
                N_("The code {code} stands for {number} areas; give each its own."),
                code=twice[0],
                number=number,
            ),
        )
    orphans = areas["parent"].ne("") & ~areas["parent"].isin(set(areas["code"]))
    areas.loc[orphans, "parent"] = ""
    return _with_parents_between(areas) if kept is not None else with_parents(areas), remarks


def _levels_of_countries(areas: gpd.GeoDataFrame) -> pd.Series:
    return areas["adm0"].astype("str") + areas["level"].astype("str")


def _with_parents_between(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The areas with their parents: those of a level that was added later come between an area and its former parent."""
    former = areas["parent"].copy()
    level_above = {
        country: {level: max((one for one in levels if one < level), default=0) for level in levels}
        for country, levels in areas.groupby("adm0")["level"].unique().items()
    }
    of_parent = former.map(dict(zip(areas["code"], areas["level"], strict=True)))
    above = [
        level_above[country][level] for country, level in zip(areas["adm0"], areas["level"], strict=True)
    ]
    skips = areas["file"].eq("") & former.ne("") & of_parent.lt(pd.Series(above, areas.index))
    areas = with_parents(areas.assign(parent=former.where(~skips, "")))
    return areas.assign(parent=areas["parent"].where(areas["parent"] != "", former))


def _tables(file: BoundaryFile, work: Work) -> list[TextTable]:
    """The layers of polygons of a file."""
    name = PurePosixPath(file.name.replace("\\", "/")).name or "file"
    opened = open_file(name, file.content, work)
    tables = [table for table in opened if table.geometries is not None and table.areas > 0]
    for table in tables:
        _check_size(table.title, table.geometries, work)
    if not tables:
        raise FileError(name, N_("The file has no layer of polygons."))
    return tables


def _frame(table: TextTable, remarks: list[Statement]) -> gpd.GeoDataFrame:
    """The rows that have an outline, as text by their numbers, with the outlines in degrees. Raises FileError."""
    outlines = outlines_in_degrees(table)
    rows = np.arange(2, len(outlines) + 2)
    is_there = ~(shapely.is_missing(outlines) | shapely.is_empty(outlines)) & np.isin(rows, table.rows.index)
    if missing := int((~is_there).sum()):
        remarks.append(statement(NO_OUTLINE, file=table.title, number=missing))
    if not np.isfinite(shapely.get_coordinates(outlines[is_there])).all():
        raise FileError(table.title, _NO_DEGREES)
    surplus = [*(table.point_columns or ()), "geometry"]
    own = table.rows.drop(columns=surplus, errors="ignore").reindex(rows[is_there])
    return gpd.GeoDataFrame(own, geometry=outlines[is_there], crs="EPSG:4326")


def _check_size(title: str, shapes: npt.NDArray[np.object_] | None, work: Work) -> None:
    """Raises FileError for more areas, or corners, than are taken."""
    if shapes is None:
        return
    corners, most = int(shapely.get_num_coordinates(shapes).sum()), work.limits.corners
    if len(shapes) > MOST_AREAS or corners > most:
        values = {"areas": len(shapes), "corners": corners, "most_areas": MOST_AREAS, "most": most}
        raise FileError(title, statement(_TOO_MUCH, **values))


def _areas(table: TextTable, file: BoundaryFile, remarks: list[Statement]) -> gpd.GeoDataFrame:
    name, country = table.title, file.country
    frame = _frame(with_system(table, file.crs), remarks)
    chosen, deepest = _columns(name, frame, file.columns, file.level)
    areas = gpd.GeoDataFrame(
        {field: _texts(frame, chosen.get(field, "")) for field in FIELDS},
        geometry=_polygons(table, frame, remarks),
        crs="EPSG:4326",
    )
    if country:
        has_no_country = ~areas["code"].str.match(r"[A-Z]{2}")
        for field in ("code", "parent"):
            areas[field] = areas[field].where(~has_no_country | (areas[field] == ""), country + areas[field])
    wrong = areas.loc[~areas["code"].str.fullmatch(DISTRICT_CODE), "code"]
    if len(wrong):
        raise FileError(
            name,
            statement(
                N_(
                    "“{code}” is not a code such as AZ001 or AZ-TAR; name the column of codes (--columns code=…), and the "
                    "country (--country AZ) where codes are numbers alone."
                ),
                code=wrong.iloc[0][:40],
            ),
        )
    areas["adm0"] = _countries(frame, areas["code"], country).to_numpy()
    areas["level"] = deepest
    others = [
        column
        for heading, column in _headings(frame).items()
        if re.fullmatch(rf"adm{deepest}_(name\w*|[a-z]{{2}}|alt\w*)", heading)
    ]
    listed = pd.concat([_texts(frame, column) for column in others] or [areas["code"] * 0], axis=1)
    areas["names"] = [
        "|".join(dict.fromkeys(text for text in row if text)) for row in listed.itertuples(index=False)
    ]
    areas["names"] = areas["names"].where(areas["names"] != "", areas[NAMES[0]])
    return areas.assign(file=file.name)[[*TEXTS, "level", "file", "geometry"]]


def _columns(
    name: str, frame: gpd.GeoDataFrame, columns: Mapping[str, str], level: int | None
) -> tuple[dict[str, str], int]:
    """The file's columns by FIELDS, and its level: as they were named, or as COD-AB names them."""
    there = {str(column).lower(): str(column) for column in frame.columns if column != "geometry"}
    if columns:
        missing = [column for column in columns.values() if column.lower() not in there]
        if missing:
            raise FileError(
                name,
                statement(
                    NO_COLUMN, column=missing[0][:60], columns=", ".join(list(there.values())[:20]) or "–"
                ),
            )
        if level is None:
            raise FileError(
                name, N_("Name the level of its areas (--level): 1 for provinces, 2 for districts.")
            )
        return {field: there[column.lower()] for field, column in columns.items()}, level
    headings = _headings(frame)
    levels = sorted(int(found[1]) for heading in headings if (found := _PCODE.fullmatch(heading)))
    if not levels or levels[-1] == 0:
        raise FileError(
            name,
            statement(
                N_(
                    "The file has no columns of COD-AB such as ADM1_PCODE; name its columns and its level (--columns "
                    "code=KOD name_en=AD --level 1). It has {columns}."
                ),
                columns=", ".join(list(there.values())[:20]) or "–",
            ),
        )
    deepest = levels[-1]
    chosen = {"code": headings[f"adm{deepest}_pcode"]}
    if deepest - 1 in levels and deepest > 1:
        chosen["parent"] = headings[f"adm{deepest - 1}_pcode"]
    for language in NAME_LANGUAGES:
        chosen[f"name_{language}"] = _column(
            headings, f"adm{deepest}_{language}", f"adm{deepest}_name_{language}"
        )
    chosen["name_en"] = chosen["name_en"] or _column(headings, f"adm{deepest}_name")
    chosen["valid_from"], chosen["valid_to"] = (
        _column(headings, "validon", "valid_on"),
        _column(headings, "validto", "valid_to"),
    )
    return chosen, deepest


def _headings(frame: gpd.GeoDataFrame) -> dict[str, str]:
    """The columns by their headings, those of COD-AB written alike: adm2_pcode for ADM2PCODE and admin2Pcode."""
    columns = [str(column) for column in frame.columns if column != "geometry"]
    return {_HEADING.sub(r"adm\1_", column.lower(), count=1): column for column in columns}


def _column(there: Mapping[str, str], *names: str) -> str:
    return next((there[name] for name in names if name in there), "")


def _texts(frame: gpd.GeoDataFrame, column: str) -> pd.Series:
    if not column:
        return pd.Series("", frame.index, dtype="str")
    texts = frame[column].astype("object").where(frame[column].notna(), "").astype("str").map(writable)
    return texts.str.replace("|", "/", regex=False).str.strip().str[:200].astype("str")


def _countries(frame: gpd.GeoDataFrame, codes: pd.Series, country: str) -> pd.Series:
    stated = _texts(frame, _headings(frame).get("adm0_pcode", ""))
    stated = stated.where(stated.str.fullmatch("[A-Z]{2}"), "")
    return stated.where(stated != "", country or "").where(
        lambda texts: texts != "", codes.str[:2].to_numpy()
    )


def _polygons(table: TextTable, frame: gpd.GeoDataFrame, remarks: list[Statement]) -> gpd.GeoSeries:
    """The polygons, those that cross themselves repaired. Raises FileError for shapes that are no areas."""
    name = table.title
    shapes, crossing = repaired(table, frame.geometry.to_numpy(), frame.index.to_numpy())
    if crossing.any():
        remarks.append(statement(REPAIRED, file=name, number=int(crossing.sum())))
        shapes[crossing] = [_polygons_of(shape) for shape in shapes[crossing]]
    is_area = pd.Series(shapely.get_type_id(shapes)).isin(_POLYGONS).to_numpy()
    if not is_area.all() or shapely.is_empty(shapes).any():
        raise FileError(name, statement(NO_AREAS, number=int((~is_area).sum()) or 1))
    west, south, east, north = shapely.total_bounds(shapes)
    if west < -360 or east > 360 or south < -90.001 or north > 90.001:
        raise FileError(name, _NO_DEGREES)
    return gpd.GeoSeries(shapes, index=frame.index, crs="EPSG:4326")


def _polygons_of(shape: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(shape)
    areas = parts[np.isin(shapely.get_type_id(parts), _POLYGONS)]
    return shapely.union_all(areas) if len(areas) else shapely.Polygon()
