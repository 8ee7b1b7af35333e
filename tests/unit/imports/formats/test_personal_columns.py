"""Columns about people are known by their names; columns about places and parties are not taken for them."""

from __future__ import annotations

import pytest

from data.personal_columns import is_personal


@pytest.mark.parametrize(
    "column",
    [
        "vi_name",
        "vi_birth",
        "key_name",
        "key_phone",
        "vi_age_accident",
        "victim_name",
        "Victim's name",
        "Full Name",
        "FirstName",
        "surname",
        "Father's name",
        "date_of_birth",
        "DOB",
        "Age",
        "Age in years",
        "Phone number",
        "mobile",
        "E-mail",
        "Home address",
        "National ID",
        "ФИО",
        "FIO",
        "F.I.O.",
        "Фамилия",
        "Дата рождения",
        "Возраст",
        "Телефон",
        "Soyadı, adı",
        "Təvəllüd",
        "Yaşı",
        "Ազգանուն",
        "Հեռախոս",
        "Nombre completo",
        "Fecha de nacimiento",
        "Edad",
        "Nom et prénom",
        "Date de naissance",
        "group_vic/victim_name",
        "accident.victim_name",
        "victims/name",
        "g_victim-full_name",
        "victim_info:age",
        "respondent/address",
        "__system.submitterName",
        "ФИО/П.І.Б.",
    ],
)
def test_what_is_about_a_person_is_known(column: str) -> None:
    assert is_personal(column)


@pytest.mark.parametrize(
    "column",
    [
        "name",
        "place_name",
        "group_place/name",
        "place.name",
        "Village/Address",
        "Name / Location",
        "event-date_of_accident",
        "village",
        "ac_governorate_name",
        "adm1_name",
        "country_name",
        "side_a",
        "conflict_name",
        "age_group",
        "rangoedad",
        "sex",
        "publisher",
        "source_name",
        "Населенный пункт",
        "killed",
        "contamination",
        "mine_type",
        "event_date",
        "Name of village",
        "coordinates",
        "telling",
        "stage",
        "village name",
        "mailing list",
    ],
)
def test_what_is_about_an_incident_is_kept(column: str) -> None:
    assert not is_personal(column)
