"""Every catalogue has exactly the texts that the code marks, translated, with the same placeholders."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.plural import to_gettext

from data.language import CATALOGUES, LANGUAGES, ngettext, speaking

TRANSLATED = sorted(set(LANGUAGES) - {"en"})


@cache
def update() -> ModuleType:
    """data/locales/update.py, which is a script and not a part of the package."""
    specification = importlib.util.spec_from_file_location("update", CATALOGUES / "update.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@cache
def template() -> Catalog:
    catalogue: Catalog = update().template()
    return catalogue


@cache
def catalogue_of(language: str) -> Catalog:
    catalogue: Catalog = update().read(CATALOGUES / f"{language}.po")
    return catalogue


def texts(catalogue: Catalog) -> dict[str, Message]:
    """Messages by their English text, and its context where it has one, without the heading."""
    found = {}
    for message in catalogue:
        if message.id:
            text = message.id if isinstance(message.id, str) else message.id[0]
            found[f"{text} | {message.context}" if message.context else text] = message
    return found


def forms(message: Message) -> list[str]:
    string = message.string or ""
    return [string] if isinstance(string, str) else list(string)


def placeholders(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{(\w*)\}", text)))


def test_every_language_of_the_interface_has_a_catalogue_and_nothing_else_does() -> None:
    assert sorted(path.stem for path in CATALOGUES.glob("*.po")) == TRANSLATED


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_exactly_the_texts_that_the_code_marks(language: str) -> None:
    """Another set means that data/locales/update.py was not run."""
    marked, translated = texts(template()), texts(catalogue_of(language))
    assert sorted(marked.keys() - translated.keys()) == []
    assert sorted(translated.keys() - marked.keys()) == []
    assert not catalogue_of(language).obsolete
    assert {key for key in translated if isinstance(translated[key].id, tuple)} == {
        key for key in marked if isinstance(marked[key].id, tuple)
    }


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_untranslated_or_uncertain(language: str) -> None:
    translated = texts(catalogue_of(language))
    assert [key for key, message in translated.items() if not all(forms(message))] == []
    assert [key for key, message in translated.items() if message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_text_and_no_stray_space(language: str) -> None:
    for key, message in texts(catalogue_of(language)).items():
        for form in forms(message):
            ids = [message.id] if isinstance(message.id, str) else message.id
            assert placeholders(form) in [placeholders(text) for text in ids], (key, form)
            assert re.fullmatch(r"\S(.*\S)?", form, re.DOTALL), (key, form)
            assert form.count("{") == form.count("}") == len(re.findall(r"\{\w+\}", form)), (key, form)


@pytest.mark.parametrize("language", TRANSLATED)
def test_plural_forms_are_complete_and_chosen_as_the_language_chooses_them(language: str) -> None:
    catalogue = catalogue_of(language)
    for key, message in texts(catalogue).items():
        if isinstance(message.id, tuple):
            assert len(forms(message)) == catalogue.num_plurals, key
    assert catalogue.locale is not None
    # CLDR's rules, without the form that is only for fractions.
    rule = {
        "ru": "nplurals=3; plural=((n % 10 == 1 && n % 100 != 11) ? 0 : "
        "(((n % 10 >= 2 && n % 10 <= 4) && !(n % 100 >= 12 && n % 100 <= 14)) ? 1 : 2))"
    }
    expected = rule.get(language) or to_gettext(catalogue.locale.plural_form)
    assert [chosen(catalogue.plural_forms, number) for number in range(200)] == [
        chosen(expected, number) for number in range(200)
    ]


def chosen(plural_forms: str, number: int) -> int:
    """Which form a heading's expression gives for a number."""
    from gettext import c2py

    expression = plural_forms.split("plural=", 1)[1].rstrip("; ")
    return int(c2py(expression)(number))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["0 incidents", "1 incident", "2 incidents", "5 incidents", "21 incidents"]),
        ("ru", ["0 инцидентов", "1 инцидент", "2 инцидента", "5 инцидентов", "21 инцидент"]),
        ("az", ["0 hadisə", "1 hadisə", "2 hadisə", "5 hadisə", "21 hadisə"]),
        ("hy", ["0 միջադեպ", "1 միջադեպ", "2 միջադեպ", "5 միջադեպ", "21 միջադեպ"]),
    ],
)
def test_a_number_of_incidents_agrees_with_its_noun(language: str, expected: list[str]) -> None:
    with speaking(language):
        assert [
            ngettext("{number} incident", "{number} incidents", number).format(number=number)
            for number in (0, 1, 2, 5, 21)
        ] == expected


def test_an_update_keeps_every_translation(tmp_path: Path) -> None:
    path = tmp_path / "ru.po"
    path.write_bytes((CATALOGUES / "ru.po").read_bytes())
    update().write(path, update().updated(path, template()))
    before, after = texts(catalogue_of("ru")), texts(update().read(path))
    assert {key: forms(message) for key, message in after.items()} == {
        key: forms(message) for key, message in before.items()
    }
    once = path.read_bytes()
    update().write(path, update().updated(path, template()))
    assert path.read_bytes() == once


def test_an_update_adds_what_is_new_and_drops_what_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "az.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Gone"\nmsgstr "Getdi"\n\nmsgid "Date"\nmsgstr "Tarix"\n',
        encoding="utf-8",
    )
    texts_now = Catalog()
    texts_now.add("Date", locations=[("components/a.py", 1)])
    texts_now.add("New", locations=[("components/a.py", 1)])
    update().write(path, update().updated(path, texts_now))
    assert {key: message.string for key, message in texts(update().read(path)).items()} == {
        "Date": "Tarix",
        "New": "",
    }
