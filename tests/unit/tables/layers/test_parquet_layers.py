"""The bundled layers are read as geopandas would read them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pytest
from geopandas.testing import assert_geodataframe_equal

from data.errors import LayerError
from data.tables.layers.districts import BUNDLED
from data.tables.layers.parquet_layers import layer_of, table_of


@pytest.mark.parametrize("name", ["districts", "countries", "far_countries", "waters", "rivers", "towns"])
def test_a_layer_is_what_geopandas_reads(name: str) -> None:
    expected, layer = gpd.read_parquet(BUNDLED / f"{name}.parquet"), layer_of(BUNDLED / f"{name}.parquet")
    assert_geodataframe_equal(layer, expected)
    assert layer.crs == expected.crs


def test_columns_that_a_file_has_not_are_an_error() -> None:
    with pytest.raises(LayerError, match=r"country_names\.parquet cannot be read; install"):
        table_of(BUNDLED / "country_names.parquet", ("adm0", "nothing"))


def test_a_damaged_layer_is_named_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "towns.parquet").write_bytes(b"not a table")
    with pytest.raises(LayerError, match=r"towns\.parquet cannot be read; install"):
        layer_of(tmp_path / "towns.parquet")


def test_a_report_is_drafted_without_pyarrow_datasets() -> None:
    """They take longer to load than the places of the world."""
    code = (
        "import sys; from data.reports.drafting.drafts import drafts_of; from data.reports.report import Report;"
        "drafts_of(Report('A mine killed a farmer near Agdam.', language='en'));"
        "sys.exit('pyarrow.dataset' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[4])
