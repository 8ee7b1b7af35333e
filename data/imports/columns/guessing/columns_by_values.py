"""Columns that no header tells of: the only one of days, of names of places, of devices, roles or activities."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

from data.folders.bundled_gazetteer import gazetteer
from data.imports.columns.counts.people_counts import NOT_GIVEN
from data.imports.columns.words.term_words import activities, device_categories, victim_categories
from data.imports.events.event_words import Names, names
from data.imports.events.kinds_of_event import KIND_WORDS
from data.personal_columns import is_personal
from data.places.notations.normal_text import one_form
from data.tables.vocabulary import Activity, DeviceCategory, Term, VictimCategory
from data.text.search_text import folded_words

FIELDS_BY_VALUES: Final = {
    "date": (
        "The column “{column}” was read as the day of the incident: no header says so, but its values are days. "
        "Choose another column if that is wrong."
    ),
    "latitude": (
        "The column “{column}” was read as the latitude: no header says so, but its values and those of the column "
        "beside it are degrees. Exchange the two columns if that is wrong."
    ),
    "longitude": (
        "The column “{column}” was read as the longitude: no header says so, but its values and those of the column "
        "beside it are degrees. Exchange the two columns if that is wrong."
    ),
    "place": (
        "The column “{column}” was read as the place: no header says so, but its values are names of places. "
        "Choose another column if that is wrong."
    ),
    "device": (
        "The column “{column}” was read as the device: no header says so, but its values are names of devices. "
        "Choose another column if that is wrong."
    ),
    "victim_category": (
        "The column “{column}” was read as the victim category: no header says so, but its values are such "
        "categories. Choose another column if that is wrong."
    ),
    "activity": (
        "The column “{column}” was read as the activity: no header says so, but its values are activities. "
        "Choose another column if that is wrong."
    ),
}
"""What is remarked, by the field that was found."""

_NEEDLESS: Final = {
    "date": {"date", "year"},
    "place": {"place", "location", "district", "subdistrict", "longitude", "point"},
}
"""With one of these known from its header, the field is not looked for."""
_TERMS: Final[Mapping[str, tuple[Callable[[pd.Series], Mapping[str, Term | None]], frozenset[Term]]]] = {
    "device": (device_categories, frozenset({DeviceCategory.OTHER, DeviceCategory.UNKNOWN})),
    "victim_category": (victim_categories, frozenset({VictimCategory.OTHER, VictimCategory.UNKNOWN})),
    "activity": (activities, frozenset({Activity.OTHER, Activity.UNKNOWN})),
}
"""Fields of a vocabulary: what reads their words, and the terms that say nothing of the field."""
_LONGEST_TERM: Final = 40
"""Letters of a term: a sentence may name a device, and tells of much else."""
_FEWEST_TERMS: Final = 2
_LEAST_SHARE: Final = 0.9
_LEAST_SHARE_OF_DAYS: Final = 0.7
"""Of what is written as whole days: a 31 February among them makes the column no other."""
_LEAST_SHARE_OF_TYPES: Final = 0.6
"""Of the devices of a column that is called “type”."""
_WHO_WAS_HURT: Final = frozenset(
    tuple(folded_words(heading))
    for heading in (
        "who", "who was hurt", "who was injured", "who was affected", "who suffered", "whom", "victim", "victims",
        "casualty", "type of person", "person", "persons",
        "кто", "кто пострадал", "кто пострадали", "пострадавший", "пострадавшие", "жертва", "жертвы", "кого",
        "хто", "хто постраждав", "постраждалий", "постраждалі",
        "kim", "kim zərər çəkib", "kimlər zərər çəkib", "zərərçəkən", "zərərçəkənlər", "zərər çəkən", "xəsarət alan",
        "ով", "ով է տուժել", "ովքեր են տուժել", "տուժած", "տուժածներ", "տուժող", "տուժողներ", "զոհ",
        "qui", "victime", "victimes", "quien", "quién", "víctima", "víctimas", "vítima", "vítimas",
        "kim yaralandı", "mağdur", "من", "الضحية", "الضحايا", "المصاب", "قربانی", "قربانیان", "wer", "opfer",
    )
)  # fmt: skip
"""Headings that ask who was hurt, and may have names, figures or sides below them: their values decide."""
_WHOLE_DAY: Final = r"\d[-./, ]+[^\s\d]*\d{0,2}[-./, ]+\d|^\d{1,2}(?:\d{4}[A-Za-z])?[A-Za-z]{3}\d{2,4}$"
"""Three parts, as year, month and day are, or a day or a date-time group without spaces: a bare number may be anything."""
_BARE_YEAR: Final = r"(?:19|20)\d\d"
_YEAR_WITH_WORDS: Final = rf"(?<!\d){_BARE_YEAR}(?!\d).*[^\W\d_]|[^\W\d_].*(?<!\d){_BARE_YEAR}(?!\d)"
_DECIMAL: Final = r"-?\d{1,3}[.,]\d+"
_FINE: Final = r"-?\d{1,3}[.,]\d{3,}"
DEGREES_AND_MINUTES: Final = re.compile(r"\d{1,3}\s+[0-5]?\d[.,]\d+")
"""“19 26.512” is half of a point: of a whole one both numbers have decimals, or a comma stands between."""
_LEAST_FINE: Final = 0.6
"""Of degrees that a receiver writes: a shorter number ends in zeros."""
_UNNAMED: Final = re.compile(r"column \d+")
_POLE: Final = 90.0
_NAMES_TRIED: Final = 50
_FEWEST_NAMES: Final = 2
"""One name alone may be anything that a place is called after."""


def columns_by_values(
    chosen: Mapping[str, str], samples: Mapping[str, pd.Series], share_of_days: Callable[[pd.Series], float]
) -> dict[str, str]:
    """Column by field, `date`, `place`, those of a vocabulary, and the two of a point, where no column was `chosen` for it and one alone has such values.

    Of several none is taken: one may be the day of the report or of somebody's birth, the place where somebody
    comes from. `samples` are the filled cells of each column; `share_of_days` says how many of them are days.
    """
    left = {
        column: stated
        for column, values in samples.items()
        if column not in chosen.values()
        and not is_personal(column)
        and len(stated := values[[NOT_GIVEN.fullmatch(value) is None for value in values]])
    }
    share_of_values = {
        "date": lambda values: _share_of_days(values, share_of_days),
        "place": _share_of_places,
    }
    found = {}
    for field, share in share_of_values.items():
        if chosen.keys().isdisjoint(_NEEDLESS[field]):
            columns = [column for column, values in left.items() if share(values) >= _LEAST_SHARE]
            if len(columns) == 1:
                found[field] = columns[0]
    left = {column: values for column, values in left.items() if column not in found.values()}
    return degree_columns(chosen, left) | found | _term_columns(chosen, left)


def _term_columns(chosen: Mapping[str, str], left: Mapping[str, pd.Series]) -> dict[str, str]:
    """The only column of terms of each vocabulary for which none is `chosen`; none that two vocabularies know."""
    found: dict[str, list[str]] = {}
    for column, values in left.items():
        fields = [
            field
            for field, (read, vague) in _TERMS.items()
            if field not in chosen
            and (
                _are_terms(values, read, vague)
                or (field == "device" and _is_called_a_kind(column) and _are_types_of_device(values))
                or (field == "victim_category" and _asks_who(column) and _are_mostly(values, read, vague))
            )
        ]
        if len(fields) == 1:
            found.setdefault(fields[0], []).append(column)
    return {field: columns[0] for field, columns in found.items() if len(columns) == 1}


def _are_terms(
    values: pd.Series, read: Callable[[pd.Series], Mapping[str, Term | None]], vague: frozenset[Term]
) -> bool:
    """Whether nearly all values are short and have a term, and at least two different ones tell of the field."""
    if (values.str.len() > _LONGEST_TERM).any() or not values.str.contains(r"[^\W\d_]").all():
        return False
    terms = read(values)
    telling = {text for text, term in terms.items() if term is not None and term not in vague}
    is_term = values.map({text: term is not None for text, term in terms.items()})
    return len(telling) >= _FEWEST_TERMS and float(is_term.mean()) >= _LEAST_SHARE


def degree_columns(chosen: Mapping[str, str], left: Mapping[str, pd.Series]) -> dict[str, str]:
    """The two columns of degrees that stand side by side, where nothing is `chosen` for the point.

    As in pairs of bare numbers the latitude stands first, unless only the other order is on the globe.
    """
    if not chosen.keys().isdisjoint({"longitude", "latitude", "point", "easting", "northing"}):
        return {}
    numbers = {
        column: found
        for column, values in left.items()
        if (found := _degrees(values, is_named=not _UNNAMED.fullmatch(column))) is not None
    }
    names = list(left)
    if len(numbers) != 2:
        return {}
    first, second = numbers
    if names.index(second) - names.index(first) != 1:
        return {}
    if numbers[first].abs().max() <= _POLE:
        return {"longitude": second, "latitude": first}
    if numbers[second].abs().max() <= _POLE:
        return {"longitude": first, "latitude": second}
    return {}


def _degrees(values: pd.Series, *, is_named: bool) -> pd.Series | None:
    """The values as numbers where they are decimals; None where they are not.

    A column that is called otherwise must be as fine as a place needs; one without a heading may be rougher.
    """
    values = values.map(one_form)
    if all(DEGREES_AND_MINUTES.fullmatch(text) for text in values.tolist()):
        parts = values.str.replace(",", ".").str.split(n=1, expand=True).astype("float64")
        degrees: pd.Series = parts[0] + parts[1] / 60
        return degrees if degrees.max() <= 180 else None
    if not values.str.fullmatch(_DECIMAL).all():
        return None
    if is_named and values.str.fullmatch(_FINE).mean() < _LEAST_FINE:
        return None
    numbers = pd.to_numeric(values.str.replace(",", "."))
    return numbers if numbers.abs().max() <= 180 else None


def _share_of_days(values: pd.Series, share_of_days: Callable[[pd.Series], float]) -> float:
    is_whole = values.str.contains(_WHOLE_DAY)
    if is_whole.mean() < _LEAST_SHARE:
        # “Q3 2021”, “Between 3 and 5 March 2021”: parts of a year in words, a few bare years among them.
        is_whole |= values.str.contains(_YEAR_WITH_WORDS)
        is_whole |= values.str.fullmatch(_BARE_YEAR) & bool(is_whole.mean() > _LEAST_SHARE_OF_DAYS)
    return float(is_whole.mean()) if share_of_days(values) >= _LEAST_SHARE_OF_DAYS else 0.0


def _are_types_of_device(values: pd.Series) -> bool:
    """Whether most values of a column that is called “type” are devices, and none is another kind of event."""
    known = device_categories(values)
    if (values.str.len() > _LONGEST_TERM).any() or any(names(text) is Names.OTHER_EVENT for text in known):
        return False
    vague = _TERMS["device"][1]
    is_clear = {text: term is not None and term not in vague for text, term in known.items()}
    return float(values.map(is_clear).mean()) >= _LEAST_SHARE_OF_TYPES


def _are_mostly(
    values: pd.Series, read: Callable[[pd.Series], Mapping[str, Term | None]], vague: frozenset[Term]
) -> bool:
    """Whether most values are short and clear terms: a table of few rows has one, and words that nobody knows."""
    if (values.str.len() > _LONGEST_TERM).any():
        return False
    is_clear = {text: term is not None and term not in vague for text, term in read(values).items()}
    return float(values.map(is_clear).mean()) >= _LEAST_SHARE_OF_TYPES


def _asks_who(column: str) -> bool:
    return tuple(folded_words(column.replace("_", " "))) in _WHO_WAS_HURT


def _is_called_a_kind(column: str) -> bool:
    words = folded_words(column.replace("_", " "))
    # In scripts without spaces and with marks the folded letters of one word stand apart.
    return not KIND_WORDS.isdisjoint({*words, "".join(words)})


def _share_of_places(values: pd.Series) -> float:
    names = values.drop_duplicates().head(_NAMES_TRIED)
    are_words = names.str.fullmatch(r"[^\d]{3,40}")
    if len(names) < _FEWEST_NAMES or not are_words.all():
        return 0.0
    search = gazetteer().search
    return sum(bool(search.exact(name)) for name in names) / len(names)
