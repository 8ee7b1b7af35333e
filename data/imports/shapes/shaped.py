"""A table as it stands in a file, brought into one shape: one heading a column, one row an incident, a person or a report."""

from __future__ import annotations

from data.imports.formats.text.text_table import TextTable
from data.imports.shapes.days_in_sheets import with_days_of_sheet
from data.imports.shapes.filled_down import filled_down
from data.imports.shapes.groups_in_cells import with_groups_of_cells
from data.imports.shapes.headings import with_heading
from data.imports.shapes.no_data import only_data
from data.imports.shapes.people_in_words import with_people_in_words
from data.imports.shapes.split_points import with_whole_points


def shaped(table: TextTable) -> TextTable:
    """The table with its heading in one row, without titles and totals, with merged cells filled.

    Every row that is left out is in `notes` with its reason; a table that has this shape already comes back as it is.
    """
    whole = with_whole_points(with_days_of_sheet(filled_down(only_data(with_heading(table)))))
    return with_people_in_words(with_groups_of_cells(whole))
