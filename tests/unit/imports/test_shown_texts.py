"""What an import itself writes into a dataset is shown in the language of the page."""

from __future__ import annotations

import json
from datetime import date

import pytest

from data.folders.tables.description import DESCRIPTION
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.import_tables import OF_THE_MAP, read_upload
from data.imports.rows.casualties import ACTORS
from data.imports.shown_texts import _ACTORS, ATTRIBUTIONS, translations_of_own_texts
from data.imports.sources import acled, any_table, colombia_register, event_counts, imsma, ucdp_ged
from data.language import speaking

ROWS = b"date,place,role,killed\n2021-03-02,Agdam,deminer,1\n2021-03-03,Agdam,,1\n"


@pytest.mark.parametrize(
    ("language", "attribution", "deminers", "not_stated"),
    [
        ("en", "Incidents: the table’s own sources", "Deminers", "Not stated"),
        ("ru", "Инциденты: источники, указанные в таблице", "Сапёры", "Не указано"),
        ("az", "Hadisələr: cədvəlin öz mənbələri", "Minatəmizləyənlər", "Göstərilməyib"),
        ("hy", "Միջադեպեր՝ աղյուսակի սեփական աղբյուրները", "Ականազերծողներ", "Նշված չէ"),
    ],
)
def test_attribution_and_actors_are_in_the_language_of_the_page(
    language: str, attribution: str, deminers: str, not_stated: str
) -> None:
    dataset = read_upload("rows.csv", ROWS).dataset
    with speaking(language):
        text, _of = dataset.shown_attribution
        assert text.startswith(attribution)
        assert ("Boundaries" in text) == (language == "en")
        assert [dataset.actor_label(actor) for actor in ("Deminers", "Not stated")] == [deminers, not_stated]


@pytest.mark.parametrize(
    ("language", "no_device"),
    [
        ("en", "No column says what exploded."),
        ("ru", "Ни один столбец не указывает, что взорвалось."),
        ("az", "Heç bir sütun nəyin partladığını göstərmir."),
        ("hy", "Ոչ մի սյունակ չի նշում, թե ինչն է պայթել։"),
    ],
)
def test_limits_are_in_the_language_of_the_page(language: str, no_device: str) -> None:
    dataset = read_upload("rows.csv", ROWS).dataset
    with speaking(language):
        assert no_device in [sentence for sentence, _of in dataset.shown_limits]
        if language != "en":
            assert not {sentence for sentence, _of in dataset.shown_limits} & set(dataset.limits)


@pytest.mark.parametrize("language", ["ru", "az", "hy"])
def test_the_limits_of_each_source_are_translated(language: str) -> None:
    nothing = any_table.AnyTable(ColumnMapping({}), date(2026, 11, 30)).cannot_tell
    assert len(nothing) == 7
    sources = (
        acled.Acled,
        colombia_register.ColombiaRegister,
        event_counts.NoIncidents,
        imsma.Imsma,
        ucdp_ged.UcdpGed,
    )
    limits = [*nothing, *(limit for source in sources for limit in source.cannot_tell)]
    translation = translations_of_own_texts([], [], limits)[language]
    assert len(translation.limits) == len(limits)
    assert all(shown != limit for shown, limit in zip(translation.limits, limits, strict=True))


def test_they_are_written_with_the_dataset() -> None:
    found = read_upload("rows.csv", ROWS)
    written = json.loads(found.files[DESCRIPTION])
    assert set(written["translations"]) == {"ru", "az", "hy"}
    assert set(written["translations"]["ru"]["actors"]) == {"Deminers", "Not stated"}


def test_all_that_is_written_has_a_translation() -> None:
    assert set(ACTORS.values()) <= set(_ACTORS)
    sources = (
        acled.Acled,
        any_table.AnyTable,
        colombia_register.ColombiaRegister,
        event_counts.NoIncidents,
        imsma.Imsma,
        ucdp_ged.UcdpGed,
    )
    assert {*(source.attribution for source in sources), OF_THE_MAP} == set(ATTRIBUTIONS)
