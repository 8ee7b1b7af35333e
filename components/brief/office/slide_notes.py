"""What a presenter has at hand under the first slide: the view in words, the method and all sources."""

from __future__ import annotations

from typing import Final

from components.brief.contents import Brief
from components.brief.office.wording import number_list, spreadsheet_address
from data.filters.on_map.level_of_detail import needs_a_view
from data.language import counted
from data.wording.paragraphs.paragraph import Sentence

METHOD: Final = (
    "An incident counts once; people are counted row by row: one row holds those of one actor, role and outcome.",
    "Dates include both ends; an incident whose date is a span matches when its span overlaps.",
    "Actor and casualty type hold for the same people; the figures count the people who match.",
    "A number is the best figure of the sources, with the lowest and highest of them in brackets. A count"
    " without a best figure adds its lowest, and the number is then “at least”.",
    "A dot is an exact point or, with a ring, near a named place. A district is shaded by all incidents on the"
    " map that are coded to it, dots included. What is known more roughly is counted, but not drawn.",
    "The chart counts an incident at its first day; where the month is not known it stands apart.",
)

METHOD_OF_CELLS: Final = (
    "Where incidents are too many to be drawn one by one, a circle stands for all of a small area, at the mean of"
    " their places."
)


def notes_text(brief: Brief, has_table: bool) -> str:
    """What the presenter has at hand: the view in words, every sentence, the method, addresses, all sources."""
    summary, paragraph = brief.summary, brief.paragraph
    sentences = [with_numbers(sentence) for sentence in (*paragraph.findings, *paragraph.caveats)]
    sheet = "." if brief.origin else f": {spreadsheet_address(brief)}"
    where = f"{brief.origin}." if brief.origin else f"This view: {brief.address}"
    if has_table:
        table = f"The table of incidents is on slide 2, and in the spreadsheet of this view{sheet}"
    else:
        table = f"The table of {counted(summary.incidents, 'incident')} is in the spreadsheet{sheet}"
    blocks = [
        ("", [brief.title, f"Filter: {brief.filter_text}", brief.figures_text, brief.drawn_text]),
        ("What the sources say", sentences),
        ("How it was counted", [*METHOD, *([METHOD_OF_CELLS] if needs_a_view(summary) else [])]),
        ("Where it comes from", [where, *([table] if summary.incidents else [])]),
        ("", [brief.edition_text, f"Data SHA-256: {brief.dataset.sha256}", *_licence(brief), *brief.caveats]),
        (
            f"Sources ({brief.source_count:,} in the data)",
            [f"{note.number}. {note.text}" for note in paragraph.footnotes],
        ),
    ]
    return "\n\n".join(
        "\n".join([*([heading.upper()] if heading else []), *lines]) for heading, lines in blocks if lines
    )


def with_numbers(sentence: Sentence) -> str:
    """The sentence with the numbers of its footnotes in brackets."""
    return sentence.text + (f" [{number_list(sentence.footnotes)}]" if sentence.footnotes else "")


def _licence(brief: Brief) -> list[str]:
    return [f"Licence of the data: {brief.dataset.licence}"] if brief.dataset.licence else []
