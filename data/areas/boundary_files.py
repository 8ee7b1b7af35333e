"""Files of administrative boundaries, read into the table `boundaries`: COD-AB by its columns, others by choice."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from data.areas.boundary_table import NAMES, TEXTS, with_parents
from data.errors import FileError
from data.plain_text import writable
from data.tables.districts import NAME_LANGUAGES
from data.tables.schema import DISTRICT_CODE

MOST_AREAS: Final = 50_000
MOST_CORNERS: Final = 20_000_000
LARGEST_BYTES: Final = 2_000_000_000
_PARTS: Final = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_POLYGONS: Final = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
_PCODE: Final = re.compile(r"adm(\d)_?pcode", re.IGNORECASE)
FIELDS: Final = ("code", "parent", *NAMES, "valid_from", "valid_to")
"""What `--columns` names a column of the file for."""


def read_boundary_files(
    paths: Sequence[Path], columns: Mapping[str, str], level: int | None, country: str
) -> tuple[gpd.GeoDataFrame, list[str]]:
    """The areas of all files with TEXTS, `level` and polygons in EPSG:4326, and remarks on what was repaired.

    `columns` are the file's columns by FIELDS, `level` and `country` those of files that do not say. Raises FileError.
    """
    remarks: list[str] = []
    parts = []
    for path in paths:
        for name, frame in _layers(path):
            parts.append(_areas(name, frame, columns, level, country, remarks))
    table = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs="EPSG:4326")
    if (
        len(table) > MOST_AREAS
        or int(shapely.get_num_coordinates(table.geometry.to_numpy()).sum()) > MOST_CORNERS
    ):
        raise FileError(
            "", f"There are more than {MOST_AREAS:,} areas or {MOST_CORNERS:,} corners; give fewer levels."
        )
    twice = table.loc[table["code"].duplicated(), "code"].unique()
    if len(twice):
        raise FileError(
            "",
            f"The code {twice[0]} stands for {int((table['code'] == twice[0]).sum())} areas; give each its own.",
        )
    known = set(table["code"])
    orphans = table["parent"].ne("") & ~table["parent"].isin(known)
    table.loc[orphans, "parent"] = ""
    return with_parents(table), remarks


def _layers(path: Path) -> list[tuple[str, gpd.GeoDataFrame]]:
    """The layers of polygons of a file. What a file is, its first bytes say: no other format is opened."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise FileError(path.name, "The file has more than 2 GB; give a smaller part of it.")
        with path.open("rb") as file:
            start = file.read(1000)
    except OSError as error:
        raise FileError(str(path), f"The file cannot be opened ({error.strerror}).") from error
    if start.startswith(b"PK\x03\x04"):
        return _zipped(path)
    is_text = start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    if not (is_text or start.startswith((b"SQLite format 3\x00", b"\x00\x00\x27\x0a"))):
        raise FileError(path.name, "This is no GeoJSON, GeoPackage or zipped shapefile.")
    return _read(path, path.name)


