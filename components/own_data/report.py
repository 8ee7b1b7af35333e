"""What was understood of a visitor's file: its source, its columns to correct, the account of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html

from components.accessible import aria
from components.own_data.addresses import COLUMNS_FILE, REPORT_FILE
from components.own_data.choose_one import DAY_ORDERS, choose_one
from components.own_data.ground import ground
from components.own_data.value_choices import values
from components.server.visit import OWN
from components.server.visitors_data import OwnData
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.imports.columns.column_mapping import Grain
from data.imports.columns.field_titles import TITLES, field_names, field_title
from data.imports.columns.guessing.table_columns import TableColumns, may_stand_for
from data.imports.events.kinds_of_event import KindColumn
from data.imports.import_tables import Import, columns_file
from data.imports.report.account import Account, Result
from data.imports.report.duplicate_clusters import Cluster, Judgement
from data.language import N_, _, current, ngettext, number_text
from data.personal_columns import is_personal
from data.search_text import folded
from data.statement import translated
from data.tables.vocabulary import Outcome
from data.wording.phrases import incidents_counted, people_counted

MEANING: Final = "own-data-meaning"
"""Type of the ids of the choices: one a column, with its position in `TableColumns.examples` as index."""
CHOICE: Final = "own-data-choice"
"""Type of the ids of what holds for the whole table; the index is one of the five that follow."""
GRAIN: Final = "grain"
DAY_ORDER: Final = "day-order"
COUNTRY: Final = "country"
CRS: Final = "crs"
SHEET: Final = "sheet"
KINDS: Final = "own-data-kinds"
"""Type of the ids of the boxes of kinds of event; the index is the position in `Import.kinds`."""
DUPLICATE: Final = "own-data-duplicate"
"""Type of the ids of what is said of incidents that may be one; the index is the position in `Import.clusters`."""
READ_AGAIN: Final = "own-data-read-again"
"""Type of the id of the button; like the choices it stands on the page only with a report."""
FORGET: Final = "own-data-forget"
KEPT: Final = N_("Nothing was changed: below is the result of the last reading of the file.")
MOST_COLUMNS: Final = 80
"""Columns that are offered; those understood come first."""
_MOST_LINES: Final = 20
_ACCOUNT_LANGUAGE: Final = "en"
"""Reasons and remarks are those of `report.csv`, which like all files of the atlas is English."""

GRAINS: Final = {
    Grain.EVENT: N_("an incident, with numbers of people"),
    Grain.VICTIM: N_("one person"),
    Grain.SOURCE: N_("a report of an incident"),
}
MOST_KINDS: Final = 100
"""Values of a column of kinds of event that are listed with a box."""
RESULTS: Final = {
    Result.READ: N_("read"),
    Result.WITH_REMARK: N_("read with a remark"),
    Result.REFUSED: N_("refused"),
    Result.OUT_OF_SCOPE: N_("out of scope"),
}
JUDGEMENTS: Final = {
    Judgement.SAME: N_("The same"),
    Judgement.DIFFERENT: N_("Not the same"),
    Judgement.UNSURE: N_("Not sure"),
}


def report(own: OwnData) -> list[Any]:
    """The report of a file that was read, or of one that could not be, with what can be corrected."""
    parts: list[Any] = [html.H2(_("How {name} was read").format(name=own.name))]
    if own.problem:
        kept: list[Any] = [] if own.imported is None else [html.Br(), _(KEPT)]
        parts.append(html.P([translated(own.problem), *kept], className="own-data-problem", role="alert"))
    if own.imported is not None:
        sources = "; ".join(_(source) for source in own.imported.source.split("; "))
        parts.append(html.P(_("Recognised as: {source}.").format(source=sources)))
        cannot_tell = _list(_("Not recorded by this source"), own.imported.account.cannot_tell, is_open=True)
        parts += [
            *_notices(own.imported.account),
            _actions(own),
            *map(_kinds, *_numbered(own.imported.kinds)),
            choose_one(own.imported.open_choices, _read_again(1_002)),
        ]
        parts += [ground(own), cannot_tell, *_account(own.imported)]
    if own.imported is not None:
        parts += [values(own.imported.unknown, _read_again(1_000)), _duplicates(own.imported.clusters)]
    if own.columns is not None:
        lacks_days = own.columns.mapping.columns.keys().isdisjoint({"date", "year"})
        is_open = own.imported is None or bool(own.problem) or lacks_days
        parts.append(_columns(own.columns, is_open=is_open))
    if own.imported is not None:
        parts += [*_told(own.name, own.imported.account), _downloads(own)]
    else:
        parts.append(_forget())
    return [part for part in parts if part is not None]


def _read_again(index: int) -> html.Button:
    return html.Button(_("Read again"), id={"type": READ_AGAIN, "index": index}, className="own-data-explore")


def _notices(account: Account) -> list[Any]:
    return [
        html.P(notice, className="own-data-notice", role="note", lang=_ACCOUNT_LANGUAGE)
        for notice in account.notices
    ]


def _numbered(kinds: Sequence[KindColumn]) -> tuple[range, Sequence[KindColumn]]:
    return range(len(kinds)), kinds


def _kinds(position: int, kind: KindColumn) -> html.Details:
    """The values of a column of kinds of event, each with a box and its number of rows."""
    shown = list(kind.rows.items())[:MOST_KINDS]
    options = [
        {"value": value, "label": _("{kind} ({rows})").format(kind=value, rows=number_text(rows))}
        for value, rows in shown
    ]
    title = _("Kinds of event in the column “{column}”").format(column=kind.column)
    hidden = len(kind.rows) - len(shown)
    more = ngettext(
        "{number} rarer value is not listed here; the command “mine-atlas import --kinds” takes it.",
        "{number} rarer values are not listed here; the command “mine-atlas import --kinds” takes them.",
        hidden,
    ).format(number=number_text(hidden))
    return html.Details(
        [
            html.Summary(title),
            html.P(
                _(
                    "Tick the kinds of event that count, then read the file again. All others are out of scope."
                )
            ),
            html.Div(
                dcc.Checklist(
                    id={"type": KINDS, "index": position},
                    options=options,
                    value=[value for value, _rows in shown if value in kind.counted],
                ),
                className="own-data-kinds",
                role="group",
                **aria(label=title),
            ),
            html.P(more) if hidden else None,
            _read_again(position + 1),
        ],
        open=True,
        className="own-data-part",
    )


def _duplicates(clusters: Sequence[Cluster]) -> html.Details | None:
    """Incidents that may be one, the likeliest first, each with what a visitor says of them."""
    if not clusters:
        return None
    options = [{"value": str(judgement), "label": _(label)} for judgement, label in JUDGEMENTS.items()]
    title = ngettext(
        "{number} group of incidents that may be one",
        "{number} groups of incidents that may be one each",
        len(clusters),
    ).format(number=number_text(len(clusters)))
    entries = [
        html.Li(
            [
                html.B(", ".join(cluster.incident_ids)),
                " ",
                html.Span(cluster.reasons[0], lang=_ACCOUNT_LANGUAGE),
                dcc.RadioItems(
                    id={"type": DUPLICATE, "index": position},
                    options=options,
                    value=cluster.judgement or None,
                    inline=True,
                    className="own-data-judgement",
                ),
            ]
        )
        for position, cluster in enumerate(clusters[:_MOST_LINES])
    ]
    return html.Details(
        [
            html.Summary(title),
            html.P(
                _(
                    "“The same” makes one incident of them, with the sources of all and the range of their figures."
                )
            ),
            html.Ul(entries),
            _read_again(1_001),
        ],
        className="own-data-part",
    )


def offered_columns(columns: TableColumns) -> list[str]:
    """The columns that can be chosen for something: understood ones first, then in the table's order."""
    chosen = set(columns.mapping.columns.values())
    usable = [column for column in columns.examples if not is_personal(column) or column in chosen]
    first = [column for column in usable if column in chosen]
    return (first + [column for column in usable if column not in chosen])[:MOST_COLUMNS]


