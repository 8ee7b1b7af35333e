"""Which column of a file of areas has what, recognised by its heading in several languages or by choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from data.errors import FileError
from data.language import N_
from data.personal_columns import is_personal
from data.recorded_areas.table import NAMES
from data.statement import statement
from data.tables.layers.districts import NAME_LANGUAGES
from data.text.search_text import folded_words

FIELDS: Final = (
    "id",
    "kind",
    "name",
    *NAMES,
    "status",
    "method",
    "recorded",
    "declared",
    "declared_by",
    "source",
)
"""What `--columns` names a column of the file for."""

NO_COLUMN: Final = N_("The file has no column “{column}”; it has {columns}.")
_HEADINGS: Final[dict[str, str]] = {
    "id": "id|area id|area_id|identifier|local id|localid|reference|ref|code|number|no|hazard id|hazard localid|hazard_localid|ha id|haid"
    "|sha id|cha id|minefield id|mf id|mf no|task id|task no|taskid|land release id|polygon id|uid|imsma id|globalid"
    "|номер|код|идентификатор|номер участка|nömrə|kod|sahə nömrəsi|համար|կոդ|ідентифікатор|identifiant|numéro|identificador|número|código"
    "|المعرف|الرقم|شماره|کد",
    "kind": "kind|type|area type|area_type|hazard type|hazardtype|hazard_type|polygon type|land type|category|area kind|ha type"
    "|тип|вид|тип участка|вид участка|категория|növ|tip|ərazinin növü|տեսակ|տիպ|вид території|catégorie|tipo|categoria|النوع|نوع",
    "name": "name|area name|title|hazard name|ha name|minefield name|task name|site name|road name|camp name|designation|label"
    "|название|наименование|ad|adı|ərazinin adı|անվանում|անուն|назва|nom|nombre|nome|الاسم|نام",
    "status": "status|current status|area status|hazard status|ha status|task status|state|stage|статус|состояние|vəziyyət|կարգավիճակ|стан|statut|état"
    "|estado|الحالة|وضعیت",
    "method": "method|survey method|clearance method|assessment method|activity method|land release method|release method|means|technique|метод"
    "|способ|метод обследования|üsul|metod|մեթոդ|спосіб|méthode|método|الطريقة|روش",
    "recorded": "date|date recorded|recorded on|date reported|reported on|date surveyed|surveyed on|date of registration|recorded|report date|reporting date|survey date|date of survey|nts date|identification date|date identified"
    "|hazard reporting date|start date|date of report|registered|дата|дата обследования|дата регистрации|дата отчета|tarix|qeydiyyat tarixi"
    "|ամսաթիվ|дата обстеження|date d enquête|fecha|data|data do relatório|التاريخ|تاریخ",
    "declared": "date declared|declared|declared on|declaration date|date of declaration|date of clearance|cleared date|completed on"
    "|date of completion|clearance completion date|date of release|reduced on|date of reduction|cancelled on|canceled on|date of cancellation"
    "|handed over on|certification date|дата объявления|clearance date|date cleared|cleared on|completion date|date completed|completed|end date|handover date|hand over date"
    "|date of handover|certificate date|release date|date released|cancellation date|reduction date|дата очистки|дата завершения|дата передачи"
    "|təmizlənmə tarixi|təhvil tarixi|մաքրման ամսաթիվ|հանձնման ամսաթիվ|дата завершення|дата передачі|date de remise|date d achèvement"
    "|fecha de entrega|data de entrega|تاريخ التسليم|تاریخ تحویل",
    "declared_by": "declared by|declared_by|cleared by|clearance organisation|clearance organization|clearance operator|released by|certified by"
    "|handed over by|operator|organisation|organization|org|agency|implementing partner|demining organisation|кем очищено|кто объявил|организация"
    "|оператор|təşkilat|operator|կազմակերպություն|організація|organisation|opérateur|organización|operador|organização|المنظمة|سازمان|موسسه",
    "source": "source|data source|reported by|information source|origin|dataset|источник|источник данных|mənbə|աղբյուր|джерело|source des données"
    "|fuente|fonte|المصدر|منبع",
}
_LANGUAGE_WORDS: Final = {
    "en": "en eng english",
    "az": "az aze azerbaijani",
    "hy": "hy arm hye armenian",
    "ru": "ru rus russian",
}
_HEADINGS.update(
    {
        f"name_{language}": "|".join(
            f"{name} {word}"
            for word in _LANGUAGE_WORDS[language].split()
            for name in ("name", "area name", "hazard name", "minefield name", "task name", "title")
        )
        for language in NAME_LANGUAGES
    }
)
# With the names that a file has in several languages: name_en, name:ru, Area Name (AZ).
_BY_WORDS: Final = {
    tuple(folded_words(text)): (field, place)
    for field in reversed(FIELDS)
    for place, text in reversed([*enumerate(_HEADINGS[field].split("|"))])
}
_LONGEST_OF_SHAPEFILE: Final = 10
"""Bytes that a shapefile keeps of a heading."""


def _by_start() -> dict[tuple[str, ...], tuple[str, int]]:
    """Fields by headings as a shapefile cuts them; none for a beginning that headings of several fields share."""
    found: dict[tuple[str, ...], tuple[str, int]] = {}
    shared = set()
    for field in (one for one in FIELDS if one not in NAMES):
        for place, text in enumerate(_HEADINGS[field].split("|")):
            start = text.encode()[:_LONGEST_OF_SHAPEFILE].decode(errors="ignore")
            words = tuple(folded_words(start))
            if found.setdefault(words, (field, place))[0] != field:
                shared.add(words)
    return {words: field for words, field in found.items() if words not in shared}


_BY_START: Final = _by_start()


def area_columns(file: str, columns: Sequence[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """The file's columns by FIELDS: as they were chosen, the rest as their headings tell. Raises FileError."""
    there = {column.casefold(): column for column in columns}
    found = {}
    for field, column in chosen.items():
        if column.casefold() not in there:
            listed = ", ".join(list(there.values())[:20]) or "–"
            raise FileError(file, statement(NO_COLUMN, column=column[:60], columns=listed))
        if is_personal(there[column.casefold()]):
            raise FileError(
                file,
                statement(
                    N_("The column “{column}” is about persons, which the atlas keeps nothing of."),
                    column=column[:60],
                ),
            )
        found[field] = there[column.casefold()]
    by_heading: dict[str, tuple[int, str]] = {}
    for column in columns:
        field, place = _meaning(column)
        is_free = field and field not in found and column not in found.values() and not is_personal(column)
        if is_free and place < by_heading.get(field, (len(_HEADINGS[field]), ""))[0]:
            by_heading[field] = place, column
    return found | {field: column for field, (_place, column) in by_heading.items()}


def _meaning(column: str) -> tuple[str, int]:
    """The field that a heading tells, and how plainly: 0 most; "" for another heading."""
    words, nothing = tuple(folded_words(column)), ("", 0)
    is_cut = _LONGEST_OF_SHAPEFILE - 1 <= len(column.encode()) <= _LONGEST_OF_SHAPEFILE
    return _BY_WORDS.get(words) or (_BY_START.get(words, nothing) if is_cut else nothing)
