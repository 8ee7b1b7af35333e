"""Elements of HTML whose texts and attributes are escaped: the desk's pages are made of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup, escape

Content = str | Markup | None | Sequence["Content"]
"""A text, which is escaped, an element, nothing, or several of them."""

_VOID = ("input", "link", "meta", "img", "br")


def el(name: str, /, *content: Content, **attributes: Any) -> Markup:
    """An element. `class_` and `for_` are class and for, other underscores hyphens; True is a bare attribute,
    False and None leave one out.
    """
    written = Markup("").join(_attribute(key, value) for key, value in attributes.items())
    start = Markup("<{}{}>").format(Markup(name), written)  # noqa: S704 - the name is always our own
    return start if name in _VOID else start + joined(*content) + Markup("</{}>").format(Markup(name))  # noqa: S704


def joined(*content: Content) -> Markup:
    """Contents one after the other."""
    return Markup("").join(_escaped(content))


def _escaped(content: Iterable[Content]) -> Iterable[Markup]:
    for part in content:
        if part is None:
            continue
        if isinstance(part, str):
            yield escape(part)
        else:
            yield from _escaped(part)


def _attribute(key: str, value: Any) -> Markup:
    if value is None or value is False:
        return Markup("")
    name = key.rstrip("_").replace("_", "-")
    bare = Markup(" {}").format(name)
    return bare if value is True else bare + Markup('="{}"').format(str(value))


def hidden(name: str, value: str) -> Markup:
    """A value that a form sends without showing it."""
    return el("input", type="hidden", name=name, value=value)


def field(
    name: str, label: str, value: str = "", hint: str = "", own_id: str = "", **settings: Any
) -> Markup:
    """A labelled line of text; a hint under it belongs to it. `own_id` where several forms have the name."""
    key = own_id or name
    hint_id = f"{key}-hint" if hint else None
    line = el(
        "input", id=key, name=name, value=value, aria_describedby=hint_id, **{"type": "text", **settings}
    )
    return el("div", el("label", label, for_=key), line, noted(hint_id, hint), class_="desk-field")


def area(name: str, label: str, value: str = "", hint: str = "", rows: int = 3, **settings: Any) -> Markup:
    """Labelled lines of text."""
    hint_id = f"{name}-hint" if hint else None
    # A first line break is dropped by the reader of HTML, so there is always one.
    lines = el("textarea", "\n" + value, id=name, name=name, rows=rows, aria_describedby=hint_id, **settings)
    return el("div", el("label", label, for_=name), lines, noted(hint_id, hint), class_="desk-field")


def select(
    name: str, label: str, options: Mapping[str, str], value: str = "", hint: str = "", **settings: Any
) -> Markup:
    """A labelled choice; a value that is none of the options is kept as one."""
    hint_id = f"{name}-hint" if hint else None
    shown = options if value in options else {**options, value: value}
    chosen = [el("option", text, value=key, selected=key == value) for key, text in shown.items()]
    return el(
        "div",
        el("label", label, for_=name),
        el("select", chosen, id=name, name=name, aria_describedby=hint_id, **settings),
        noted(hint_id, hint),
        class_="desk-field",
    )


def noted(hint_id: str | None, hint: str) -> Markup | None:
    """The hint of a field."""
    return el("small", hint, id=hint_id) if hint_id else None


def button(text: str, **settings: Any) -> Markup:
    """A button that sends its form."""
    return el("button", text, **{"type": "submit", **settings})


_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def _kind(cell: Content) -> str | None:
    """The class of a day, which is not to be broken at its hyphens."""
    return "desk-day" if isinstance(cell, str) and _DAY.fullmatch(cell) else None


def _cell(place: int, cell: Content, head: Sequence[str]) -> Markup:
    """The cell of a row; the first one names the row."""
    if not place:
        return el("th", cell, scope="row", role="rowheader", class_=_kind(cell))
    return el("td", cell, role="cell", data_label=head[place], class_=_kind(cell))


def data_table(
    caption: str, head: Sequence[str], rows: Sequence[Sequence[Content]], **settings: Any
) -> Markup:
    """A table whose first cell names its row. On a narrow page each row is a block whose cells bear the names of their
    columns; the roles keep it a table for those who hear it.
    """
    lines = [
        el("tr", *(_cell(place, cell, head) for place, cell in enumerate(row)), role="row") for row in rows
    ]
    return el(
        "div",
        el(
            "table",
            el("caption", caption),
            el(
                "thead",
                el("tr", *(el("th", text, scope="col", role="columnheader") for text in head), role="row"),
                role="rowgroup",
            ),
            el("tbody", *lines, role="rowgroup"),
            role="table",
        ),
        **{"class_": "desk-scroll", "tabindex": 0, "role": "region", "aria_label": caption, **settings},
    )
