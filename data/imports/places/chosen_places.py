"""Places and districts that a person chose where several go by one name, and what stays open of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from data.folders.bundled_gazetteer import gazetteer
from data.imports.report.ledger import Ledger
from data.imports.report.open_choices import DISTRICT, NONE_OF_THEM, PLACE, OpenChoice, Option, key_of
from data.places.gazetteer import point_value
from data.places.located import Candidate, Located
from data.places.naming.district_names import District, bundled_district_names

PlaceQuery = tuple[str, str, str, str]
"""Name, country, district and narrower district of a row."""


def chosen_district(
    text: str,
    adm0: str,
    found: tuple[District, ...],
    rows: int,
    ledger: Ledger,
    choices: Mapping[str, str],
) -> tuple[District, ...]:
    """The district that a person chose of several; all of them where nobody has."""
    key = key_of(DISTRICT, text, adm0)
    chosen = choices.get(key, "")
    options = tuple(
        Option(one.adm1_iso, f"{one.coded_name} ({one.adm1_iso})", one.longitude, one.latitude)
        for one in found
    )
    ledger.open_choices.append(OpenChoice(DISTRICT, key, text, rows, options, chosen))
    return tuple(one for one in found if one.adm1_iso == chosen) or found


def as_chosen(
    rows: Sequence[PlaceQuery],
    located: list[Located],
    ledger: Ledger,
    choices: Mapping[str, str],
) -> list[Located]:
    """The answers with what a person chose of several places of one name; what stays open is entered."""
    requested = Counter(
        row
        for row, one in zip(rows, located, strict=True)
        if one.answer is None and (one.candidates or one.districts)
    )
    known: dict[PlaceQuery, Located] = {}
    first = dict(zip(reversed(rows), reversed(located), strict=True))
    for row, count in requested.items():
        name, country, district, narrower = row
        one = first[row]
        key = key_of(PLACE, name, country, district, narrower)
        chosen = choices.get(key, "")
        options = _place_options(one.candidates, country, district) or tuple(
            map(_district_option, one.districts)
        )
        ledger.open_choices.append(OpenChoice(PLACE, key, name, count, options, chosen))
        if chosen and chosen != NONE_OF_THEM:
            known[row] = gazetteer().locate(name, country, district, narrower, chosen)
    return [known.get(row, one) for row, one in zip(rows, located, strict=True)] if known else located


def _district_option(code: str) -> Option:
    district = bundled_district_names().by_code[code]
    return Option(code, f"{district.coded_name} ({code})", district.longitude, district.latitude)


def _place_options(candidates: Sequence[Candidate], adm0: str, adm1_iso: str) -> tuple[Option, ...]:
    """The places that may be meant; only those of the stated district or country where several lie in it."""
    found = list(candidates)
    for name, stated in (("adm1_iso", adm1_iso), ("adm0", adm0)):
        inside = [one for one in candidates if stated and getattr(one, name) == stated]
        if len(inside) > 1:
            found = inside
            break
    sources = [one.source for one in found]
    return tuple(
        Option(
            one.source if sources.count(one.source) == 1 and one.source else point_value(one),
            str(one),
            one.longitude,
            one.latitude,
        )
        for one in found
    )
