"""What every file of a brief says: computed once from a filter, so that all files agree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import shapely

from components.address import View, query_of
from data.filters.incident_filter import IncidentFilter
from data.filters.ranking import NO_DISTRICT
from data.filters.single_incidents import has_matching
from data.filters.summary import Summary, summary_of
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMap, GroundMaps
from data.language import counted, current
from data.tables.count_range import CountRange
from data.tables.dataset import Dataset
from data.tables.layers.districts import layer
from data.tables.vocabulary import Outcome
from data.wording.filter_phrases import filter_in_words
from data.wording.paragraphs.evidence import source_count
from data.wording.paragraphs.paragraph import Paragraph, paragraph_of
from data.wording.phrases import DISCLAIMER, RIVERS_FROM, SAFETY_LINE, day, doubt, outcome_counted
from data.wording.place_precision import why_not_mapped
from data.wording.subject import subject
from data.wording.undated import incidents_with_undated

_BUNDLED_NOTE: Final = "On the bundled ground: “{title}” is shown in the atlas alone"
_MAP_MARGIN_DEGREES: Final = 3.0
"""How far around the data a map may show rivers."""


class Figure(NamedTuple):
    """One number of the headline; read one after the other, its parts are the whole text."""

    kind: str
    """ "incidents", "killed" or "injured"."""
    lead: str
    """ "at least", or "" where the number is no minimum."""
    number: str
    """ "" where the data do not tell it, which `word` then says."""
    word: str
    remark: str
    """The range and open counts in brackets, or ""."""

    @property
    def text(self) -> str:
        """ "at least 213 injured (accounts give 210–216; 1 count may be higher)"."""
        return " ".join(filter(None, self[1:]))

    @property
    def value(self) -> str:
        """The text without its word, or with it where there is no number: "number of injured not known (0–1)"."""
        return " ".join(filter(None, [self.lead, self.number or self.word, self.remark]))


def _figure(outcome: Outcome, count: CountRange) -> Figure:
    if not count.is_known:
        return Figure(outcome.value, "", "", outcome_counted(outcome, count), doubt(count))
    return Figure(
        outcome.value, "at least" if count.unknown else "", f"{count.best:,}", outcome.value, doubt(count)
    )


@dataclass(frozen=True, eq=False)
class Brief:
    """One view of a dataset, as words and numbers."""

    summary: Summary
    view: View
    public_url: str = ""
    """Where readers reach the atlas, without a slash at the end; "" when that is not known."""
    ground_maps: GroundMaps = NO_GROUND_MAPS
    is_tagged: bool = False
    """Whether tables have a row of HXL tags below their heading."""
    own_name: str = ""
    """Of the user's own table, where the view is of one: then no address opens it."""

    @property
    def ground_map(self) -> GroundMap | None:
        """The ground map of the view; None for the bundled ground."""
        return self.ground_maps.chosen(self.view.ground)

    @property
    def drawn_ground_map(self) -> GroundMap | None:
        """The ground map that pictures of the view show: the atlas asks no other machine for tiles."""
        chosen = self.ground_map
        return chosen if chosen and chosen.file else None

    @property
    def bundled_note(self) -> str:
        """Why a picture shows the bundled ground though the view has another one; "" when it has not."""
        if self.ground_map is None or self.drawn_ground_map is not None:
            return ""
        return _BUNDLED_NOTE.format(title=self.ground_map.title)

    @property
    def dataset(self) -> Dataset:
        return self.summary.dataset

    @property
    def title(self) -> str:
        """The dataset's title: what the brief is about."""
        return self.dataset.shown_title[0]

    @cached_property
    def message(self) -> str:
        """What the view comes to, and of whom: "165 incidents, 83 killed, at least 213 injured; most in Ağdam (32)",
        "2 incidents, 0 killed, 3 injured · Russian peacekeepers".
        """
        about = subject(self.summary)
        return " · ".join(filter(None, (self._counts, about)))

    @property
    def _counts(self) -> str:
        if not self.summary.incidents:
            return "No incident matches"
        counts = ", ".join(
            " ".join(filter(None, (figure.lead, figure.number, figure.word))) for figure in self.figures
        )
        named = self.summary.districts.drop(NO_DISTRICT, errors="ignore")["incidents"]
        has_one_first = len(named) > 1 and named.iloc[0] > named.iloc[1]
        if not has_one_first:
            return counts
        name = self.dataset.district_names[str(named.index[0])]
        return f"{counts}; most in {name} ({int(named.iloc[0]):,})"

    @cached_property
    def filter_text(self) -> str:
        """The filter in words; "All incidents" when it asks for everything."""
        return filter_in_words(self.dataset, self.summary.incident_filter)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Incidents, and the people that the filter asks for, as the headline has them."""
        number, _, word = counted(self.summary.incidents, "incident").partition(" ")
        people = [_figure(outcome, self.summary.people(outcome)) for outcome in self.summary.counted_outcomes]
        return (Figure("incidents", "", number, word, ""), *people)

    @property
    def figures_text(self) -> str:
        """The headline in one line: "165 incidents, 83 killed (83–86), at least 213 injured (210–216)"."""
        return ", ".join(figure.text for figure in self.figures)

    @cached_property
    def drawn_text(self) -> str:
        """How many have no date, and how many are on the map: "165 incidents: 154 on the map, 11 not mapped (…)"."""
        drawn = f"{incidents_with_undated(self.summary)}: {self.summary.drawn:,} on the map"
        rest = self.summary.not_drawn
        return f"{drawn}, {rest:,} not mapped ({why_not_mapped(self.summary)})" if rest else drawn

    @property
    def map_names(self) -> str:
        """The language of the names on the map: that of the file, unless the view asks for another one."""
        return self.view.names or current()

    @property
    def edition_text(self) -> str:
        """Which data: "As of 22 Nov 2026 · data 3fa53603757e"."""
        return f"As of {day(self.dataset.as_of)} · data {self.dataset.short_hash}"

    @cached_property
    def source_count(self) -> int:
        """How many rows of sources stand behind the matching incidents."""
        return source_count(self.summary)

    @cached_property
    def chosen(self) -> tuple[Dataset, int] | None:
        """The selected incident where it matches and is drawn: a dataset that has it, and where it stands there."""
        if not self.view.incident or not has_matching(self.summary, self.view.incident):
            return None
        holding, rows = self.dataset.holding([self.view.incident])
        return (holding, rows[0]) if rows and holding.is_drawn[rows[0]] else None

    @property
    def attribution(self) -> str:
        """Who the data, the rivers and the ground of the map are from."""
        return " · ".join(filter(None, [self.data_attribution, self._ground_credit, self.bundled_note]))

    @property
    def data_attribution(self) -> str:
        """The same for a map on the bundled ground."""
        data = self.dataset.shown_attribution[0]
        return f"{data} · {RIVERS_FROM.rstrip('.')}" if _has_rivers(self.dataset) else data

    @property
    def _ground_credit(self) -> str:
        shown = self.drawn_ground_map
        return ": ".join(filter(None, [f"Ground map {shown.title}", shown.attribution])) if shown else ""

    @property
    def caveats(self) -> tuple[str, ...]:
        """Lines that every output carries: safety, disclaimer, attribution."""
        return (SAFETY_LINE, DISCLAIMER, self.attribution)

    @property
    def query(self) -> str:
        """The query string that opens this view on this edition of the data."""
        view = View(**{**self.view.__dict__, "data": self.dataset.short_hash})
        return query_of(self.summary.incident_filter, view)

    @property
    def address(self) -> str:
        """The permanent address of this view, without a host when the public one is not known; "" of a user's own table."""
        return "" if self.own_name else f"{self.public_url}/?{self.query}"

    @property
    def origin(self) -> str:
        """That the view is of a user's own table; "" for one that an address opens."""
        return (
            f"Made of the user’s own table “{self.own_name}”, which no address opens" if self.own_name else ""
        )

    @cached_property
    def paragraph(self) -> Paragraph:
        return paragraph_of(self.summary)


def _has_rivers(dataset: Dataset) -> bool:
    """Whether a map of the data may show the bundled rivers."""
    bounds = summary_of(dataset, IncidentFilter()).bounds
    if bounds is None:
        return True
    west, south, east, north = bounds
    margin = _MAP_MARGIN_DEGREES
    around = shapely.box(west - margin, south - margin, east + margin, north + margin)
    return bool(layer("rivers").intersects(around).any())
