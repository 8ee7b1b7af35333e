"""The page of an atlas on a cluster: headline, filter, drawn map, timeline, districts and rows, without a script."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pandas as pd
from flask import Flask, Response, request, send_from_directory
from markupsafe import Markup

from components.address import Address, answerable_part, query_of, read_address
from components.cluster.addresses import ROWS_A_PAGE
from components.cluster.drawn_map import drawn_map
from components.desk.page_parts.elements import el, joined
from components.map.legend_words import colour_note, outcomes_in_words, shade_heading, size_heading
from components.theme import system_variables
from data.cluster.answers import Counts
from data.cluster.clustered import Clustered
from data.exports.headline import Headline
from data.exports.rows import known_figures
from data.filters.matching import unanswerable
from data.filters.over_time.timeline import step_across
from data.filters.ranking import NO_DISTRICT
from data.language import N_, _, current, day_text, month_text, ngettext, number_text, year_text
from data.tables.vocabulary import DeviceCategory, Outcome
from data.wording.phrases import (
    DISCLAIMER,
    SAFETY_LINE,
    doubt,
    filter_in_words,
    happened,
    incidents_counted,
    option_label,
    outcome_counted,
    place_of,
)

_ASSETS: Final = Path(__file__).parents[2] / "assets"
PAGE: Final = "rows"
"""Query key of the page of rows, from 1."""
MOST_DISTRICTS: Final = 50
_MOST_OPTIONS: Final = 500
FILES: Final = ("colours", "style", "icon")
"""Endpoints of what the page needs and no worker is asked for."""
_NARROW: Final = 5
"""Columns up to which a table fits a phone; a wider one is scrolled."""
_LONGEST: Final = 12
"""Digits of a page's number."""
_CHOICES: Final = {
    "outcome": N_("Outcome"),
    "actor": N_("Who was affected"),
    "victim": N_("Victim category"),
    "device": N_("Device"),
    "district": N_("District"),
    "activity": N_("Activity"),
}
"""Query keys with a list of their own, and its heading; any other key of the address holds too."""
NOT_HERE: Final = N_(
    "This atlas counts on a cluster of machines. Headline, a drawn map, timeline, districts and rows are here; the live "
    "map, the comparison, files for a briefing and data of your own are not."
)


def register(server: Flask, clustered: Clustered) -> None:
    """Serve the page and its style sheet."""

    def page() -> Response:
        pairs = [(key, value) for key, value in request.args.items(multi=True) if value]
        number = request.args.get(PAGE, "1")
        address = read_address(urlencode([pair for pair in pairs if pair[0] != PAGE]))
        page_number = int(number) if number.isascii() and number.isdecimal() and len(number) < _LONGEST else 1
        return Response(written(clustered, address, page_number), content_type="text/html; charset=utf-8")

    server.add_url_rule("/", "page", page)
    server.add_url_rule(
        "/colours.css",
        "colours",
        lambda: Response(system_variables(), content_type="text/css; charset=utf-8"),
    )
    server.add_url_rule(
        "/cluster.css", "style", lambda: send_from_directory(_ASSETS / "cluster", "cluster.css")
    )
    server.add_url_rule("/assets/favicon.ico", "icon", lambda: send_from_directory(_ASSETS, "favicon.ico"))


def written(clustered: Clustered, address: Address, page: int) -> str:
    """The whole page of a filter, with one page of its rows, the latest first."""
    dataset = clustered.dataset
    problems = [*map(str, address.errors), *map(str, unanswerable(dataset, address.incident_filter))]
    address = answerable_part(address, dataset)
    incident_filter = address.incident_filter
    headline = clustered.headline(incident_filter)
    districts = clustered.districts(incident_filter)
    title, language = dataset.shown_title
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", _("Mine incident atlas: {title}").format(title=title)),
        el("link", rel="icon", href="/assets/favicon.ico"),
        el("link", rel="stylesheet", href="/colours.css"),
        el("link", rel="stylesheet", href="/cluster.css"),
    )
    main = el(
        "main",
        el("h1", title, lang=language or None),
        [el("p", problem, role="alert") for problem in problems],
        el("p", filter_in_words(dataset, incident_filter), class_="quiet"),
        _headline(headline),
        el("p", _(NOT_HERE), class_="quiet"),
        _form(clustered, address, clustered.options(incident_filter)),
        _map(clustered, address, headline, districts),
        _timeline(clustered, address),
        _districts(clustered, address, districts.head(MOST_DISTRICTS)),
        _rows(clustered, address, headline, page),
        _files(address),
        el("p", dataset.shown_attribution[0], class_="quiet"),
    )
    return str(Markup("<!DOCTYPE html>\n") + el("html", head, el("body", main), lang=current()))


