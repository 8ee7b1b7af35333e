"""How well and how fast places are found, by names from a source other than the gazetteer's own.

    python tests/benchmark/geocoding.py [--cache FOLDER]

The source is the list of cities of GNOME's weather library (Debian package libgweather-4-common):
4,233 cities with coordinates from aviation and weather services, named by volunteers in some eighty
languages. It has no Armenian names and few Azerbaijani ones; those come from CLDR's names of the
cities that time zones are named after, where the list has the city. Fetched, never kept in the project.

A name is right when its one clear answer lies within 25 km of the source's point. Precision: of the
names that were answered, how many rightly. Recall: of all names, how many rightly. Listed: of all
names, how many have the right place among several that were left to a person.
"""

from __future__ import annotations

import argparse
import gettext
import sys
import tempfile
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from babel import Locale

ROOT: Final = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from data.bundled.build import debian_file  # noqa: E402
from data.places.gazetteer import Gazetteer, read_gazetteer  # noqa: E402
from data.places.located import Candidate, Located  # noqa: E402
from data.places.naming.district_names import bundled_district_names  # noqa: E402
from data.places.search import km_apart  # noqa: E402

PACKAGE: Final = "libgweather-4-common"
LIST: Final = "usr/share/libgweather-4/Locations.xml"
RIGHT_KM: Final = 25.0
BULK: Final = 10_000
SCRIPTS: Final = ("Latin", "Cyrillic", "Armenian", "Georgian", "Greek", "Arabic", "Hebrew")
"""Those with a line of their own; of the others the list has mostly Indic ones and Chinese characters."""
LEAST_NAMES: Final = 40
"""A country with fewer names is added up with others."""
HALF_OF_THE_LIST: Final = ("US", "CA")
"""So many of the list's cities are theirs that they are distinguished, or they would decide the figures."""


@dataclass(frozen=True)
class City:
    """A city of the list."""

    name: str
    context: str
    """Tells apart equal names in the catalogues; mostly empty."""
    adm0: str
    longitude: float
    latitude: float
    adm1_iso: str
    """District in which the point lies; "" outside all."""


@dataclass(frozen=True)
class Named:
    """A name of a city, to be looked up."""

    name: str
    script: str
    city: City


def main(arguments: list[str] | None = None) -> int:
    """Prints the tables and the speed; 0."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cache", type=Path, help="folder that keeps the fetched package")
    cache = parser.parse_args(arguments).cache
    with tempfile.TemporaryDirectory() as folder:
        path = debian_file(cache or Path(folder), PACKAGE, LIST)
        cities = list(read_cities(path))
        names = list(dict.fromkeys(names_of(cities, path.parents[1] / "locale")))
    started = time.perf_counter()
    gazetteer = read_gazetteer()
    print(
        f"Gazetteer read in {time.perf_counter() - started:.2f} s. {len(cities)} cities, {len(names)} names."
    )
    print_speed(gazetteer, names)
    for title, with_district in (("country stated", False), ("country and district stated", True)):
        located = locate(gazetteer, names, with_district=with_district)
        abroad = [(named, answer) for named, answer in located if named.city.adm0 not in HALF_OF_THE_LIST]
        scripts = [named.script if named.script in SCRIPTS else "others" for named, _ in abroad]
        print_table(f"By script, without {' and '.join(HALF_OF_THE_LIST)}; {title}", abroad, scripts)
        written = [(named, answer) for named, answer in located if named.script in SCRIPTS]
        print_table(f"By country, {', '.join(SCRIPTS)}; {title}", written, [n.city.adm0 for n, _ in written])
    return 0


def read_cities(path: Path) -> Iterator[City]:
    """Each city with coordinates in a country that has a code."""
    districts = bundled_district_names()
    # The list is the package's own, checked by the package manager; no stranger's XML is read here.
    for country in ElementTree.parse(path).getroot().iter("country"):  # noqa: S314
        code = country.findtext("iso-code") or ""
        for city in country.iter("city"):
            label, point = city.find("_name"), city.findtext("coordinates")
            if label is None or not label.text or point is None or not code:
                continue
            latitude, longitude = (float(value) for value in point.split())
            district = districts.at(longitude, latitude)
            yield City(
                label.text,
                label.get("msgctxt", ""),
                code,
                longitude,
                latitude,
                district.adm1_iso if district and district.adm0 == code else "",
            )


def names_of(cities: list[City], catalogues: Path) -> Iterator[Named]:
    """The cities' English names, those of the catalogues, and CLDR's Armenian and Azerbaijani ones."""
    for city in cities:
        yield Named(city.name, script_of(city.name), city)
    for file in sorted(catalogues.glob("*/LC_MESSAGES/libgweather-4.0-locations.mo")):
        with file.open("rb") as opened:
            catalogue = gettext.GNUTranslations(opened)
        for city in cities:
            name = (
                catalogue.pgettext(city.context, city.name) if city.context else catalogue.gettext(city.name)
            )
            if name != city.name:
                yield Named(name, script_of(name), city)
    for language in ("hy", "az"):
        yield from named_in_cldr(cities, language)


def named_in_cldr(cities: list[City], language: str) -> Iterator[Named]:
    """CLDR's names of cities of time zones, for the cities of the list."""
    english = Locale("en").time_zones
    by_name = {city.name: city for city in cities}
    for zone, names in Locale(language).time_zones.items():
        own = english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        if "city" in names and own in by_name and names["city"] != own:
            yield Named(str(names["city"]), script_of(str(names["city"])), by_name[own])


