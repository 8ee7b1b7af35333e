"""Columns with the words of who chose “other” in a form."""

from __future__ import annotations

import pytest

from data.imports.columns.other_columns import other_columns
from data.imports.import_tables import read_upload


@pytest.mark.parametrize("name", ["Other - Device type", "device_type_other", "Device type (please specify)"])
def test_is_known_by_the_name_of_its_list(name: str) -> None:
    assert other_columns(["Device type", name], {"device": "Device type"}) == {"device": name}


def test_another_column_is_none() -> None:
    assert other_columns(["Device type", "Other actor"], {"device": "Device type"}) == {}


def test_its_words_stand_for_other() -> None:
    found = read_upload(
        "form.csv",
        b"Date,x,y,Device type,Other - Device type,Injured\n2020-11-23,46.9,40.3,other,roadside IED,1\n2020-11-24,46.8,40.2,mine,,1\n",
    )
    assert found.dataset.incidents["device_category"].tolist() == ["ied_unspecified", "mine_unspecified"]
    assert found.mapping is not None
    assert "sex" not in found.mapping.columns


def test_who_filled_in_the_form_is_dropped() -> None:
    found = read_upload(
        "form.csv", b"Date,x,y,Injured,Creator,Editor,Team\n2020-11-23,46.9,40.3,1,user7,user7,Alpha\n"
    )
    assert "Creator" not in found.dataset.incidents
    assert "Team" in found.dataset.incidents
