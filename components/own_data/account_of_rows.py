"""The account of a file's rows: how many were read, refused or out of scope, and why."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from components.accessible import aria
from data.imports.import_tables import Import
from data.imports.report.account import Account
from data.imports.report.ledger import Result
from data.language import N_, _, ngettext, number_text

MOST_LINES: Final = 20
ACCOUNT_LANGUAGE: Final = "en"
"""Reasons and remarks are those of `report.csv`, which like all files of the atlas is English."""
RESULTS: Final = {
    Result.READ: N_("read"),
    Result.WITH_REMARK: N_("read with a remark"),
    Result.REFUSED: N_("refused"),
    Result.OUT_OF_SCOPE: N_("out of scope"),
}


def account_of_rows(imported: Import) -> list[Any]:
    """The number of rows by result, the totals of people, and the reasons of rows that were not read or have a remark."""
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
        reasons = account.reasons_of(result, MOST_LINES)
        if reasons.empty:
            continue
        entries = [
            html.Li([html.B(number_text(rows)), " × ", html.Span(reason, lang=ACCOUNT_LANGUAGE)])
            for reason, rows in reasons.head(MOST_LINES).itertuples(index=False)
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
    rows = reasoned.head(max(1, MOST_LINES // len(reasoned))).head(MOST_LINES)
    names = (_("Row"), _("Found"), _("Reason"))
    body = [
        html.Tr(
            [
                html.Td(str(row["row"])),
                html.Td(row["found"]),
                html.Td(row["reason"], lang=ACCOUNT_LANGUAGE),
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