def script_of(name: str) -> str:
    """The script of most letters of the name, as Unicode names it: Latin, Cyrillic, Armenian ..."""
    scripts = Counter(
        unicodedata.name(letter, "?").split(" ")[0].title() for letter in name if letter.isalpha()
    )
    return scripts.most_common(1)[0][0] if scripts else "none"


def locate(gazetteer: Gazetteer, names: list[Named], *, with_district: bool) -> list[tuple[Named, Located]]:
    """Each name with its answer, the district stated where the list's point has one."""
    districts = [one.city.adm1_iso if with_district else "" for one in names]
    answers = gazetteer.locate_all([one.name for one in names], [one.city.adm0 for one in names], districts)
    return list(zip(names, answers, strict=True))


def print_table(title: str, located: list[tuple[Named, Located]], groups: list[str]) -> None:
    """Prints a line a group, the largest first, the small ones together, and a line for all."""
    rows: dict[str, list[tuple[Named, Located]]] = defaultdict(list)
    sizes = Counter(groups)
    for row, group in zip(located, groups, strict=True):
        rows[group if sizes[group] >= LEAST_NAMES else "others"].append(row)
    print(f"\n{title}\n{'':14}{'names':>8}{'precision':>11}{'recall':>9}{'listed':>9}")
    for group, found in sorted(rows.items(), key=lambda one: -len(one[1])):
        print_line(group, found)
    print_line("all", located)


def print_line(group: str, located: list[tuple[Named, Located]]) -> None:
    """Prints one group's figures."""
    answered = [(named, answer) for named, answer in located if answer.answer is not None]
    right = sum(is_right(named, [answer.answer]) for named, answer in answered if answer.answer)
    listed = sum(is_right(named, answer.candidates) for named, answer in located if answer.answer is None)
    precision = right / len(answered) if answered else float("nan")
    print(
        f"{group:14}{len(located):8,}{precision:11.1%}{right / len(located):9.1%}{listed / len(located):9.1%}"
    )


def is_right(named: Named, candidates: Iterable[Candidate]) -> bool:
    """Whether one of the candidates lies where the list has the city."""
    point = (named.city.longitude, named.city.latitude)
    return any(km_apart(point, (one.longitude, one.latitude)) <= RIGHT_KM for one in candidates)


def print_speed(gazetteer: Gazetteer, names: list[Named]) -> None:
    """Prints the time for ten thousand different names, as they are and with a letter wrong in each."""
    some = list({(one.name, one.city.adm0): one for one in names}.values())
    some = some[:: max(len(some) // BULK, 1)][:BULK]
    for title, spoilt in (("as they are", False), ("with a letter wrong in each", True)):
        texts = [f"{one.name[:2]}q{one.name[3:]}" if spoilt else one.name for one in some]
        started = time.perf_counter()
        gazetteer.locate_all(texts, [one.city.adm0 for one in some], [""] * len(some))
        print(f"{len(texts):,} names {title}: {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
