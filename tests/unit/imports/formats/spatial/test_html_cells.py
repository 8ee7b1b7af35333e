"""Tables of names and values in the HTML of a description, and the text beside them."""

from __future__ import annotations

from data.imports.formats.spatial.html_cells import cells_and_text


def test_rows_of_two_cells_are_names_with_values() -> None:
    html = (
        "<table><tr><th>Killed:</th><td> 2 </td></tr><tr><td>Device</td><td>a <b>mine</b></td></tr></table>"
    )
    assert cells_and_text(html) == ({"Killed": "2", "Device": "a mine"}, "")


def test_rows_of_another_number_of_cells_and_what_stands_outside_are_text() -> None:
    html = (
        "<p>Near Ağdam</p><table><tr><td>Only this</td></tr><tr><td>a</td><td>b</td><td>c</td></tr></table>"
    )
    assert cells_and_text(html) == ({}, "Near Ağdam\nOnly this\na b c")


def test_cells_and_rows_that_are_not_closed_are_read() -> None:
    assert cells_and_text("<table><tr><td>Killed<td>2<tr><td>Injured<td>1")[0] == {
        "Killed": "2",
        "Injured": "1",
    }


def test_what_a_browser_would_not_show_is_no_text() -> None:
    html = "<head><title>T</title></head><style>p {}</style><script>alert(1)</script>one<br>two"
    assert cells_and_text(html) == ({}, "one\ntwo")


def test_characters_written_as_entities_are_read_and_line_breaks_of_a_cell_are_spaces() -> None:
    html = "<tr><td>Place</td><td>A &amp; B<br>C&#44; D</td></tr>"
    assert cells_and_text(html)[0] == {"Place": "A & B C, D"}


def test_of_a_name_that_stands_twice_the_first_value_counts() -> None:
    html = "<tr><td>Killed</td><td>2</td></tr><tr><td>Killed</td><td>3</td></tr>"
    assert cells_and_text(html)[0] == {"Killed": "2"}
