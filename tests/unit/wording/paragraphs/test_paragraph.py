"""The paragraph reads as something one would print, and says no more than the rows do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.wording.paragraphs.paragraph import Footnote, Paragraph, Sentence, paragraph_of
from data.wording.prose import leading, listed, quoted, two_days, with_article
from tests.tables import Row, Tables, bundled, casualty, dataset_of, incident, no_rows, place, source, summary

FOUNDING: Final = (
    "On 23 November 2020 a mine of unstated type reportedly exploded near Suqovuşan (also Madagiz) "
    "in the Tərtər district during search and recovery: 1 person was killed (Azerbaijani armed "
    "forces) and 5 were injured (Nagorno-Karabakh emergency service: 4; Russian peacekeepers: 1), "
    "according to 5 sources, 4 of which cite the Russian Ministry of Defence. [1] [2] [3] [4] [5] "
    "The collection's own summary reads: “A joint team searching for missing soldiers set off a "
    "mine; an Azerbaijani officer died and a Russian peacekeeper and four Nagorno-Karabakh emergency "
    "workers were wounded.” "
    "The place is reported as “Tartar district; settlement of Madagiz (Sugovushan)”. "
    "Who laid the device is not known. "
    "It is the only incident of this collection dated 23 November 2020. "
    "The place is known only as near Suqovuşan, not as an exact point. "
    "Sources that repeat one statement do not confirm it independently. "
    "The collection, last checked on 28 November 2026, holds only incidents that were reported and "
    "found; the absence of reports does not mean that an area is safe."
)

ANAMA_IN_AGDAM: Final = (
    "This collection holds 5 incidents in Ağdam with casualties among ANAMA deminers, in which 5 "
    "people were reportedly injured; no deaths are recorded. "
    "They are dated between 29 January 2021 and 28 May 2024. "
    "No other casualties of these 5 incidents are recorded. "
    "The device is coded as an anti-personnel mine in 4 incidents and as a mine of unstated type in "
    "1. "
    "On 29 January 2021 an anti-personnel mine reportedly exploded near Tağıbəyli (also Tagibayli) "
    "in the Ağdam district during demining: 1 person was injured (ANAMA deminers). [1] [2] "
    "On 5 or 6 August 2021 a mine of unstated type reportedly exploded near Baş Qərvənd (also Bash "
    "Garvand) in the Ağdam district during demining: 1 person was injured (ANAMA deminers). [3] "
    "On 4 or 5 December 2023 an anti-personnel mine reportedly exploded near Sarıcalı (also "
    "Sarijali) in the Ağdam district during demining: 1 person was injured (ANAMA deminers). [4] [5] "
    "On 26 December 2023 an anti-personnel mine reportedly exploded near Sarıcalı (also Sarijali) in "
    "the Ağdam district during demining: 1 person was injured (ANAMA deminers). [6] [7] "
    "On 28 May 2024 an anti-personnel mine reportedly exploded near Sırxavənd (also Sirkhavand) in "
    "the Ağdam district during demining: 1 person was injured (ANAMA deminers). [8] [9] "
    "All 5 places are known only as near a named place. "
    "Of the 5 incidents, 2 are dated by a span of days, not by one day. "
    "For 1 of the 5 incidents somebody is said to have laid or left the device; that is a claim, not "
    "a finding. "
    "Of the 5 incidents, 4 are coded as resting on one publisher. "
    "Of the 9 sources, 4 cite ANAMA and 3 the Prosecutor General of Azerbaijan, while 1 names no "
    "origin; sources that repeat one statement do not confirm it independently. "
    "Of the 9 sources, 2 are coded as copies of another outlet. "
    "The collection, last checked on 28 November 2026, holds only incidents that were reported and "
    "found; the absence of reports does not mean that an area is safe."
)

EVERYTHING: Final = (
    "This collection holds 165 incidents, in which 83 people (83–86) were reportedly killed and at "
    "least 213 (accounts give 210–216; 1 count may be higher) were injured. They are dated between 1 January 1997 and 18 February "
    "2026. By district, most incidents are recorded in Ağdam (32), Tərtər (30) and Füzuli (15), "
    "together 77 of 165. By actor, most of the people affected are recorded as Civilians (52 killed, "
    "at least 102 injured), Azerbaijani armed forces (10 killed, 48 injured) and ANAMA"
    " deminers (1 killed, at least 22 injured), together at least 235 of at least 296 people. The device"
    " is coded as a mine of unstated type in 71 incidents, as an anti-personnel mine in 50, as an "
    "anti-vehicle mine in 32 and as another one in 12. The most casualties are recorded for the "
    "following 3 incidents. On 14 March 2004 an anti-vehicle mine reportedly exploded near Papravənd "
    "(also Nor Karmiravan) in the Ağdam district during travel: 3 people were killed (Civilians) and "
    "6 were injured (Civilians). [1] On 7 April 2014 a mine of unstated type reportedly exploded in "
    "the Füzuli district during military duty: 3 people were killed (Azerbaijani armed forces) and 6 "
    "were injured (Azerbaijani armed forces). [2] [3] On 14 December 2022 an anti-vehicle mine "
    "reportedly exploded near Çıraq (also Chirag) in the Kəlbəcər district during construction or "
    "utility work: 1 person was killed (Azerbaijani armed forces) and 7 were injured (Civilians: 4; "
    "Azerbaijani armed forces: 3). [4] [5] [6] These incidents rest on 286 sources by 114 publishers."
    " Of the 165 places, 111 are known as near a "
    "named place, 42 by district only and 12 less closely than by district. Of the 165 incidents, 11 "
    "are not mapped (location known only to a larger area, a country or a line) and count in no district. Of the 165 incidents, 32 "
    "are dated by a span of days, not by one day. On 5 counts of casualties the accounts differ; the "
    "ranges run from the lowest to the highest figure. For 2 groups of casualties no figure to use "
    "was given; the totals count their lowest figures and are a minimum. For 20 of the 165 incidents somebody is said to "
    "have laid or left the device; those are claims, not findings. For 14 of the 165 incidents the "
    "sources disagree on some fact. Of the 165 incidents, 86 are coded as resting on one publisher. "
    "Of the 286 sources, 61 cite ANAMA, 40 the Prosecutor General of Azerbaijan and 29 the "
    "Azerbaijani Ministry of Internal Affairs, while 44 name no origin; sources that repeat one "
    "statement do not confirm it independently. Of the 286 sources, 45 are coded as copies of another"
    " outlet. The collection, last checked on 28 November 2026, holds only incidents that were "
    "reported and found; the absence of reports does not mean that an area is safe."
)

NOTHING: Final = (
    "This collection holds no incident dated from 1 January to 31 December 1995, which does not mean "
    "that none happened. "
    "It holds 165 incidents, dated from 1 January 1997 to 18 February 2026. "
    "The collection, last checked on 28 November 2026, holds only incidents that were reported and "
    "found; the absence of reports does not mean that an area is safe."
)

THE_DAY: Final = date(2020, 11, 23)


def of_bundled(**fields: Any) -> Paragraph:
    return paragraph_of(summary(bundled(), **fields))


def made(rows: Tables, **fields: Any) -> Paragraph:
    return paragraph_of(summary(dataset_of(rows), **fields))


def one(cells: dict[str, str] | None = None, **rows: list[Row]) -> Tables:
    """One incident with these cells, its casualty and its source; `rows` replace those of a table."""
    base = no_rows() | {
        "incidents": [incident(**(cells or {}))],
        "casualties": [casualty()],
        "sources": [source()],
    }
    return base | rows


def many(number: int, **cells: str) -> list[Row]:
    """Incidents of one district, day after day."""
    days = [f"2021-01-{day:02}" for day in range(1, number + 1)]
    return [incident(incident_id=f"A-{day}", date_start=day, date_end=day, **cells) for day in days]


def sentences_of(paragraph: Paragraph) -> list[str]:
    return [sentence.text for sentence in (*paragraph.findings, *paragraph.caveats)]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"date_from": THE_DAY, "date_to": THE_DAY}, FOUNDING),
        ({"actor": ("ANAMA deminers",), "district": ("AZ-AGM",)}, ANAMA_IN_AGDAM),
        ({}, EVERYTHING),
        ({"date_from": date(1995, 1, 1), "date_to": date(1995, 12, 31)}, NOTHING),
    ],
)
def test_the_whole_text(fields: dict[str, Any], text: str) -> None:
    assert of_bundled(**fields).text == text


def test_the_sources_of_the_founding_incident_are_its_footnotes() -> None:
    notes = of_bundled(date_from=THE_DAY, date_to=THE_DAY).footnotes
    assert [note.publisher for note in notes] == [
        "The Moscow Times",
        "Interfax",
        "UrduPoint / Sputnik",
        "JAMnews",
        "RT",
    ]
    assert (
        notes[0].details
        == "24 November 2020, in English, citing the Russian Ministry of Defence via Interfax"
    )
    assert notes[1].text == (
        "Interfax, 23 November 2020, in Russian, citing the Russian Ministry of Defence. "
        "https://www.interfax.ru/world/738366"
    )


def test_a_filter_on_casualties_says_whom_it_leaves_out() -> None:
    findings = of_bundled(date_to=date(2020, 12, 31), actor=("Russian peacekeepers",)).findings
    assert ": 1 person was injured (Russian peacekeepers), according to 5 sources" in findings[0].text
    assert findings[1].text == (
        "These numbers leave out other casualties of this incident: "
        "1 other person was reportedly killed and 4 were injured."
    )
    assert findings[-1].text == (
        "It is the only incident of this collection dated 31 December 2020 or earlier "
        "with casualties among Russian peacekeepers."
    )


@pytest.mark.parametrize(
    ("fields", "selection"),
    [
        ({"date_from": THE_DAY}, "dated 23 November 2020 or later"),
        ({"date_from": date(2020, 11, 1), "date_to": THE_DAY}, "dated from 1 to 23 November 2020"),
        ({"district": ("AZ-AGM", "AZ-TAR")}, "in Ağdam or Tərtər"),
        ({"outcome": ("killed",), "victim": ("police_security",)}, None),
        ({"side": ("other",), "outcome": ("injured", "killed")}, None),
        ({"device": ("mine_unspecified",)}, "with the device coded as “mine, type not stated”"),
        ({"activity": ("demining",)}, "with the activity coded as “demining”"),
        ({"precision": (5,)}, "with the place known as “vague, or along a line”"),
        ({"verification": ("conflicting",)}, "with the sources coded as “sources disagree”"),
        ({"words": "madagiz road"}, "found by the words “madagiz road”"),
    ],
)
def test_every_field_of_a_filter_is_stated(fields: dict[str, Any], selection: str | None) -> None:
    expected = (
        selection
        or {
            ("killed",): "with people killed coded as “police or border guard”",
            ("injured", "killed"): "with people injured or killed of the side “Other”",
        }[fields["outcome"]]
    )
    assert f" {expected}" in of_bundled(**fields).text


def test_of_many_values_a_few_are_named() -> None:
    text = sentences_of(of_bundled(actor=tuple("ABCDEFG")))[0]
    assert text.startswith("This collection holds no incident with casualties among A, B, C, D or 3 others,")


@pytest.mark.parametrize(
    ("cells", "beginning"),
    [
        (
            {"where_prec": "1"},
            "On 23 November 2020 a mine of unstated type reportedly exploded at Suqovuşan in the Tərtər district",
        ),
        (
            {"where_prec": "3"},
            "On 23 November 2020 a mine of unstated type reportedly exploded in the Tərtər district during",
        ),
        (
            {"where_prec": "4"},
            "On 23 November 2020 a mine of unstated type reportedly exploded at a place reported only as “on a road",
        ),
        (
            {"where_prec": "4", "location_as_reported": ""},
            "On 23 November 2020 a mine of unstated type reportedly exploded somewhere in or around the Tərtər district",
        ),
        (
            {"where_prec": "6", "location_as_reported": "", "adm1_name": "", "adm1_iso": ""},
            "On 23 November 2020 a mine of unstated type reportedly exploded somewhere not stated during",
        ),
        (
            {"adm0": "GE", "activity": "other"},
            "On 23 November 2020 a mine of unstated type reportedly exploded near Suqovuşan in Tərtər:",
        ),
        (
            {"date_end": "2020-11-24", "date_prec": "2", "device_category": "uxo"},
            "On 23 or 24 November 2020 an item of unexploded ordnance",
        ),
        (
            {"date_end": "2020-12-20", "date_prec": "4"},
            "On an unknown day between 23 November and 20 December 2020 a mine",
        ),
        (
            {"date_end": "2021-01-02", "date_prec": "5"},
            "On an unknown day between 23 November 2020 and 2 January 2021 a mine",
        ),
    ],
)
def test_an_incident_is_described_no_more_closely_than_it_is_known(
    cells: dict[str, str], beginning: str
) -> None:
    assert sentences_of(made(one(cells)))[0].startswith(beginning)


def test_the_other_name_is_the_one_of_the_report() -> None:
    rows = one({"location_as_reported": "settlement of Madagiz"}, places=[place()])
    assert "near Suqovuşan (also Madagiz) in" in sentences_of(made(rows))[0]
    assert "also" not in sentences_of(made(one({"location_as_reported": "Suqovuşan"}, places=[place()])))[0]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (("1", "1", "1"), "1 person was injured (Deminers)"),
        (("4", "4", "5"), "4 people (4–5) were injured (Deminers)"),
        (("1", "", ""), "at least 1 person (1 count may be higher) was injured (Deminers)"),
        (("", "", ""), "an unstated number of people were injured (Deminers)"),
        (("0", "", ""), "it is not known whether anyone was injured (Deminers)"),
        (("0", "", "1"), "it is not known whether anyone (0–1) was injured (Deminers)"),
    ],
)
def test_numbers_carry_their_range(counts: tuple[str, str, str], words: str) -> None:
    row = casualty(**dict(zip(("count_low", "count_best", "count_high"), counts, strict=True)))
    assert f": {words}, according to" in sentences_of(made(one(casualties=[row])))[0]


def test_without_casualties_it_says_so() -> None:
    text = sentences_of(made(one(casualties=[])))[0]
    assert text.endswith("according to A newspaper, which cites A ministry; no casualties are recorded.")


@pytest.mark.parametrize(
    ("cited", "words"),
    [
        ([""], "according to A newspaper."),
        (["ANAMA|HALO Trust"], "according to A newspaper, which cites ANAMA and the HALO Trust."),
        (["", ""], "according to 2 sources."),
        (["ANAMA", "ANAMA"], "according to 2 sources, both of which cite ANAMA."),
        (["ANAMA", "ANAMA", "ANAMA"], "according to 3 sources, all of which cite ANAMA."),
        (["ANAMA", "", "Prosecutor"], "according to 3 sources, 1 of which cites ANAMA and 1 the Prosecutor."),
    ],
)
def test_it_says_who_cites_whom(cited: list[str], words: str) -> None:
    rows = [
        source(upstream_source=name, url=f"https://example.org/{page}") for page, name in enumerate(cited)
    ]
    assert sentences_of(made(one(sources=rows)))[0].endswith(words)


def test_without_a_source_it_says_so() -> None:
    paragraph = made(one(sources=[]))
    assert paragraph.findings[0].text.endswith(", for which the collection lists no source.")
    assert paragraph.footnotes == ()


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({}, "Who laid the device is not known."),
        ({"device_category": "uxo"}, "Whose device it was is not known."),
        (
            {"emplacing_actor": "one side", "attribution": "alleged by the other"},
            "That the one side laid the device is a claim (alleged by the other), not a finding.",
        ),
        (
            {"emplacing_actor": "An army", "device_category": "uxo"},
            "That An army left the device is a claim (whose is not stated), not a finding.",
        ),
        ({"device_as_reported": "TM-62"}, "The device is reported as “TM-62”."),
        (
            {"verification_status": "conflicting", "notes": "One page says\n“two”."},
            "The sources disagree; the collection notes: “One page says ‘two’.”",
        ),
        ({"verification_status": "single_source"}, "It is coded as resting on one publisher."),
        (
            {"where_prec": "5"},
            "It is not mapped: its location is known only to a larger area, a country or a line.",
        ),
        ({"where_prec": "3"}, "Of the place only the district is known."),
        (
            {"date_end": "2020-11-24", "date_prec": "2"},
            "The day is not known exactly (within two to six days).",
        ),
    ],
)
def test_claims_and_doubts_of_one_incident_are_stated(cells: dict[str, str], sentence: str) -> None:
    assert sentence in sentences_of(made(one(cells)))


def test_a_caveat_stands_only_where_there_is_cause() -> None:
    rows = one({"where_prec": "1", "verification_status": "multiple_sources"})
    assert [sentence.text for sentence in made(rows).caveats] == [
        "The collection, last checked on 22 November 2026, holds only incidents that were reported and found; "
        "the absence of reports does not mean that an area is safe."
    ]


@pytest.mark.parametrize(
    ("grade", "sentence"),
    [
        ("2", "Both places are known only as near a named place."),
        ("3", "Both places are known by district only."),
        ("6", "Both places are known less closely than by district."),
    ],
)
def test_places_of_one_precision_are_written_in_one_word(grade: str, sentence: str) -> None:
    assert sentence in sentences_of(made(one(incidents=many(2, where_prec=grade), casualties=[], sources=[])))


def test_a_page_is_one_footnote_however_often_it_is_a_source() -> None:
    pages = [
        source(upstream_source="ANAMA"),
        source(incident_id="A-2", upstream_source="HALO Trust", mirror="yes"),
        source(incident_id="A-2", url="", published="", language="xx"),
        source(incident_id="A-2", url="", published="", publisher="Another"),
    ]
    rows = one(incidents=[incident(), incident(incident_id="A-2")], sources=pages)
    paragraph = made(rows)
    assert paragraph.footnotes == (
        Footnote(
            1,
            "A newspaper",
            "https://example.org/a",
            "24 November 2020, in English, citing ANAMA and the HALO Trust",
        ),
        Footnote(
            2, "A newspaper", "", "day of publication not known, in the language “xx”, citing A ministry"
        ),
        Footnote(3, "Another", "", "day of publication not known, in English, citing A ministry"),
    )
    assert [sentence.footnotes for sentence in paragraph.findings[-2:]] == [(1,), (1, 2, 3)]


def test_up_to_ten_incidents_are_listed_one_by_one() -> None:
    ten, eleven = (
        made(one(incidents=many(10), casualties=[], sources=[])),
        made(one(incidents=many(11), casualties=[], sources=[])),
    )
    assert sum("reportedly exploded" in text for text in sentences_of(ten)) == 10
    assert sum("reportedly exploded" in text for text in sentences_of(eleven)) == 0
    assert "The collection lists no source for these incidents." in sentences_of(eleven)


def test_the_gravest_of_many_are_singled_out_with_their_sources() -> None:
    hurt = [casualty(incident_id="A-2021-01-07", count_low="9", count_best="9", count_high="9")]
    hurt += [
        casualty(incident_id=row["incident_id"]) for row in many(11) if row["incident_id"] != "A-2021-01-07"
    ]
    pages = [source(incident_id=row["incident_id"]) for row in many(11)]
    findings = made(one(incidents=many(11), casualties=hurt, sources=pages)).findings
    place = findings.index(Sentence("The most casualties are recorded for the following incident."))
    assert findings[place + 1].text.startswith("On 7 January 2021 ")
    assert findings[place + 1].footnotes == (1,)
    assert findings[place + 2].text.startswith("These incidents rest on 11 sources by 1 publisher.")


@pytest.mark.parametrize(
    ("counts", "named"),
    [
        ([], 0),
        ([5], 1),
        ([5, 4, 3, 2], 3),
        ([5, 3, 3, 3], 4),
        ([5, 1, 1, 1, 1, 1], 1),
        ([1] * 6, 0),
        ([1] * 5, 5),
    ],
)
def test_equals_are_named_together_or_not_at_all(counts: list[int], named: int) -> None:
    assert leading(counts) == named


def test_equal_districts_beyond_a_few_are_counted() -> None:
    codes = ["AZ-AGM", "AZ-AGM", "AZ-TAR", "AZ-CAB", "AZ-FUZ", "AZ-XVD", "AZ-KAL"]
    rows = [
        row | {"adm1_iso": code, "adm1_name": f"D-{code}"} for row, code in zip(many(7), codes, strict=True)
    ]
    texts = sentences_of(made(one(incidents=rows, casualties=[], sources=[])))
    assert (
        "By district, most incidents are recorded in D-AZ-AGM (2), followed by 5 districts with 1 each."
        in texts
    )


def test_the_words_of_a_sentence() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert quoted("a  “b”\n") == "“a ‘b’”"
    assert two_days(date(2020, 1, 1), date(2020, 1, 31), "and") == "1 and 31 January 2020"
    assert two_days(date(2020, 1, 1), date(2020, 3, 2), "to") == "1 January to 2 March 2020"
    names = ["ANAMA", "HALO Trust", "joint statement of agencies", "the army", "NK Defence Army"]
    assert [with_article(name) for name in names] == [
        "ANAMA",
        "the HALO Trust",
        "a joint statement of agencies",
        "the army",
        "the NK Defence Army",
    ]


def test_the_same_filter_gives_the_same_words() -> None:
    assert of_bundled() == of_bundled()


def test_an_actor_that_is_not_stated_is_no_actor() -> None:
    base = bundled()
    casualties = base.casualties.assign(affected_actor="Not stated")
    text = paragraph_of(summary(replace(base, casualties=casualties))).text
    assert "do not state whose casualties these are" in text
    assert "recorded as Not stated" not in text


def test_data_without_casualties_state_it_once() -> None:
    base = bundled()
    silent = replace(base, casualties=base.casualties.iloc[:0], cannot_tell=("killed", "injured"))
    text = paragraph_of(summary(silent)).text
    assert text.startswith("This collection holds 165 incidents; it does not record deaths or injuries.")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"district": ("AZ-XYZ",)}, "There is no district with the code “AZ-XYZ”."),
        ({"actor": ("Nobody at all",)}, "No row has “Nobody at all” as “actor”."),
    ],
)
def test_a_value_that_nobody_has_is_named_beside_its_zero(fields: dict[str, Any], sentence: str) -> None:
    found = paragraph_of(summary_of(bundled(), IncidentFilter(**fields)))
    assert any(caveat.text.startswith(sentence) for caveat in found.caveats)
    known = paragraph_of(summary_of(bundled(), IncidentFilter(district=("AZ-TAR",))))
    assert not any("There is no district" in caveat.text for caveat in known.caveats)