def _headline(headline: Headline) -> Markup:
    figures = [incidents_counted(headline.incidents)]
    for outcome in Outcome if headline.incidents else ():
        count = headline.people(outcome)
        figures.append(" ".join(filter(None, [outcome_counted(outcome, count), doubt(count)])))
    return el("p", " · ".join(figures), class_="headline", role="status")


def _form(clustered: Clustered, address: Address, options: Counts) -> Markup:
    """The fields of the filter; what of the address has none goes along."""
    incident_filter = address.incident_filter.to_json()
    fields = [
        el(
            "label",
            _("First day"),
            el("input", type="date", name="from", value="".join(incident_filter.pop("from", []))),
        ),
        el(
            "label",
            _("Last day"),
            el("input", type="date", name="to", value="".join(incident_filter.pop("to", []))),
        ),
        el(
            "label",
            _("Words"),
            el("input", type="search", name="q", value="".join(incident_filter.pop("q", []))),
        ),
    ]
    for key, heading in _CHOICES.items():
        fields.append(_choice(clustered, key, _(heading), options[key], incident_filter.get(key, [])[:1]))
        incident_filter[key] = incident_filter.get(key, [])[1:]
    along = [
        *((key, value) for key, values in incident_filter.items() for value in values),
        ("lang", current()),
    ]
    fields += [el("input", type="hidden", name=key, value=value) for key, value in along]
    return el("form", fields, el("button", _("Show"), type="submit"), method="get", action="/")


def _choice(
    clustered: Clustered, key: str, heading: str, counts: Mapping[str, int], chosen: list[str]
) -> Markup:
    known = {**dict.fromkeys(chosen, 0), **counts}
    ranked = sorted(known, key=lambda value: (value not in chosen, -known[value], value))[:_MOST_OPTIONS]
    options = [el("option", _("any"), value="")]
    for value in ranked:
        label = f"{option_label(clustered.dataset, key, value)} · {number_text(known[value])}"
        options.append(el("option", label, value=value, selected=value in chosen))
    return el("label", heading, el("select", options, name=key))


def _timeline(clustered: Clustered, address: Address) -> Markup:
    years = clustered.timeline(address.incident_filter, "year")
    if years.empty:
        return Markup("")
    across = years["first_day"].min(), years["last_day"].max()
    step = step_across(*across)
    rows = years if step == "year" else clustered.timeline(address.incident_filter, "month")
    figures = _figures(clustered, address, rows.assign(casualties=rows["killed"] + rows["injured"]))
    most = max(int(rows["incidents"].max()), 1)
    lines = []
    for at, (first, last) in enumerate(zip(rows["first_day"], rows["last_day"], strict=True)):
        incidents = int(rows["incidents"].iloc[at])
        bar = el("span", class_="bar", style=f"width: {100 * incidents / most:.2f}%") if incidents else None
        lines.append([_span(first, last), el("td", bar, class_="bar-cell"), *figures[at]])
    return _table(_("Timeline"), ["", "", *_heads()], lines)


def _span(first: date, last: date) -> str:
    if first.month != last.month:
        return year_text(first.year)
    return day_text(first) if first == last else month_text(first)


def _map(clustered: Clustered, address: Address, headline: Headline, districts: pd.DataFrame) -> Markup:
    """The drawing with its legend, what is not on it, and the line that every map has."""
    dataset, incident_filter = clustered.dataset, address.incident_filter
    drawn = number_text(headline.incidents - headline.not_drawn)
    counted = _("{incidents}: {drawn} on the map").format(
        incidents=incidents_counted(headline.incidents), drawn=drawn
    )
    if headline.not_drawn:
        rest = ngettext("{number} not mapped", "{number} not mapped", headline.not_drawn)
        sentence = _(
            "{incidents}: {drawn} on the map, {not_mapped} (location known only to a larger area, a country or a line)"
        )
        counted = sentence.format(
            incidents=incidents_counted(headline.incidents),
            drawn=drawn,
            not_mapped=rest.format(number=number_text(headline.not_drawn)),
        )
    chooses_people = clustered.empty(incident_filter).chooses_people
    swatches = [(kind or "none", words) for kind, words in outcomes_in_words(dataset).items()]
    shades = [
        (f"shade-{at}", number_text(low) if low == high else f"{number_text(low)}–{number_text(high)}")
        for at, (low, high) in enumerate(clustered.shade_classes)
    ]
    notes = [size_heading(dataset, chooses_people), colour_note(chooses_people)]
    return el(
        "figure",
        drawn_map(clustered, incident_filter, districts.drop(index=NO_DISTRICT, errors="ignore"), counted),
        el(
            "figcaption",
            el("p", counted),
            el("p", _(SAFETY_LINE)),
            el("p", [_swatch(*swatch) for swatch in swatches], " ".join(filter(None, notes)), class_="quiet"),
            el(
                "p",
                shade_heading("incidents", chooses_people),
                " ",
                [_swatch(*one) for one in shades],
                class_="quiet",
            ),
            el("p", _(DISCLAIMER), class_="quiet"),
        ),
    )


