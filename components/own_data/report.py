"""What was understood of a visitor's file: its source, its columns to correct, the account of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dash import html

from components.own_data.account_of_rows import ACCOUNT_LANGUAGE, account_of_rows
from components.own_data.addresses import COLUMNS_FILE, REPORT_FILE
from components.own_data.choose_one import choose_one
from components.own_data.column_choices import MOST_COLUMNS, column_choices
from components.own_data.duplicates import duplicates
from components.own_data.ground import ground
from components.own_data.kind_choices import kind_choices
from components.own_data.read_again import read_again
from components.own_data.value_choices import values
from components.server.visit import OWN
from components.server.visitors.visitors_data import OwnData
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.imports.columns_file import columns_file
from data.imports.events.kinds_of_event import KindColumn
from data.imports.report.account import Account
from data.language import N_, _, current
from data.statement import translated
from data.tables.vocabulary import Outcome
from data.wording.phrases import incidents_counted, people_counted

FORGET: Final = "own-data-forget"
UNCHANGED: Final = N_("Nothing was changed: below is the result of the last reading of the file.")


def report(own: OwnData) -> list[Any]:
    """The report of a file that was read, or of one that could not be, with what can be corrected."""
    parts: list[Any] = [html.H2(_("How {name} was read").format(name=own.name))]
    if own.problem:
        unchanged: list[Any] = [] if own.imported is None else [html.Br(), _(UNCHANGED)]
        parts.append(
            html.P([translated(own.problem), *unchanged], className="own-data-problem", role="alert")
        )
    if own.imported is not None:
        sources = "; ".join(_(source) for source in own.imported.source.split("; "))
        parts.append(html.P(_("Recognised as: {source}.").format(source=sources)))
        cannot_tell = _list(
            _("Not recorded by this source"),
            [_(sentence) for sentence in own.imported.account.cannot_tell],
            is_open=True,
            language=None,
        )
        parts += [
            _language_of_remarks(),
            *_notices(own.imported.account),
            _actions(own),
            *map(kind_choices, *_numbered(own.imported.kinds)),
            choose_one(own.imported.open_choices, read_again(1_002)),
        ]
        parts += [ground(own), cannot_tell, *account_of_rows(own.imported)]
    if own.imported is not None:
        parts += [values(own.imported.unknown, read_again(1_000)), duplicates(own.imported.clusters)]
    if own.columns is not None:
        lacks_days = own.columns.mapping.columns.keys().isdisjoint({"date", "year"})
        is_open = own.imported is None or bool(own.problem) or lacks_days
        parts.append(column_choices(own.columns, is_open=is_open))
    if own.imported is not None:
        parts += [*_account_lists(own.name, own.imported.account), _downloads(own)]
    else:
        parts.append(_forget())
    return [part for part in parts if part is not None]


def _language_of_remarks() -> html.P | None:
    """On a page of another language: that what is stated about columns and rows is not in it."""
    if current() == ACCOUNT_LANGUAGE:
        return None
    return html.P(
        _("Notices and remarks about columns and rows are in English."), className="own-data-limits"
    )


def _notices(account: Account) -> list[Any]:
    return [
        html.P(notice, className="own-data-notice", role="note", lang=ACCOUNT_LANGUAGE)
        for notice in account.notices
    ]


def _numbered(kinds: Sequence[KindColumn]) -> tuple[range, Sequence[KindColumn]]:
    return range(len(kinds)), kinds


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


def _account_lists(name: str, account: Account) -> list[Any]:
    def columns(title: str, entries: Sequence[str]) -> html.Details | None:
        # "file: column"; a file of one table need not say its name with each.
        is_one_table = all(entry.startswith(f"{name}: ") for entry in entries)
        shown = [entry.removeprefix(f"{name}: ") for entry in entries] if is_one_table else entries
        return _list(title, shown, class_name="own-data-names")

    return [
        _list(_("How it was read"), account.about),
        columns(_("Personal columns, not read"), account.columns_dropped),
        columns(_("Columns kept as your own"), account.retained_columns),
        columns(_("Columns not used"), account.columns_not_read),
    ]


def _list(
    title: str,
    entries: Sequence[str],
    *,
    is_open: bool = False,
    class_name: str = "",
    language: str | None = ACCOUNT_LANGUAGE,
) -> html.Details | None:
    """A list that folds, in another language than the page's where one is given."""
    if not entries:
        return None
    items = [html.Li(entry) for entry in entries[:MOST_COLUMNS]]
    listed = html.Ul(items, className=class_name, lang=language)
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
