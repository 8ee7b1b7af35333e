"""Columns about people that are dropped at the door: names, birth dates, ages in years, addresses, contacts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from data.search_text import folded_words

_PERSONAL: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # Of whom a name is: never of a place, a district, a party or a file.
        r"(victim|vi|va|survivor|casualty|person|patient|beneficiary|deceased|injured|key|informant|respondent|interviewee"
        r"|contact|reporter|witness|guardian|parent|child|head of household)( s|s)? (full |first |last |family )?names?",
        r"(full|first|last|middle|maiden|given|family|father|fathers|mother|mothers|grandfather|nick) ?names?",
        r"surname|forename|patronymic|firstname|lastname|fullname|name of (the )?(victim|person|survivor|deceased|informant).*",
        r".* name of a person",
        r"(fio|f i o|familiya|otchestvo|imya)",
        r"(фио|ф и о|фамилия|отчество|имя( пострадавшего| жертвы| погибшего)?)",
        r"(soyad|soyadi|soyadi adi|ata adi|adi soyadi|ad soyad|s a a|zerercekenin adi|qurbanin adi)",
        r"(ազգանուն|հայրանուն|անուն ազգանուն|ա ա հ|զոհի անուն)",
        r"(nombres?( y)?( apellidos?)?( completo)?( de la victima)?|apellidos?|primer nombre|segundo nombre)",
        r"(nom (complet|de famille|de la victime)|prenoms?|nom et prenoms?|nom prenom)",
        # When somebody was born, and how old somebody is.
        r"(.* )?(birth|birthday|birthdate|dob|born|born on|naissance|nacimiento|nacido|dogum|tevellud)( .*)?",
        r"(.* )?(дата рождения|год рождения|родился|ծննդյան.*|ծնված)( .*)?",
        r"((victim|vi|person) )?age( (in )?years?| at .*| accident| number)?|(возраст|лет|yas|yasi|տարիք|edad|anos de edad)( .*)?|age (au|de la) .*",
        # Where somebody lives, and how to reach somebody.
        r"(.* )?(phone|telephone|tel|mobile|cell|cellphone|fax|whatsapp|telegram|skype|email|e mail|mail|contacts?)( .*)?",
        r"(.* )?(телефон|тел|почта|контакт|контакты|հեռախոս|հեռ|էլ փոստ|telefono|correo|celular|courriel|elaqe|poct)( .*)?",
        r"(home |residence |residential |postal |permanent |victim |vi |current )?address( .*)?|residence( .*)?|street|house (no|number)",
        r"(адрес|место жительства|unvan|yasayis yeri|հասցե|direccion|domicilio|adresse|domicile)( .*)?",
        r"(passport|national id|id card|identity (card|number)|ssn|social security|tax id|fin|inn|cedula|documento|dni|паспорт|снилс|инн|անձնագիր).*",
        r"(father|mother|husband|wife|spouse|next of kin)( .*)?",
    )
)

_BARE_NAME: Final = re.compile(r"(the )?names?|ad|adi|անուն|անունը|noms?|ism")
_OF_PERSONS: Final = re.compile(
    r"((victim|vi|person|casualty) )?(sex|gender|пол|cins|cinsi|սեռ|sexo|genero|sexe|genre|age group|outcome"
    r"|killed or injured|killed injured|injury status|victim status|type of injury|исход)"
)
"""Columns of a table whose rows are persons, so that a bare “Name” in it is a person's."""


def is_personal(column: str) -> bool:
    """Whether a column's name says that it holds a person's name, birth date, age, address or contact."""
    words = _words(column)
    return any(pattern.fullmatch(words) for pattern in _PERSONAL)


def _words(column: str) -> str:
    return " ".join(folded_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column.replace("_", " "))))


def with_names_of_persons(columns: Sequence[str]) -> list[str]:
    """The columns, of which one that is only called “Name” is called a person's where a row is a person."""
    if not any(_OF_PERSONS.fullmatch(_words(column)) or is_personal(column) for column in columns):
        return list(columns)
    return [
        f"{column} (name of a person)" if _BARE_NAME.fullmatch(_words(column)) else column
        for column in columns
    ]


def personal_columns(columns: Iterable[str]) -> list[str]:
    """Those of the columns that are about people, in their order."""
    return [column for column in columns if is_personal(column)]
