"""Colombia's national register of victims of anti-personnel mines and ERW, one row a victim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from data.errors import FileError
from data.imports.columns.cells import joined_keys, joined_texts, looked_up, meanings, one_line, texts_of
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.day_cells import month_and_year_spans
from data.imports.columns.words.term_words import activities, age_groups, outcomes, sexes
from data.imports.formats.text.text_table import TextTable
from data.imports.report.ledger import Ledger
from data.imports.rows.coded_rows import CodedRows, casualty_rows, incident_rows, source_rows
from data.language import N_
from data.limits import Work
from data.tables.licence import NO_LICENCE_FROM_PORTAL
from data.tables.vocabulary import NOT_STATED, Outcome
from data.text.search_text import folded

_TELLING: Final = frozenset("departamento municipio ano mes condicion estado genero".split())
_ALSO_READ: Final = frozenset(
    "sitio tipoarea rangoedad latitudcabecera longitudcabecera tipoevento Actividad".split()
)
_SAME_INCIDENT: Final = (
    "departamento municipio sitio tipoarea ano mes latitudcabecera longitudcabecera tipoevento".split()
)

SWAPPED: Final = (
    "The headers “estado” and “genero” are swapped: the values tell which says killed or injured."
)
NO_OUTCOME: Final = "The row does not say whether the person was killed or injured."
UNKNOWN_ACTIVITY: Final = "The activity is none of the atlas's kinds and is coded unknown."

_ROLES: Final = {
    "civil": ("civilian", "Civilians"),
    "fuerza publica": ("security_forces_unspecified", "Public forces (army and police)"),
}


@dataclass(frozen=True)
class ColombiaRegister:
    """The reader of the register."""

    name: str = "CO"
    title: str = "Colombia’s register of victims of anti-personnel mines and explosive remnants"
    row_rule: str = (
        "One row is one victim, and equal rows are different people. Victims of the same month, department, "
        "municipality, named site, kind of area and place, and point are put together as one record, because the "
        "register does not say who was hurt in the same accident; where no site is named, each victim stands alone."
    )
    cannot_tell: tuple[str, ...] = (
        N_(
            "It does not say which victims were hurt in the same accident: a record is a place in a month, and the "
            "number of records is not the number of accidents."
        ),
        N_("It gives the month, not the day."),
        N_("It does not say what exploded; “tipoevento” is a kind of place."),
        N_("Its points are those of the place or of the municipality’s seat, not of the accident."),
        N_("It does not tell soldiers from police."),
    )
    licence: str = NO_LICENCE_FROM_PORTAL
    attribution: str = "Incidents: register of victims of anti-personnel mines, Colombia’s open-data portal"
    columns_read: frozenset[str] = _TELLING | _ALSO_READ

    def recognises(self, table: TextTable) -> bool:
        return set(table.rows.columns) >= _TELLING

    def unrecorded(self, table: TextTable) -> Mapping[Outcome, str]:
        return {}

    def found_out(self, table: TextTable) -> tuple[str, ...]:
        return (SWAPPED,) if is_swapped(table) else ()

    def coded(self, table: TextTable, mapping: ColumnMapping, ledger: Ledger, work: Work) -> CodedRows:
        work.at(N_("Reading the register"))
        rows = table.rows
        outcome, sex = _outcome_and_sex(table)
        result = _meant(rows[outcome], outcomes)
        totals = {
            "Victims": len(rows),
            "Killed": int((result == "killed").sum()),
            "Injured": int((result == "injured").sum()),
        }
        ledger.refuse(result.index[result == ""], NO_OUTCOME, rows.loc[result == "", outcome])
        usable = rows[result != ""]
        given = {
            name: texts_of(usable, name if name in usable.columns else None) for name in self.columns_read
        }
        dates = month_and_year_spans(given["ano"], given["mes"], texts_of(usable, None), ledger)
        given = {name: texts.loc[dates.index] for name, texts in given.items()}
        incidents = _incidents(given, dates, ledger)
        role = given["condicion"].map(lambda text: _ROLES.get(folded(text).strip(), ("unknown", NOT_STATED)))
        casualties = casualty_rows(
            dates.index,
            affected_actor=role.map(lambda pair: pair[1]),
            victim_category=role.map(lambda pair: pair[0]),
            outcome=result.loc[dates.index],
            count_low=1,
            count_best=1,
            count_high=1,
            age_group=_meant(given["rangoedad"], age_groups),
            sex=_meant(texts_of(usable, sex).loc[dates.index], sexes),
        )
        sources = source_rows(
            dates.index, publisher="Register of victims of anti-personnel mines, Colombia", language="es"
        )
        return CodedRows(incidents, casualties, sources, totals)


def is_swapped(table: TextTable) -> bool:
    """Whether the column called “genero” says who was killed."""
    return _share(table.rows["genero"], outcomes) > _share(table.rows["estado"], outcomes)


def _outcome_and_sex(table: TextTable) -> tuple[str, str]:
    """The columns of the outcome and the sex, recognised by their values."""
    names = ("genero", "estado") if is_swapped(table) else ("estado", "genero")
    if _share(table.rows[names[0]], outcomes) == 0:
        raise FileError(table.title, "Neither “estado” nor “genero” says who was killed and who injured.")
    return names


def _share(texts: pd.Series, of: Callable[[pd.Series], Mapping[str, Any]]) -> float:
    return float((_meant(texts, of) != "").mean())


def _meant(texts: pd.Series, of: Callable[[pd.Series], Mapping[str, Any]]) -> pd.Series:
    return looked_up(texts, of(texts))


def _incidents(given: dict[str, pd.Series], dates: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    has_site = ~given["sitio"].map(_is_empty_text).astype("bool")
    row = pd.Series(dates.index.astype("str"), index=dates.index)
    key = joined_keys([given[name] for name in _SAME_INCIDENT]).where(has_site, row)
    site, town = one_line(given["sitio"]).where(has_site, ""), one_line(given["municipio"]).str.title()
    kind = given["tipoevento"].where(~given["tipoevento"].map(_is_empty_text).astype("bool"), "")
    people = key.map(key.value_counts())
    together = (
        people.astype("str")
        + " victims are recorded here in this month; whether in one accident is not known. "
    )
    return incident_rows(
        dates.index,
        key=key,
        incident_id="CO-" + row,
        date_start=dates["date_start"],
        date_end=dates["date_end"],
        date_prec=dates["date_prec"],
        location_as_reported=joined_texts([site, town, given["departamento"].str.title()]),
        place=site.where(has_site, town),
        country="CO",
        district=given["departamento"].replace("BOGOTA DC", "Bogotá"),
        longitude=given["longitudcabecera"],
        latitude=given["latitudcabecera"],
        # Without a site the point is that of the municipality's seat, which may be far away.
        where_prec=has_site.map({True: "2", False: "3"}).astype("str"),
        coord_method=has_site.map({True: "settlement", False: "district_point"}).astype("str"),
        activity=meanings(
            given["Actividad"].where(~given["Actividad"].map(_is_empty_text).astype("bool"), ""),
            activities,
            ledger,
            UNKNOWN_ACTIVITY,
            "unknown",
        ),
        notes=together.where(people > 1, "") + ("Kind of place: " + kind + ".").where(kind != "", ""),
    )


def _is_empty_text(text: str) -> bool:
    return folded(text).strip() in ("", "sin informacion", "no informa", "otra", "nd")
