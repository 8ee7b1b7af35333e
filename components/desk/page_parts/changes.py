"""What differs between two revisions, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components.desk.page_parts.elements import data_table, el
from data.coding.words import label_of, value_text
from data.language import _
from data.store.records.records import Change
from data.store.records.revisions import ConflictError


def change_table(changes: Sequence[Change]) -> Markup:
    """A row for each value that differs."""
    if not changes:
        return el("p", _("Nothing that readers see differs."))
    rows = [
        [_field(one), value_text(one.field, one.old) or "–", value_text(one.field, one.new) or "–"]
        for one in changes
    ]
    return data_table(_("Changes"), [_("Field"), _("Before"), _("After")], rows)


def _field(change: Change) -> str:
    part = {"casualties": _("Casualties"), "sources": _("Sources")}.get(change.part, "")
    row = "" if change.row is None else f" {change.row + 1}"
    return ", ".join(filter(None, (f"{part}{row}".strip(), label_of(change.field) if change.field else "")))


def conflict_part(conflict: ConflictError | None) -> Markup | None:
    """What somebody else saved meanwhile."""
    if conflict is None:
        return None
    note = _("What you see below is your own form; saving it again takes the place of these changes.")
    return el("section", el("h2", _("Changed meanwhile")), change_table(conflict.changes), el("p", note))


def difference_part(differences: Sequence[str]) -> Markup | None:
    """Where a further report gives something else."""
    if not differences:
        return None
    return el(
        "section",
        el("h2", _("The report differs")),
        el("ul", *(el("li", sentence) for sentence in differences)),
        el("p", _("The incident's values are kept, figures became ranges, and the notes name what differs.")),
    )
