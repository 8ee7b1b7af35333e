"""Every save is a revision: nothing is overwritten, and what somebody else saved meanwhile is shown first."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest

from data.errors import DatasetError, StoreError
from data.store.collection import Collection, open_collection
from data.store.records.documents import IncidentDocument
from data.store.records.records import Query, State
from data.store.records.revisions import ConflictError
from tests.tables import casualty, source
from tests.unit.store.made_incidents import WHO, document


def test_a_saved_incident_is_read_back_with_who_and_why(collection: Collection) -> None:
    saved = collection.save(document(notes="= 1 & “2”"), **WHO)
    assert (saved.number, saved.state, saved.who, saved.why) == (1, State.DRAFT, WHO["who"], WHO["why"])
    read = collection.incident("A-1")
    assert read == saved
    assert read is not None
    assert read.document.incident["notes"] == "= 1 & “2”"
    assert read.document.casualties[0]["affected_actor"] == "Deminers"


def test_each_save_adds_a_revision_and_any_of_them_can_be_read_compared_and_restored(
    collection: Collection,
) -> None:
    collection.save(document(), **WHO)
    changed = replace(document(summary="Two were hurt."), casualties=[casualty(count_high="2")])
    collection.save(changed, **WHO, based_on=1)
    assert [one.number for one in collection.history("A-1")] == [2, 1]
    first = collection.incident("A-1", 1)
    assert first is not None
    assert first.document.incident["summary"] == "A mine exploded during a search."
    differing = {(one.part, one.field, one.old, one.new) for one in collection.compare("A-1", 1, 2)}
    assert differing == {
        ("incident", "summary", "A mine exploded during a search.", "Two were hurt."),
        ("casualties", "count_high", "1", "2"),
    }
    restored = collection.restore("A-1", 1, who="B", why="was right", based_on=2)
    assert (restored.number, restored.state) == (3, State.DRAFT)
    assert restored.document == first.document
    assert len(collection.history("A-1")) == 3


def test_rows_that_were_added_or_taken_out_are_compared_as_whole_rows(collection: Collection) -> None:
    collection.save(document(), **WHO)
    collection.save(
        replace(document(), sources=[source(), source(publisher="Another", url="")]), **WHO, based_on=1
    )
    (added,) = collection.compare("A-1", 1, 2)
    assert (added.part, added.field, added.row, added.old) == ("sources", "", 1, "")
    assert added.new.startswith("Another")
    (removed,) = collection.compare("A-1", 2, 1)
    assert removed.new == ""


def test_a_save_over_somebody_elses_shows_what_that_one_changed(collection: Collection) -> None:
    collection.save(document(), **WHO)
    collection.save(document(activity="demining"), who="Another", why="read again", based_on=1)
    with pytest.raises(ConflictError, match="Another saved A-1 meanwhile") as caught:
        collection.save(document(notes="mine"), **WHO, based_on=1)
    assert caught.value.current.number == 2
    assert [(one.field, one.old, one.new) for one in caught.value.changes] == [
        ("activity", "search_and_recovery", "demining")
    ]
    assert collection.save(document(notes="mine"), **WHO, based_on=2).number == 3


def test_a_new_incident_never_takes_the_place_of_one_with_its_identifier(collection: Collection) -> None:
    collection.save(document(), **WHO)
    with pytest.raises(ConflictError):
        collection.save(document(), **WHO)
    with pytest.raises(StoreError, match="no incident A-2"):
        collection.save(document("A-2"), **WHO, based_on=1)


def test_of_many_who_save_at_once_one_wins_and_the_others_see_its_change(address: str) -> None:
    with open_collection(address) as collection:
        collection.save(document(), **WHO)
        outcomes: list[object] = []

        def save(name: str) -> None:
            with open_collection(address) as own:
                try:
                    outcomes.append(own.save(document(notes=name), who=name, why="", based_on=1))
                except ConflictError as error:
                    outcomes.append(error)

        threads = [threading.Thread(target=save, args=(f"editor {number}",)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        lost = [one for one in outcomes if isinstance(one, ConflictError)]
        assert (len(outcomes), len(lost)) == (6, 5)
        newest = collection.incident("A-1")
        assert newest is not None
        assert newest.number == 2
        assert {error.changes[0].new for error in lost} == {newest.document.incident["notes"]}


def test_an_incident_without_an_identifier_is_given_one_of_its_day(collection: Collection) -> None:
    made = [collection.save(document("", date_start=day), **WHO) for day in ("2020-11-23", "2020-11-23", "")]
    assert [one.incident_id for one in made] == [
        f"{made[0].incident_id[:3]}-{rest}" for rest in ("20201123-01", "20201123-02", "UNDATED-01")
    ]


def test_a_draft_may_be_incomplete_but_nothing_incomplete_is_ready(collection: Collection) -> None:
    draft = IncidentDocument({"date_start": "2020-11-23", "summary": "A mine exploded."})
    collection.save(draft, **WHO)
    with pytest.raises(DatasetError, match="device_category"):
        collection.save(draft, **WHO, state=State.READY)
    remedies = [problem.remedy for problem in collection.problems(replace(document(), sources=[]))]
    assert remedies == ["Add at least one source: every incident can be traced to one."]
    assert collection.problems(document()) == []


@pytest.mark.parametrize(
    ("document_", "sentence"),
    [
        (IncidentDocument({"victim_name": "x", " ": "y"}), "no column"),
        (IncidentDocument({"summary": "\x00"}), "control character"),
        (IncidentDocument({}, [{"ages": "1"}]), "no column “ages”"),
        (IncidentDocument({"summary": "x" * 100_001}), "longer than"),
        (IncidentDocument({}, [{"outcome": "killed"}] * 1_001), "at most 1,000"),
    ],
)
def test_what_no_table_can_hold_is_refused_in_a_sentence(
    collection: Collection, document_: IncidentDocument, sentence: str
) -> None:
    with pytest.raises(StoreError, match=sentence):
        collection.save(document_, **WHO)
    assert collection.find().total == 0


def test_nothing_is_saved_without_a_name(collection: Collection) -> None:
    with pytest.raises(StoreError, match="State who saves this"):
        collection.save(document(), who=" ", why="")


def test_a_list_shows_what_was_saved_last_and_finds_by_words_in_any_script(collection: Collection) -> None:
    collection.save(document(), **WHO)
    collection.save(
        document("A-2", place_name="Ağdam", date_start="2021-05-01", date_end="2021-05-03"), **WHO
    )
    collection.save(document("A-3", date_start="", date_end="", date_prec="0"), **WHO, state=State.READY)
    assert [line.incident_id for line in collection.find().lines] == ["A-2", "A-1", "A-3"]
    assert [line.incident_id for line in collection.find(Query(newest_first=False)).lines] == [
        "A-1",
        "A-2",
        "A-3",
    ]
    assert [line.incident_id for line in collection.find(Query(words="agdam min")).lines] == ["A-2"]
    assert collection.find(Query(words="100% _")).total == 0
    may = Query(first_day=date(2021, 5, 2), last_day=date(2021, 5, 2))
    assert [line.incident_id for line in collection.find(may).lines] == ["A-2"]
    assert [line.incident_id for line in collection.find(Query(states=[State.READY])).lines] == ["A-3"]
    page = collection.find(Query(begin=1, most=1))
    assert ([line.incident_id for line in page.lines], page.total) == (["A-1"], 3)
    line = page.lines[0]
    assert (line.killed, line.injured, line.is_published, line.changed_by) == (None, 1, False, WHO["who"])


def test_a_removed_incident_leaves_the_list_and_keeps_its_history(collection: Collection) -> None:
    collection.save(document(), **WHO)
    collection.remove("A-1", who="B", why="entered twice", based_on=1)
    assert collection.find().total == 0
    assert [one.state for one in collection.history("A-1")] == [State.REMOVED, State.DRAFT]
    collection.restore("A-1", 1, who="B", why="was not", based_on=2)
    assert collection.find().total == 1


def test_reports_decisions_and_forms_are_kept_beside_the_incidents(collection: Collection) -> None:
    report = collection.add_report(
        "A mine exploded.\n", who="A", publisher="A newspaper", published="2020-11-24"
    )
    assert collection.add_report("A mine exploded.\n", who="B") == report
    assert collection.reports() == [report]
    assert collection.report(report.id) == report
    with pytest.raises(StoreError, match="no text"):
        collection.add_report(" \n", who="A")

    collection.decide("B-1", "A-1", is_same=True, who="A", why="same day")
    collection.decide("A-1", "B-1", is_same=False, who="B", why="other village")
    (stored,) = collection.decisions_about("B-1")
    assert (stored.one, stored.other, stored.is_same, stored.who) == ("A-1", "B-1", False, "B")

    collection.keep_form("form-1", {"incident": {"summary": "half a"}}, who="A")
    collection.keep_form("form-1", {"incident": {"summary": "half a sentence"}}, who="A")
    (form,) = collection.stored_forms()
    assert form.payload == {"incident": {"summary": "half a sentence"}}
    collection.save(document(), **WHO, form="form-1")
    assert collection.stored_forms() == []


def test_a_description_is_checked_and_not_overwritten_unseen(collection: Collection) -> None:
    described, number = collection.description()
    saved = collection.save_description({**described, "title": "Ours"}, **WHO, based_on=number)
    assert collection.description() == ({**described, "title": "Ours"}, saved)
    with pytest.raises(StoreError, match="saved this meanwhile"):
        collection.save_description({**described, "title": "Mine"}, **WHO, based_on=number)
    with pytest.raises(DatasetError, match="as_of"):
        collection.save_description({**described, "as_of": "yesterday"}, **WHO, based_on=saved)


def test_a_place_is_checked_and_saved_again_under_its_name(collection: Collection) -> None:
    collection.save_place({"place_name": "Ağdam", "adm1_iso": "AZ-AGM"}, **WHO)
    collection.save_place({"place_name": "Ağdam", "adm1_iso": "AZ-AGM", "aliases": "Aghdam"}, **WHO)
    assert collection.places() == [{"place_name": "Ağdam", "aliases": "Aghdam", "adm1_iso": "AZ-AGM"}]
    with pytest.raises(DatasetError, match="adm1_iso"):
        collection.save_place({"place_name": "Ağdam", "adm1_iso": "Aghdam"}, **WHO)
