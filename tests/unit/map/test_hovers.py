"""The words of the map's hovers, which are cached: they follow language and filter all the same."""

from __future__ import annotations

from components.map.hovers import dot_texts
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, rows_at_points, summary_of
from data.language import speaking
from data.tables.dataset import Dataset


def _texts(summary: Summary) -> list[str]:
    return dot_texts(summary, rows_at_points(summary, summary.points.index.to_numpy()))


def test_a_hover_that_has_been_written_once_is_the_same_again(dataset: Dataset) -> None:
    everything = summary_of(dataset, IncidentFilter())
    texts = _texts(everything)
    assert len(texts) > 50
    assert _texts(everything) == texts


def test_each_language_has_hovers_of_its_own(dataset: Dataset) -> None:
    everything = summary_of(dataset, IncidentFilter())
    english = _texts(everything)
    with speaking("ru"):
        russian = _texts(everything)
    assert all(one != other for one, other in zip(english, russian, strict=True))
    assert _texts(everything) == english


def test_a_filter_of_people_is_stated_after_the_cached_sentence_and_before_the_invitation(
    dataset: Dataset,
) -> None:
    _texts(summary_of(dataset, IncidentFilter()))
    killed = summary_of(dataset, IncidentFilter(outcome=("killed",)))
    texts = _texts(killed)
    assert texts
    for text in texts:
        lines = text.split("<br>")
        stated = [place for place, line in enumerate(lines) if line.startswith("of the people chosen: ")]
        assert len(stated) == 1
        assert lines[stated[0] + 1 :] in ([], ["Click for the list."])
