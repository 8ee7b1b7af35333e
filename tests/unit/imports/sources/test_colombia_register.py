"""Colombia's register of victims as a dataset: one row a victim, put together to incidents."""

from __future__ import annotations

from data.imports.sources import colombia_register
from tests.unit.imports.imported import Row, imported, only, people, result_of


class TestColombia:
    """Victims, one a row, as the register's export has them."""

    def victim(self, **cells: str) -> Row:
        return {
            "departamento": "ANTIOQUIA",
            "codigodanedepartamento": "5",
            "municipio": "GRANADA",
            "codigodanemunicipio": "5,313",
            "tipoarea": "Rural",
            "sitio": "Vereda La Aurora",
            "ano": "2,006",
            "mes": "1",
            "rangoedad": "Mayor de 18 años",
            "grupoetnico": "no",
            "condicion": "Civil",
            "estado": "Hombre",
            "genero": "Herido",
            "latitudcabecera": "6.143703",
            "longitudcabecera": "-75.185183",
            "tipoevento": "Sin informacion",
            "Ubicación": "(6.143703, -75.185183)",
            "Actividad": "Pasando, estando cerca",
        } | cells

    def test_equal_rows_are_different_people_of_one_record(self) -> None:
        found = imported([self.victim(), self.victim(), self.victim(genero="Muerto", estado="Mujer")])
        assert (people(found, outcome="injured"), people(found, outcome="killed")) == (2, 1)
        assert people(found, outcome="killed", sex="female", age_group="adult") == 1
        row = only(found)
        assert (str(row["date_start"].date()), str(row["date_end"].date()), row["date_prec"]) == (
            "2006-01-01",
            "2006-01-31",
            4,
        )
        assert (row["adm0"], row["adm1_iso"], row["where_prec"], row["coord_method"]) == (
            "CO",
            "CO-ANT",
            2,
            "settlement",
        )
        assert row["notes"].startswith("3 victims are recorded here in this month")
        assert [(total.what, total.in_input, total.in_dataset) for total in found.account.totals] == [
            ("Victims", 3, 3),
            ("Killed", 1, 1),
            ("Injured", 2, 2),
        ]

    def test_swapped_headers_are_recognised_by_the_values(self) -> None:
        swapped = imported([self.victim(estado="Mujer", genero="Muerto")])
        right = imported([self.victim(estado="Muerto", genero="Mujer")])
        for found in (swapped, right):
            assert people(found, outcome="killed", sex="female") == 1
        assert colombia_register.SWAPPED in swapped.account.about
        assert colombia_register.SWAPPED not in right.account.about

    def test_without_a_site_each_victim_stands_alone_in_the_department(self) -> None:
        found = imported([self.victim(sitio="Sin información")] * 2)
        assert len(found.dataset.incidents) == 2
        assert set(found.dataset.incidents["where_prec"]) == {3}
        assert people(found) == 2

    def test_what_the_register_cannot_tell_is_reported(self) -> None:
        found = imported([self.victim(condicion="Fuerza pública", Actividad="Fuerza pública")])
        assert people(found, victim_category="security_forces_unspecified") == 1
        assert only(found)["device_category"] == "unknown"
        assert any("what exploded" in sentence for sentence in found.account.cannot_tell)
        assert "table.csv: grupoetnico" in found.account.retained_columns

    def test_a_victim_of_unknown_fate_is_refused_by_name(self) -> None:
        found = imported([self.victim(), self.victim(genero="Sin información")])
        assert result_of(found, 3) == ("refused", colombia_register.NO_OUTCOME)
        assert [(total.in_input, total.in_dataset) for total in found.account.totals] == [
            (2, 1),
            (0, 0),
            (1, 1),
        ]
