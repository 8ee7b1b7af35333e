"""Districts and countries from Natural Earth's admin-1 polygons, corrected and simplified.

All borders stay shared: polygons are simplified as one coverage, never one by one.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import geopandas
import numpy
import pandas
import shapely
from babel import Locale
from numpy.typing import NDArray

from data.bundled import build_corrections as corrections
from data.bundled.build_names import ARMENIAN_LETTER, distinct, first_containing, split_names

LANGUAGES: Final = ("en", "az", "hy", "ru")
DETAILED_COUNTRIES: Final = ("AZ", "AM", "GE")
# Visvalingam tolerance in degrees: not three screen pixels at zoom 6, the closest view that
# countries other than the detailed three are drawn for.
COARSE_DEGREES: Final = 0.03
DECIMALS: Final = 5
# On maps of another region: two pixels at zoom 5, and less than a hundredth of them.
FAR_DEGREES: Final = 0.15
FAR_DECIMALS: Final = 3

Geometries = NDArray[Any]


def read_districts(admin1_path: Path, places: pandas.DataFrame) -> geopandas.GeoDataFrame:
    """One row a district, sorted by country and code, with names, label point and polygon."""
    rows = corrected(geopandas.read_file(admin1_path, engine="pyogrio"))
    whole = dissolved(rows)
    named = pandas.DataFrame([names_of(row, places) for _, row in whole.iterrows()])
    geometry = simplified(whole.geometry.to_numpy(), detailed(whole))
    labels = shapely.get_coordinates(label_points(geometry))
    return geopandas.GeoDataFrame(
        {
            "adm1_iso": whole["code"],
            "adm0": whole["adm0"],
            **{column: named[column] for column in named},
            "label_longitude": labels[:, 0],
            "label_latitude": labels[:, 1],
        },
        geometry=geometry,
        crs="EPSG:4326",
    )


def corrected(rows: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """The source's rows with the manual corrections, a `code` without `~`, and `adm0`."""
    rows = rows.set_index("adm1_code", drop=False).sort_index()
    names = translated_name_columns(rows)
    for one, other in corrections.CROSSED_NAMES:
        rows.loc[[one, other], names] = rows.loc[[other, one], names].to_numpy()
    for row in corrections.ROWS_WITH_A_STRANGERS_NAMES:
        rows.loc[row, [*names, "name", "name_alt"]] = None
    source_code = rows["iso_3166_2"]
    rows["adm0"] = [
        corrections.COUNTRIES.get(code, country)
        for code, country in zip(source_code, rows["iso_a2"], strict=True)
    ]
    is_code = source_code.str.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}")
    rows["code"] = source_code.where(is_code, None)
    for row, code in corrections.ISO_CODES.items():
        rows.loc[row, "code"] = code
    return rows


def translated_name_columns(rows: pandas.DataFrame) -> list[str]:
    """The columns `name_ar`, `name_en`, ... in which the source translates the name."""
    others = {"name_alt", "name_len", "name_local"}
    return sorted(c for c in rows.columns if c.startswith("name_") and c not in others)