def _swatch(kind: str, words: str) -> Markup:
    return el("span", el("span", class_=f"swatch {kind}"), words, class_="key")


def _districts(clustered: Clustered, address: Address, districts: pd.DataFrame) -> Markup:
    figures = _figures(clustered, address, districts)
    names = [
        option_label(clustered.dataset, "district", str(code)) if code else _("No district, or not mapped")
        for code in districts.index
    ]
    return _table(
        _("Incidents by district"),
        [_("District"), *_heads()],
        [[name, *of] for name, of in zip(names, figures, strict=True)],
    )


def _heads() -> list[str]:
    return [_("Incidents"), _("Killed"), _("Injured")]


def _figures(clustered: Clustered, address: Address, table: pd.DataFrame) -> list[list[str]]:
    """Incidents, killed and injured of each row; "–" for what nobody knows."""
    known = known_figures(clustered.empty(address.incident_filter), table)
    lines = []
    for row in known.to_dict("records"):
        people = [_figure(row[outcome.value], outcome, str(row["at_least"])) for outcome in Outcome]
        lines.append([number_text(int(row["incidents"])), *people])
    return lines


def _figure(number: Any, outcome: Outcome, at_least: str) -> str:
    if number is None or pd.isna(number):
        return "–"
    text = number_text(int(number))
    return _("at least {number}").format(number=text) if outcome in at_least.split("|") else text


def _rows(clustered: Clustered, address: Address, headline: Headline, page: int) -> Markup:
    """The latest incidents of the page first: pages of the rows in order of time, from their end."""
    pages = max(1, -(-headline.incidents // ROWS_A_PAGE))
    page = min(max(page, 1), pages)
    end = headline.incidents - (page - 1) * ROWS_A_PAGE
    features = clustered.page(address.incident_filter, max(end - ROWS_A_PAGE, 0), end)[::-1] if end else []
    lines = []
    for feature in features:
        row = feature["properties"]
        days = {name: pd.Timestamp(row[name]) for name in ("date_start", "date_end") if row[name]}
        people = [_figure(row[f"{outcome}_best"], outcome, row["at_least"]) for outcome in Outcome]
        device = DeviceCategory(row["device_category"]).label
        lines.append(
            [happened(row | days), place_of(row, clustered.dataset), device, *people, row["incident_id"]]
        )
    heads = [_("Date"), _("Place"), _("Device"), _("Killed"), _("Injured"), ""]
    ways = [
        el("a", text, href=_link(address, **{PAGE: str(number)}))
        for text, number in ((_("Earlier page"), page - 1), (_("Next page"), page + 1))
        if 1 <= number <= pages
    ]
    where = f"{number_text(page)} / {number_text(pages)}"
    return el(
        "section",
        _table(_("Incidents"), heads, lines),
        el("nav", ways, el("span", where), aria_label=_("Incidents")),
    )


def _table(title: str, heads: list[str], rows: list[list[Any]]) -> Markup:
    numbers = {_("Incidents"), _("Killed"), _("Injured")}
    kinds = ["number" if head in numbers else None for head in heads]
    lines = [el("tr", *map(_cell, row, kinds)) for row in rows]
    head = el(
        "thead",
        el(
            "tr", *(el("th", text, scope="col", class_=kind) for text, kind in zip(heads, kinds, strict=True))
        ),
    )
    is_wide = len(heads) > _NARROW
    table = el("table", head, el("tbody", *lines), class_="wide" if is_wide else None)
    scrolled = el("div", table, class_="scroll", tabindex=0, role="region", aria_label=title)
    return el("section", el("h2", title), scrolled)


def _cell(content: Any, kind: str | None) -> Markup:
    is_cell = isinstance(content, Markup) and content.startswith("<td")
    return content if is_cell else el("td", content, class_=kind)


def _files(address: Address) -> Markup:
    links = [
        el("a", name, href=f"/{file}?{query_of(address.incident_filter, address.view)}")
        for name, file in (
            ("CSV", "incidents.csv"),
            ("GeoJSON", "incidents.geojson"),
            ("JSON", "summary.json"),
        )
    ]
    return el("p", joined(*(part for link in links for part in (link, " "))))


def _link(address: Address, **more: str) -> str:
    return f"/?{'&'.join(filter(None, [query_of(address.incident_filter, address.view), urlencode(more)]))}"
