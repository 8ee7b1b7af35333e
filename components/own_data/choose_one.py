"""Where a visitor decides what the rows leave open: a place of several of one name, a system, an order of days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html

from components.accessible import aria
from components.own_data.small_map import HEIGHT, WIDTH, small_map
from data.imports.columns.days.days import DayOrder
from data.imports.report.open_choices import (
    CRS,
    DAY_ORDER,
    DISTRICT,
    NONE_OF_THEM,
    PLACE,
    POINT,
    OpenChoice,
    Option,
)
from data.language import N_, _, day_text, ngettext, number_text

OPEN_CHOICE: Final = "own-data-open-choice"
"""Type of the ids of the choices; the index is the position in `Import.open_choices`."""
MOST: Final = 30
"""Choices on the page; the others follow when these are decided."""
_MOST_BUTTONS: Final = 6
"""More options than these are a list to search."""

DAY_ORDERS: Final = {
    DayOrder.AUTO: N_("as the column shows"),
    DayOrder.DAY_FIRST: N_("day before month"),
    DayOrder.MONTH_FIRST: N_("month before day"),
}
_TITLES: Final = {
    PLACE: N_("Which place is “{found}”?"),
    DISTRICT: N_("Which district is “{found}”?"),
    POINT: N_("Which point is “{found}”?"),
    CRS: N_("Which coordinate system are {found} in?"),
    DAY_ORDER: N_("Which day is “{found}”?"),
}
_WITHOUT_OPTIONS: Final = N_(
    "No common system puts these points into their country. Write the system, or the country of the rows, under “Columns and fields”."
)


def choose_one(choices: Sequence[OpenChoice], read_again: Any) -> html.Details | None:
    """The open choices with their candidates, each with a small map; None without any."""
    if not choices:
        return None
    shown = choices[:MOST]
    number = sum(one.is_open for one in choices)
    title = ngettext("{number} choice to make", "{number} choices to make", number).format(
        number=number_text(number)
    )
    hidden = len(choices) - len(shown)
    more = ngettext(
        "{number} more choice is listed when these are made.",
        "{number} more choices are listed when these are made.",
        hidden,
    ).format(number=number_text(hidden))
    return html.Details(
        [
            html.Summary(title if number else _("Choices made")),
            html.P(_("Choose what is meant, once for all rows, then read the file again.")),
            html.Div([_choice(*one) for one in enumerate(shown)]),
            html.P(more) if hidden else None,
            read_again,
        ],
        open=number > 0,
        className="own-data-part",
    )


def decided(
    choices: Sequence[OpenChoice], values: Sequence[Any], before: Mapping[str, str]
) -> dict[str, str]:
    """What a visitor chose, by the key of the columns file, with what was chosen before."""
    made = dict(before)
    for one, value in zip(choices, values, strict=False):
        known = {option.value for option in one.options} | {NONE_OF_THEM}
        made.pop(one.key, None)
        if value in known:
            made[one.key] = str(value)
    return made


def _choice(position: int, choice: OpenChoice) -> html.Fieldset:
    title = _(_TITLES[choice.subject]).format(found=choice.found)
    rows = ngettext("{number} row", "{number} rows", choice.rows).format(number=number_text(choice.rows))
    points = [
        (option.longitude, option.latitude)
        for option in choice.options
        if option.longitude is not None and option.latitude is not None
    ]
    names = [
        _day_words(one) if choice.subject == DAY_ORDER else _name(number, one.label, has_point=bool(points))
        for number, one in enumerate(choice.options, 1)
    ]
    address = small_map(points)
    picture = html.Img(
        src=address,
        alt=_("Map of the candidates, numbered as in the list: {places}").format(places="; ".join(names)),
        width=WIDTH,
        height=HEIGHT,
        className="own-data-small-map",
    )
    beside = _context_of_choice(choice)
    return html.Fieldset(
        [
            html.Legend([title, " ", html.Small(f"{beside}{rows}")]),
            html.Div(
                [
                    _options(position, choice, names, title)
                    if choice.options
                    else html.P(_(_WITHOUT_OPTIONS)),
                    picture if address else None,
                ],
                className="own-data-choice-body",
            ),
        ],
        className="own-data-choice",
    )


def _context_of_choice(choice: OpenChoice) -> str:
    """What the rows say beside the name, such as the country: the key has it."""
    context = choice.key.partition(": ")[2].removeprefix(" ".join(choice.found.split())).strip(" |")
    return f"{context.replace(' | ', ', ')} · " if context and choice.subject in (PLACE, DISTRICT) else ""


def _day_words(option: Option) -> str:
    """The order of a day, and the day that the text would be in it."""
    try:
        day = day_text(date.fromisoformat(option.label))
    except ValueError:
        day = "–"
    return f"{_(DAY_ORDERS[DayOrder(option.value)])}: {day}"


def _name(number: int, label: str, *, has_point: bool) -> str:
    return f"{number} · {label}" if has_point else label


def _options(position: int, choice: OpenChoice, names: Sequence[str], title: str) -> Any:
    options = [
        {"value": option.value, "label": name} for option, name in zip(choice.options, names, strict=True)
    ]
    if choice.subject in (PLACE, POINT):
        options.append({"value": NONE_OF_THEM, "label": _("none of these")})
    identifier = {"type": OPEN_CHOICE, "index": position}
    if len(options) <= _MOST_BUTTONS:
        return dcc.RadioItems(
            id=identifier, options=options, value=choice.chosen or None, className="own-data-candidates"
        )
    return dmc.Select(
        id=identifier,
        data=options,
        value=choice.chosen or None,
        placeholder=_("Choose one"),
        searchable=True,
        clearable=True,
        maxDropdownHeight=260,
        comboboxProps={"withinPortal": True, "zIndex": 400},
        **aria(label=title),
    )