def explore_address(own: OwnData) -> str:
    """The address of the atlas of a visitor's own data."""
    language = "" if current() == "en" else f"lang={current()}&"
    return f"/?{language}{OWN}={own.token}"


def _actions(own: OwnData) -> html.Div:
    assert own.imported is not None
    summary = summary_of(own.imported.dataset, IncidentFilter())
    explore = html.A(_("Explore on the map"), href=explore_address(own), className="own-data-explore")
    result = incidents_counted(summary.incidents)
    if summary.incidents:
        result = _("{incidents}: {killed}, {injured}").format(
            incidents=result,
            killed=people_counted(summary, Outcome.KILLED),
            injured=people_counted(summary, Outcome.INJURED),
        )
    return html.Div(
        [
            html.P(html.B(result), className="own-data-result"),
            html.Div([explore, _forget()], className="own-data-buttons"),
        ],
        className="own-data-actions",
    )


def _forget() -> html.Button:
    return html.Button(_("Forget this data now"), id=FORGET, className="own-data-quiet")


def _account(imported: Import) -> list[Any]:
    account = imported.account
    counts = {result: account.count(result) for result in Result}
    if not counts[Result.OUT_OF_SCOPE]:
        del counts[Result.OUT_OF_SCOPE]
    lines = [
        (_("Rows of the file"), account.rows_in),
        *((_(RESULTS[result]), count) for result, count in counts.items()),
    ]
    sums = f"{number_text(account.rows_in)} = {' + '.join(map(number_text, counts.values()))}"
    rows = [html.Tr([html.Th(name, scope="row"), html.Td(number_text(count))]) for name, count in lines]
    tables: list[Any] = [
        html.Table(
            [html.Caption([_("Rows"), html.Small(sums)]), html.Tbody(rows)], className="own-data-numbers"
        )
    ]
    if account.totals:
        # What the rows of other kinds of event hold is not added up.
        whole = _("In the rows in scope") if Result.OUT_OF_SCOPE in counts else _("In the file")
        head = html.Tr([html.Th(name, scope="col") for name in (_("People"), whole, _("Read"))])
        body = [
            html.Tr(
                [
                    html.Th(_(total.what), scope="row"),
                    html.Td(number_text(total.in_input)),
                    html.Td(number_text(total.in_dataset)),
                ]
            )
            for total in account.totals
        ]
        tables.append(
            html.Table(
                [html.Caption(_("Totals")), html.Thead(head), html.Tbody(body)], className="own-data-numbers"
            )
        )
    return [html.Div(tables, className="own-data-account"), *_reasons(account)]