def dissolved(rows: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """One row a code (rows without one stay single), sorted by country, then code.

    The row's own columns are those of the member that names the whole; `all_names` holds
    the names of all members.
    """
    translations = translated_name_columns(rows)
    rows = rows.assign(
        geometry=shapely.make_valid(rows.geometry.to_numpy()),
        all_names=["|".join(names_in_row(row, translations)) for _, row in rows.iterrows()],
    )
    groups = rows.groupby(rows["code"].fillna(rows["adm1_code"]), sort=True)
    whole = pandas.DataFrame([merged(str(code), members) for code, members in groups])
    whole = whole.assign(order=whole["code"].fillna("~" + whole["adm1_code"]))
    whole = whole.sort_values(["adm0", "order"], na_position="last").reset_index(drop=True)
    return geopandas.GeoDataFrame(whole, geometry="geometry", crs=rows.crs)


def merged(code: str, members: pandas.DataFrame) -> dict[str, Any]:
    """The columns of the member that names the whole, with the whole's polygon and all names."""
    polygons = members["geometry"].to_numpy()
    largest = str(members.index[int(numpy.argmax(shapely.area(polygons)))])
    naming = members.loc[corrections.NAMING_ROWS.get(code, largest)].to_dict()
    joined = [naming["all_names"], *members["all_names"]]
    names = distinct(name for cell in joined for name in split_names(cell))
    whole = {"geometry": shapely.union_all(polygons), "all_names": "|".join(names)}
    return {str(column): cell for column, cell in naming.items()} | whole


def text(cell: object) -> str:
    """The cell as text without stress marks; an empty cell gives an empty text."""
    return cell.replace("\u0301", "") if isinstance(cell, str) else ""


def names_in_row(row: "pandas.Series[Any]", translations: Iterable[str]) -> list[str]:
    """Every name that the source has for the row, without those of somebody else."""
    joined = (split_names(text(row.get(column))) for column in ("name", "name_alt", "name_local"))
    single = [text(row[column]).strip() for column in translations]
    foreign = corrections.FOREIGN_NAMES.get(text(row["adm1_code"]), ())
    every = [name for names in joined for name in names] + single
    return distinct(name for name in every if name not in foreign)


def names_of(row: "pandas.Series[Any]", places: pandas.DataFrame) -> dict[str, str]:
    """`name_en`, `name_az`, `name_hy`, `name_ru`, and `names`, all known ones joined by `|`."""
    code, country = text(row["code"]), text(row["adm0"])
    given = corrections.NAMES.get(code, {})
    own = text(row["name"])
    english = given.get("name_en") or text(row["name_en"]) or own or text(row["admin"])
    azerbaijani = given.get("name_az") or (own if country == "AZ" else "") or english
    russian = given.get("name_ru") or text(row["name_ru"])
    if code in corrections.WITHOUT_RUSSIAN_NAME:
        russian = ""
    local = split_names(text(row["name_local"])) if country == "AM" else []
    armenian = first_containing(local + seat_aliases(code, azerbaijani, places), ARMENIAN_LETTER)
    chosen = [english, azerbaijani, armenian or english, russian or english]
    # The mislabelled rows have no names of their own left: their seat's names stand in.
    borrowed = seat_aliases(code, azerbaijani, places) if not row["all_names"] else []
    every = distinct([*chosen, *split_names(row["all_names"]), *borrowed])
    named = {f"name_{language}": name for language, name in zip(LANGUAGES, chosen, strict=True)}
    return {**named, "names": "|".join(every)}


def seat_aliases(code: str, name_az: str, places: pandas.DataFrame) -> list[str]:
    """The aliases of the place that a district is named after; none if there is none."""
    is_seat = (places["adm1_iso"] == code) & (places["place_name"] == name_az)
    return [alias for joined in places.loc[is_seat, "aliases"] for alias in split_names(joined)]


def detailed(whole: geopandas.GeoDataFrame) -> NDArray[numpy.bool_]:
    """Which rows keep every vertex of the source: the detailed countries and what borders on them."""
    polygons = whole.geometry.to_numpy()
    is_core = numpy.asarray(whole["adm0"].isin(DETAILED_COUNTRIES), dtype=bool)
    core = shapely.union_all(polygons[is_core])
    shapely.prepare(core)
    is_detailed: NDArray[numpy.bool_] = shapely.intersects(core, polygons)
    return is_detailed


def simplified(polygons: Geometries, is_detailed: NDArray[numpy.bool_]) -> Geometries:
    """The coverage simplified, except the detailed polygons and what they share with others."""
    coarse = shapely.coverage_simplify(polygons, COARSE_DEGREES)
    area = shapely.union_all(polygons[is_detailed])
    shapely.prepare(area)
    touches = shapely.intersects(area, polygons) & ~is_detailed
    # Simplified borders cut across detailed polygons and leave gaps beside them. The gaps
    # go back to the neighbour that they were taken from, by its original outline.
    gaps = shapely.difference(shapely.union_all(coarse[is_detailed]), area)
    coarse[touches] = shapely.difference(
        shapely.union(coarse[touches], shapely.intersection(gaps, polygons[touches])), area
    )
    coarse[is_detailed] = polygons[is_detailed]
    return rounded_coverage(polygonal(coarse), is_detailed)


def rounded_coverage(polygons: Geometries, is_detailed: NDArray[numpy.bool_]) -> Geometries:
    """Valid polygons with rounded coordinates and identical shared borders."""
    # Detailed polygons come first: where two overlap by a rounding error, the first keeps it.
    order = numpy.argsort(~is_detailed, kind="stable")
    cleaned = numpy.empty_like(polygons)
    cleaned[order] = shapely.coverage_clean(  # type: ignore[attr-defined, unused-ignore]
        polygons[order], merge_strategy="min_index"
    )
    rounded = shapely.transform(cleaned, lambda points: numpy.round(points, DECIMALS))
    is_broken = ~shapely.is_valid(rounded) | shapely.is_empty(rounded)
    rounded[is_broken] = polygonal(shapely.make_valid(rounded[is_broken]))
    return shapely.normalize(rounded)


def polygonal(geometries: Geometries) -> Geometries:
    """The geometries without the points and lines that overlays leave behind."""
    is_mixed = shapely.get_type_id(geometries) == shapely.GeometryType.GEOMETRYCOLLECTION
    for index in numpy.flatnonzero(is_mixed):
        geometries[index] = shapely.union_all(areas_of(geometries[index]))
    return geometries


def areas_of(collection: shapely.Geometry) -> Geometries:
    """The polygons among the parts of the collection."""
    parts: Geometries = shapely.get_parts(collection)
    is_area: NDArray[numpy.bool_] = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    return parts[is_area]


def label_points(polygons: Geometries) -> Geometries:
    """For each polygon the point of its largest part that is farthest from the border."""
    parts = numpy.array([_largest_part(polygon) for polygon in polygons])
    circles = shapely.maximum_inscribed_circle(parts)
    return shapely.transform(shapely.get_point(circles, 0), lambda points: numpy.round(points, DECIMALS))


def _largest_part(polygon: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(polygon)
    largest: shapely.Geometry = parts[int(numpy.argmax(shapely.area(parts)))]
    return largest


def country_names(admin1_path: Path) -> dict[str, str]:
    """The source's own English name of each country, by ISO alpha-2 code."""
    columns = ["iso_a2", "admin"]
    rows = geopandas.read_file(admin1_path, engine="pyogrio", columns=columns, ignore_geometry=True)
    return dict(zip(rows["iso_a2"], rows["admin"], strict=True))


def countries_of(districts: geopandas.GeoDataFrame, admin: dict[str, str]) -> geopandas.GeoDataFrame:
    """One row a country, dissolved from its districts, so that both have the same borders.

    `area_rank` is 1 for the largest; `min_zoom` is where a label should begin to show.
    """
    groups = districts.dropna(subset=["adm0"]).groupby("adm0", sort=True)
    codes = [str(code) for code, _ in groups]
    polygons = numpy.array([shapely.union_all(rows.geometry.to_numpy()) for _, rows in groups])
    countries = geopandas.GeoDataFrame({"adm0": codes}, geometry=polygons, crs=districts.crs)
    territories = {language: Locale(language).territories for language in LANGUAGES}
    for language, known in territories.items():
        countries[f"name_{language}"] = [
            str(known.get(code) or territories["en"].get(code) or admin[code]) for code in codes
        ]
    labels = shapely.get_coordinates(label_points(polygons))
    countries["label_longitude"], countries["label_latitude"] = labels[:, 0], labels[:, 1]
    areas_km2 = countries.to_crs("EPSG:6933").area / 1e6
    countries["area_rank"] = areas_km2.rank(ascending=False, method="first").astype("int64")
    # A country is labelled once it is about 60 pixels wide: each zoom doubles the width.
    zoom = numpy.log2(60 * 40_075 / 512 / numpy.sqrt(areas_km2))
    countries["min_zoom"] = numpy.clip(numpy.round(zoom, 1), 0.0, 9.0)
    names = [f"name_{language}" for language in LANGUAGES]
    order = ["adm0", *names, "label_longitude", "label_latitude", "area_rank", "min_zoom"]
    return countries[[*order, "geometry"]]


def far_countries_of(countries: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """`adm0` and polygons of the countries as one generalised coverage, for maps of another region.

    Islands within a square of the tolerance are left out, unless they are the largest of their country.
    """
    polygons = shapely.coverage_simplify(countries.geometry.to_numpy(), FAR_DEGREES)
    polygons = shapely.transform(polygons, lambda points: numpy.round(points, FAR_DECIMALS))
    islands = geopandas.GeoSeries(polygons, index=countries["adm0"], crs=countries.crs).explode()
    box = islands.bounds
    is_wide = (box["maxx"] - box["minx"] > FAR_DEGREES) | (box["maxy"] - box["miny"] > FAR_DEGREES)
    # Square degrees are only compared with those of the same country.
    size = pandas.Series(shapely.area(islands.to_numpy()), index=islands.index)
    remaining = islands[is_wide | (size == size.groupby(level=0).transform("max"))]
    islands_of = {str(code): list(part) for code, part in remaining.groupby(level=0)}
    joined = numpy.array([shapely.multipolygons(part) for part in islands_of.values()])
    return geopandas.GeoDataFrame({"adm0": list(islands_of)}, geometry=joined, crs=countries.crs)