def _zipped(path: Path) -> list[tuple[str, gpd.GeoDataFrame]]:
    found = []
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
            members = [
                one for one in archive.infolist() if PurePosixPath(one.filename).suffix.lower() in _PARTS
            ]
            if sum(one.file_size for one in members) > LARGEST_BYTES:
                raise FileError(path.name, "Unpacked it has more than 2 GB; give a smaller part of it.")
            for one in members:
                name = PurePosixPath(one.filename).name
                (Path(folder) / f"{Path(name).stem}{Path(name).suffix.lower()}").write_bytes(
                    archive.read(one)
                )
            for layer in sorted(Path(folder).glob("*.shp")):
                if layer.read_bytes()[:4] != b"\x00\x00\x27\x0a":
                    raise FileError(layer.name, "This is not a shapefile; export the layer again.")
                found += _read(layer, layer.name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise FileError(path.name, "The archive is damaged; zip the files again.") from error
    if not found:
        raise FileError(path.name, "The archive has no shapefile (.shp, .shx, .dbf, .prj).")
    return found


def _read(path: Path, name: str) -> list[tuple[str, gpd.GeoDataFrame]]:
    try:
        layers = [str(layer) for layer, kind in pyogrio.list_layers(path) if kind and "Polygon" in kind]
        frames = [(f"{name} ({layer})", pyogrio.read_dataframe(path, layer=layer)) for layer in layers]
    except (DataSourceError, DataLayerError, ValueError, RuntimeError, shapely.errors.GEOSException) as error:
        raise FileError(name, "The file is damaged, or is no layer of polygons; export it again.") from error
    if not frames:
        raise FileError(name, "The file has no layer of polygons.")
    return frames


def _areas(
    name: str,
    frame: gpd.GeoDataFrame,
    columns: Mapping[str, str],
    level: int | None,
    country: str,
    remarks: list[str],
) -> gpd.GeoDataFrame:
    if frame.crs is None:
        raise FileError(
            name, "The file does not name its coordinate system; export it with one, as EPSG:4326."
        )
    chosen, deepest = _columns(name, frame, columns, level)
    frame = frame[~frame.geometry.isna() & ~frame.geometry.is_empty].to_crs("EPSG:4326")
    table = gpd.GeoDataFrame(
        {field: _texts(frame, chosen.get(field, "")) for field in FIELDS},
        geometry=_repaired(name, frame, remarks),
        crs="EPSG:4326",
    )
    if country:
        has_no_country = ~table["code"].str.match(r"[A-Z]{2}")
        for field in ("code", "parent"):
            table[field] = table[field].where(~has_no_country | (table[field] == ""), country + table[field])
    wrong = table.loc[~table["code"].str.fullmatch(DISTRICT_CODE), "code"]
    if len(wrong):
        raise FileError(
            name,
            f"“{wrong.iloc[0][:40]}” is not a code such as AZ001 or AZ-TAR; name the column of codes with --columns "
            "code=…, and the country with --country AZ where codes are numbers alone.",
        )
    table["adm0"] = _countries(frame, table["code"], country).to_numpy()
    table["level"] = deepest
    others = [
        column
        for column in frame.columns
        if re.fullmatch(rf"adm{deepest}(_name\w*|_[a-z]{{2}}|alt\w*)", str(column).lower())
    ]
    listed = pd.concat([_texts(frame, column) for column in others] or [table["code"] * 0], axis=1)
    table["names"] = [
        "|".join(dict.fromkeys(text for text in row if text)) for row in listed.itertuples(index=False)
    ]
    table["names"] = table["names"].where(table["names"] != "", table[NAMES[0]])
    return table[[*TEXTS, "level", "geometry"]]


def _columns(
    name: str, frame: gpd.GeoDataFrame, columns: Mapping[str, str], level: int | None
) -> tuple[dict[str, str], int]:
    """The file's columns by FIELDS, and its level: as they were named, or as COD-AB names them."""
    there = {str(column).lower(): str(column) for column in frame.columns}
    if columns:
        missing = [column for column in columns.values() if column.lower() not in there]
        if missing:
            raise FileError(
                name, f"The file has no column “{missing[0]}”; it has {', '.join(list(there.values())[:20])}."
            )
        if level is None:
            raise FileError(
                name, "Say with --level which level its areas are of: 1 for provinces, 2 for districts."
            )
        return {field: there[column.lower()] for field, column in columns.items()}, level
    levels = sorted(int(found[1]) for column in there if (found := _PCODE.fullmatch(column)))
    if not levels or levels[-1] == 0:
        raise FileError(
            name,
            "The file has no columns of COD-AB such as ADM1_PCODE; name its columns, as --columns code=KOD "
            f"name_en=AD --level 1. It has {', '.join(list(there.values())[:20])}.",
        )
    deepest = levels[-1]
    chosen = {"code": _column(there, f"adm{deepest}_pcode", f"adm{deepest}pcode")}
    if deepest - 1 in levels and deepest > 1:
        chosen["parent"] = _column(there, f"adm{deepest - 1}_pcode", f"adm{deepest - 1}pcode")
    for language in NAME_LANGUAGES:
        chosen[f"name_{language}"] = _column(
            there, f"adm{deepest}_{language}", f"adm{deepest}_name_{language}"
        )
    chosen["name_en"] = chosen["name_en"] or _column(there, f"adm{deepest}_name")
    chosen["valid_from"], chosen["valid_to"] = (
        _column(there, "validon", "valid_on"),
        _column(there, "validto", "valid_to"),
    )
    return chosen, deepest


def _column(there: Mapping[str, str], *names: str) -> str:
    return next((there[name] for name in names if name in there), "")


def _texts(frame: gpd.GeoDataFrame, column: str) -> pd.Series:
    if not column:
        return pd.Series("", frame.index, dtype="str")
    texts = frame[column].astype("object").where(frame[column].notna(), "").astype("str").map(writable)
    return texts.str.replace("|", "/", regex=False).str.strip().str[:200].astype("str")


def _countries(frame: gpd.GeoDataFrame, codes: pd.Series, country: str) -> pd.Series:
    there = {str(column).lower(): str(column) for column in frame.columns}
    stated = _texts(frame, _column(there, "adm0_pcode", "adm0pcode"))
    stated = stated.where(stated.str.fullmatch("[A-Z]{2}"), "")
    return stated.where(stated != "", country or "").where(
        lambda texts: texts != "", codes.str[:2].to_numpy()
    )


def _repaired(name: str, frame: gpd.GeoDataFrame, remarks: list[str]) -> gpd.GeoSeries:
    """The polygons, those that cross themselves repaired. Raises FileError for shapes that are no areas."""
    shapes = shapely.force_2d(frame.geometry.to_numpy())
    crossing = ~shapely.is_valid(shapes)
    if crossing.any():
        remarks.append(f"{name}: {int(crossing.sum()):,} areas cross themselves; they were repaired.")
        shapes[crossing] = [_polygons_of(shape) for shape in shapely.make_valid(shapes[crossing])]
    is_area = pd.Series(shapely.get_type_id(shapes)).isin([int(kind) for kind in _POLYGONS]).to_numpy()
    if not is_area.all() or shapely.is_empty(shapes).any():
        raise FileError(name, f"{int((~is_area).sum()) or 1:,} of its shapes are no areas; leave them out.")
    west, south, east, north = shapely.total_bounds(shapes)
    if west < -360 or east > 360 or south < -90.001 or north > 90.001:
        raise FileError(
            name, "Its coordinates are no degrees; export it with the coordinate system that they are in."
        )
    return gpd.GeoSeries(shapes, index=frame.index, crs="EPSG:4326")


def _polygons_of(shape: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(shape)
    areas = parts[[int(kind) in [int(one) for one in _POLYGONS] for kind in shapely.get_type_id(parts)]]
    return shapely.union_all(areas) if len(areas) else shapely.Polygon()
