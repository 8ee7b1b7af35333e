"""The controlled terms are those of the data model, and each reads well."""

from __future__ import annotations

import pytest

from data.tables.vocabulary import (
    Activity,
    CoordinateMethod,
    DatePrecision,
    DeviceCategory,
    Outcome,
    Precision,
    Term,
    VerificationStatus,
    VictimCategory,
    WherePrecision,
)


@pytest.mark.parametrize(
    ("terms", "listed"),
    [
        (Outcome, "killed injured"),
        (
            VictimCategory,
            "civilian armed_forces police_security security_forces_unspecified peacekeeper deminer "
            "emergency_service journalist local_official other unknown",
        ),
        (
            DeviceCategory,
            "antipersonnel_mine antivehicle_mine mine_unspecified improvised_mine ied_unspecified "
            "cluster_submunition uxo axo erw_unspecified booby_trap other unknown",
        ),
        (
            Activity,
            "travelling farming_herding construction_utility demining military_duty search_and_recovery "
            "journalism visiting_cemetery gathering other unknown",
        ),
        (VerificationStatus, "single_source multiple_sources conflicting"),
        (CoordinateMethod, "reported settlement described_offset district_point none"),
    ],
)
def test_the_terms_are_those_of_the_data_model(terms: type[Term], listed: str) -> None:
    """The lists are those of the design page, in its order."""
    assert [str(term) for term in terms] == listed.split()


@pytest.mark.parametrize(
    "terms", [Outcome, VictimCategory, DeviceCategory, Activity, VerificationStatus, CoordinateMethod]
)
def test_every_term_has_words_of_its_own(terms: type[Term]) -> None:
    labels = [term.label for term in terms]
    assert len(set(labels)) == len(labels)
    assert all(label and "_" not in label for label in labels)
    assert terms.__doc__


def test_a_code_that_two_lists_share_reads_as_each_list_says() -> None:
    assert str(VictimCategory.UNKNOWN) == str(DeviceCategory.UNKNOWN)
    assert VictimCategory.UNKNOWN.label != DeviceCategory.UNKNOWN.label
    assert VictimCategory.OTHER.label != DeviceCategory.OTHER.label


@pytest.mark.parametrize(("grades", "first", "last"), [(DatePrecision, 0, 5), (WherePrecision, 1, 7)])
def test_every_grade_has_words_of_its_own(grades: type[Precision], first: int, last: int) -> None:
    assert [int(grade) for grade in grades] == list(range(first, last + 1))
    assert len({grade.label for grade in grades}) == last - first + 1