def _reasons(account: Account) -> list[Any]:
    parts: list[Any] = []
    for title, result in (
        (_("Why rows were refused"), Result.REFUSED),
        (_("Rows out of scope"), Result.OUT_OF_SCOPE),
        (_("Remarks"), Result.WITH_REMARK),
    ):
        reasons = account.told(result, _MOST_LINES)
        if reasons.empty:
            continue
        entries = [
            html.Li([html.B(number_text(rows)), " × ", html.Span(reason, lang=_ACCOUNT_LANGUAGE)])
            for reason, rows in reasons.head(_MOST_LINES).itertuples(index=False)
        ]
        if more := len(reasons) - len(entries):
            others = ngettext(
                "… and {number} other reason, in report.csv.",
                "… and {number} other reasons, in report.csv.",
                more,
            )
            entries.append(html.Li(others.format(number=number_text(more))))
        parts.append(
            html.Details(
                [html.Summary(title), html.Ul(entries), _example_rows(account, result, title)],
                open=result is Result.REFUSED,
                className="own-data-part",
            )
        )
    return parts


def _example_rows(account: Account, result: Result, title: str) -> Any:
    """Some rows of each reason, in the order of the file."""
    reasoned = account.rows[account.rows["result"] == result.value].groupby("reason", sort=False)
    rows = reasoned.head(max(1, _MOST_LINES // len(reasoned))).head(_MOST_LINES)
    names = (_("Row"), _("Found"), _("Reason"))
    body = [
        html.Tr(
            [
                html.Td(str(row["row"])),
                html.Td(row["found"]),
                html.Td(row["reason"], lang=_ACCOUNT_LANGUAGE),
            ]
        )
        for _index, row in rows.iterrows()
    ]
    table = html.Table(
        [
            html.Caption(_("For example")),
            html.Thead(html.Tr([html.Th(name, scope="col") for name in names])),
            html.Tbody(body),
        ]
    )
    return html.Div(table, className="own-data-scroll", tabIndex=0, role="region", **aria(label=title))


def _columns(columns: TableColumns, *, is_open: bool) -> html.Details:
    offered = offered_columns(columns)
    of_column = {column: field for field, column in columns.mapping.columns.items()}
    body = [
        html.Tr(
            [
                html.Th(column, scope="row"),
                html.Td(" · ".join(columns.examples[column]), className="own-data-examples"),
                html.Td(
                    _meaning(
                        position,
                        column,
                        of_column.get(column, ""),
                        is_counted=column in columns.mapping.counts,
                    )
                ),
            ]
        )
        for position, column in enumerate(columns.examples)
        if column in offered
    ]
    head = html.Tr([html.Th(name, scope="col") for name in (_("Column"), _("For example"), _("Field"))])
    table = html.Table(
        [
            html.Caption(_("Columns of {table}").format(table=columns.title)),
            html.Thead(head),
            html.Tbody(body),
        ]
    )
    hidden = sum(not is_personal(column) for column in columns.examples) - sum(
        not is_personal(column) for column in offered
    )
    more = ngettext(
        "{number} more column is not used and is not listed here.",
        "{number} more columns are not used and are not listed here.",
        hidden,
    ).format(number=number_text(hidden))
    return html.Details(
        [
            html.Summary(_("Columns and fields")),
            html.P(_("Correct what is wrong, then read the file again.")),
            html.Div(table, className="own-data-scroll own-data-columns"),
            html.P(more) if hidden else None,
            _table_choices(columns),
            _read_again(0),
        ],
        open=is_open,
        id="own-data-columns",
        className="own-data-part",
    )


def _meaning(position: int, column: str, field: str, *, is_counted: bool) -> dmc.Select:
    nothing = _("people of one group, as the heading says") if is_counted else _("nothing")
    choices = [{"value": "", "label": nothing, "names": folded(nothing)}]
    choices += [
        {"value": name, "label": field_title(name), "names": field_names(name)}
        for name in TITLES
        if may_stand_for(column, name)
    ]
    return dmc.Select(
        id={"type": MEANING, "index": position},
        data=choices,
        value=field,
        allowDeselect=False,
        searchable=True,
        filter={"function": "findOptions"},
        size="xs",
        maxDropdownHeight=260,
        comboboxProps={"withinPortal": True, "zIndex": 400},
        **aria(label=_("What “{column}” stands for").format(column=column)),
    )


def _table_choices(columns: TableColumns) -> html.Div:
    mapping = columns.mapping

    def choice(identifier: str, label: str, words: dict[Any, str], value: str) -> dmc.Select:
        options = [{"value": one.value, "label": _(text)} for one, text in words.items()]
        return dmc.Select(
            id={"type": CHOICE, "index": identifier},
            label=label,
            data=options,
            value=value,
            allowDeselect=False,
            comboboxProps={"withinPortal": True, "zIndex": 400},
        )

    return html.Div(
        [
            choice(GRAIN, _("One row is"), GRAINS, mapping.grain.value),
            *_sheets(columns),
            choice(DAY_ORDER, _("Days written as numbers"), DAY_ORDERS, mapping.day_order.value),
            dmc.TextInput(
                id={"type": CHOICE, "index": COUNTRY},
                label=_("Country of rows that name none"),
                placeholder=_("Name or two-letter code"),
                value=mapping.country,
            ),
            dmc.TextInput(
                id={"type": CHOICE, "index": CRS},
                label=_("Coordinate system of metres"),
                placeholder=_("EPSG:32638 or UTM 38N"),
                value=mapping.crs,
            ),
        ],
        className="own-data-choices",
    )


def _sheets(columns: TableColumns) -> list[dmc.Select]:
    """The choice of a sheet or layer, where the file has several."""
    if len(columns.sheets) < 2:
        return []
    every = {"value": "", "label": _("every one that has incidents")}
    return [
        dmc.Select(
            id={"type": CHOICE, "index": SHEET},
            label=_("Sheet or layer"),
            data=[every, *({"value": sheet, "label": sheet} for sheet in columns.sheets)],
            value=columns.mapping.sheet,
            allowDeselect=False,
            comboboxProps={"withinPortal": True, "zIndex": 400},
        )
    ]


def _told(name: str, account: Account) -> list[Any]:
    def columns(title: str, entries: Sequence[str]) -> html.Details | None:
        # "file: column"; a file of one table need not say its name with each.
        is_one_table = all(entry.startswith(f"{name}: ") for entry in entries)
        shown = [entry.removeprefix(f"{name}: ") for entry in entries] if is_one_table else entries
        return _list(title, shown, class_name="own-data-names")

    return [
        _list(_("How it was read"), account.about),
        columns(_("Personal columns, not read"), account.columns_dropped),
        columns(_("Columns kept as your own"), account.columns_kept),
        columns(_("Columns not used"), account.columns_not_read),
    ]


def _list(
    title: str, entries: Sequence[str], *, is_open: bool = False, class_name: str = ""
) -> html.Details | None:
    if not entries:
        return None
    items = [html.Li(entry) for entry in entries[:MOST_COLUMNS]]
    listed = html.Ul(items, className=class_name, lang=_ACCOUNT_LANGUAGE)
    return html.Details([html.Summary(title), listed], className="own-data-part", open=is_open)


def _downloads(own: OwnData) -> html.Ul:
    links = [(REPORT_FILE, _("Result of each row, as report.csv"))]
    if own.imported is not None and columns_file(own.imported) is not None:
        links.append((COLUMNS_FILE, _("Columns and fields, as JSON for “mine-atlas import --columns”")))
    return html.Ul(
        [
            html.Li(html.A(label, href=f"{address}?{OWN}={own.token}", download=""))
            for address, label in links
        ],
        className="own-data-downloads",
    )
