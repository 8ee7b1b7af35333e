"""What goes with the incidents: the description of the dataset, its places, and official totals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from flask import Flask, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from components.desk.form_fields import problem_text
from components.desk.page_parts.elements import Content, area, button, data_table, el, field, hidden, joined
from components.desk.page_parts.shell import done, page
from components.desk.page_parts.signature import signature_field, signed_by, with_name
from data.coding.words import label_of
from data.errors import AtlasError, DatasetError
from data.language import N_, _
from data.store.collection import Collection
from data.tables.schema import OFFICIAL_TOTALS, PLACES, Table

Answer = str | Response | tuple[str, int]
_TEXTS: Final = {
    "name": N_("Short name, for files"),
    "title": N_("Title"),
    "as_of": N_("Day of the last check"),
    "licence": N_("Licence"),
    "attribution": N_("Attribution"),
}
_CANNOT_TELL: Final = "cannot_tell"
_MOST_ROWS: Final = 2_000


def add_addresses(server: Flask, collection: Collection) -> None:
    """Adds /desk/dataset."""
    saves: dict[str, Callable[[Collection], None]] = {
        "description": _save_description,
        "place": _save_place,
        "totals": _save_totals,
    }
    server.add_url_rule(
        "/desk/dataset", "dataset", lambda: _page(collection, done(request.args.get("done", "")))
    )
    server.add_url_rule("/desk/dataset", "save-dataset", lambda: _sent(collection, saves), methods=["POST"])


def _sent(collection: Collection, saves: Mapping[str, Callable[[Collection], None]]) -> Answer:
    part = request.form.get("part", "")
    try:
        if part in saves:
            saves[part](collection)
    except DatasetError as error:
        return _page(collection, "\n".join(problem_text(one) for one in error.problems)), 400
    except AtlasError as error:
        return _page(collection, str(error)), 400
    return with_name(redirect("/desk/dataset?done=kept", 303), signed_by())


def _page(collection: Collection, message: str = "") -> str:
    return page(
        _("Dataset"),
        el("p", _("What is saved here is part of the next edition.")),
        _description(collection),
        _places(collection),
        _totals(collection),
        message=message,
        here="/desk/dataset",
    )


def _sent_or(name: str, stored: str, part: str) -> str:
    """What was sent and refused, so that it is not lost; else what is stored."""
    is_of_part = request.method == "POST" and request.form.get("part") == part
    return request.form.get(name, stored) if is_of_part else stored


def _form(part: str, based_on: int | None, *fields: Content) -> Markup:
    return el(
        "form",
        hidden("part", part),
        hidden("based_on", "" if based_on is None else str(based_on)),
        *fields,
        el("div", signature_field(f"who-{part}"), class_="desk-row"),
        field("why", _("Why it is saved"), own_id=f"why-{part}"),
        button(_("Save")),
        method="post",
        action="/desk/dataset",
        class_="desk-form",
    )


def _description(collection: Collection) -> Markup:
    described, number = collection.description()
    lines = described.get(_CANNOT_TELL, [])
    known = "\n".join(lines) if isinstance(lines, list) else str(lines)
    return joined(
        el("h2", _("Description")),
        _form(
            "description",
            number,
            *(
                field(
                    f"description.{key}",
                    _(label),
                    _sent_or(f"description.{key}", str(described.get(key, "")), "description"),
                )
                for key, label in _TEXTS.items()
            ),
            area(
                f"description.{_CANNOT_TELL}",
                _("What the sources never record, a line each"),
                _sent_or(f"description.{_CANNOT_TELL}", known, "description"),
                _("as “injured”, or a sentence; readers then see “not recorded” and never 0"),
            ),
        ),
    )


def _save_description(collection: Collection) -> None:
    described, number = collection.description()
    for key in _TEXTS:
        described[key] = request.form.get(f"description.{key}", "").strip()
    lines = request.form.get(f"description.{_CANNOT_TELL}", "").splitlines()
    described[_CANNOT_TELL] = [line.strip() for line in lines if line.strip()]
    if not described[_CANNOT_TELL]:
        del described[_CANNOT_TELL]
    collection.save_description(
        described, who=signed_by(), why=request.form.get("why", ""), based_on=_based_on(number)
    )


def _based_on(number: int) -> int:
    """The revision from which the page began; -1, which is none, when it does not say."""
    text = request.form.get("based_on", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1 if number else 0


def _places(collection: Collection) -> Markup:
    places = collection.places()
    name, district = request.args.get("place", ""), request.args.get("district", "")
    row, number = collection.place(name, district)
    rows: list[list[Content]] = [
        [
            el("a", each["place_name"], href=f"/desk/dataset?{_query(each)}#place"),
            each.get("adm1_iso", ""),
            each.get("aliases", "").replace("|", ", "),
        ]
        for each in places[:_MOST_ROWS]
    ]
    head = [_("Settlement"), _("District code"), _("Other names")]
    fields = [
        field(
            f"place.{column.name}",
            _column_label(column.name),
            _sent_or(f"place.{column.name}", row.get(column.name, ""), "place"),
            dir="auto",
        )
        for column in PLACES.columns
    ]
    return joined(
        el("h2", _("Places"), id="place"),
        el(
            "p",
            _(
                "Settlements with other names and spellings. The name and the district together are the place."
            ),
        ),
        _form("place", number, *fields),
        el("details", el("summary", _("All places")), data_table(_("Places"), head, rows)) if rows else None,
    )


def _query(place: Mapping[str, str]) -> str:
    return urlencode({"place": place["place_name"], "district": place.get("adm1_iso", "")})


def _save_place(collection: Collection) -> None:
    row = {column.name: request.form.get(f"place.{column.name}", "").strip() for column in PLACES.columns}
    filled = {name: text for name, text in row.items() if text}
    collection.save_place(filled, who=signed_by(), why=request.form.get("why", ""), based_on=_based_on(0))


def _totals(collection: Collection) -> Markup:
    rows, number = collection.official_totals()
    sent = _rows_sent(OFFICIAL_TOTALS) if request.form.get("part") == "totals" else None
    groups = [
        el(
            "fieldset",
            el("legend", _("Figure {number}").format(number=place + 1)),
            el(
                "div",
                *(
                    field(
                        f"totals.{place}.{column.name}",
                        _column_label(column.name),
                        row.get(column.name, ""),
                        dir="auto",
                    )
                    for column in OFFICIAL_TOTALS.columns
                ),
                class_="desk-row",
            ),
        )
        for place, row in enumerate([*(rows if sent is None else sent), {}])
    ]
    return joined(
        el("h2", _("Official totals")),
        el(
            "p",
            _(
                "Figures that an office published, to be compared with the incidents. An emptied row is removed."
            ),
        ),
        _form("totals", number, *groups),
    )


def _rows_sent(table: Table) -> list[dict[str, str]]:
    names = {column.name for column in table.columns}
    rows: dict[int, dict[str, str]] = {}
    for key, text in request.form.items():
        part, _dot, rest = key.partition(".")
        place, _dot, name = rest.partition(".")
        if (
            part == "totals"
            and place.isascii()
            and place.isdigit()
            and len(place) < 5
            and name in names
            and text.strip()
        ):
            rows.setdefault(int(place), {})[name] = text.strip()
    return [rows[place] for place in sorted(rows)]


def _save_totals(collection: Collection) -> None:
    _rows, number = collection.official_totals()
    rows: Sequence[Mapping[str, str]] = _rows_sent(OFFICIAL_TOTALS)
    collection.save_official_totals(
        rows, who=signed_by(), why=request.form.get("why", ""), based_on=_based_on(number)
    )


_LABELS: Final = {
    "aliases": N_("Other names, | between several"),
    "coord_source": N_("Where the point comes from"),
    "note": N_("Remark"),
    "as_of": N_("Day, month or year of the figure"),
    "source": N_("Published by"),
    "scope": N_("Whom and when it counts"),
    "area": N_("Where it counts, in codes"),
    "since": N_("Counted since"),
    "qualifier": N_("Wording of the source"),
    "civilians_killed": N_("Civilians killed"),
    "military_killed": N_("Military killed"),
    "civilians_injured": N_("Civilians injured"),
    "military_injured": N_("Military injured"),
    "killed": N_("Killed"),
    "injured": N_("Injured"),
    "casualties": N_("Killed and injured together"),
}


def _column_label(name: str) -> str:
    return _(_LABELS[name]) if name in _LABELS else label_of(name)
