"""Several numbers of people in one cell: “1/0/2/0 (M/F/B/G)”, in the order of the heading or of the cell itself."""

from __future__ import annotations

import random
from typing import Final

import pytest

from data.imports.columns.counts.group_orders import order_in_heading, order_of
from data.imports.import_tables import Import, read_files

MEN, WOMEN, BOYS, GIRLS = ("male", "adult"), ("female", "adult"), ("male", "child"), ("female", "child")
CHILDREN: Final = ("", "child")
ORDERS: Final = {
    "M/F/B/G": (MEN, WOMEN, BOYS, GIRLS),
    "M/W/B/G": (MEN, WOMEN, BOYS, GIRLS),
    "Men/Women/Boys/Girls": (MEN, WOMEN, BOYS, GIRLS),
    "Girls, boys, women, men": (GIRLS, BOYS, WOMEN, MEN),
    "H-M-Niños-Niñas": (MEN, WOMEN, BOYS, GIRLS),
    "H/F/G/F": (MEN, WOMEN, BOYS, GIRLS),
    "hommes/femmes/enfants": (MEN, WOMEN, CHILDREN),
    "м/ж/д": (MEN, WOMEN, CHILDREN),
    "мужчины/женщины/мальчики/девочки": (MEN, WOMEN, BOYS, GIRLS),
    "чоловіки/жінки/хлопчики/дівчата": (MEN, WOMEN, BOYS, GIRLS),
    "kişi/qadın/uşaq": (MEN, WOMEN, CHILDREN),
    "رجال/نساء/أطفال": (MEN, WOMEN, CHILDREN),
    "مرد/زن/پسر/دختر": (MEN, WOMEN, BOYS, GIRLS),
    "M/F": (("male", ""), ("female", "")),
}


def of(group: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    kinds = dict(group)
    return kinds.get("sex", ""), kinds.get("age_group", "")


def read(table: str) -> Import:
    return read_files([("rows.csv", table.encode())])


def people(found: Import) -> dict[tuple[str, str, str, str], int]:
    rows = found.dataset.casualties.dropna(subset=["count_best"])
    keys = zip(rows["incident_id"], rows["outcome"], rows["sex"], rows["age_group"], strict=True)
    return {
        (str(one), str(what), str(sex), str(age)): int(number)
        for (one, what, sex, age), number in zip(keys, rows["count_best"], strict=True)
    }


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_of_groups_is_understood_in_many_languages(order: str) -> None:
    assert tuple(map(of, order_of(order))) == ORDERS[order]


@pytest.mark.parametrize(
    "heading", ["Lat/Long", "Province/District", "Killed (total)", "Day/Month", "X/Y", "Sources (A/B/C)"]
)
def test_other_headings_name_no_order(heading: str) -> None:
    assert order_in_heading(heading) == (heading, ())


@pytest.mark.parametrize("order", [order for order, groups in ORDERS.items() if len(groups) > 2])
def test_cells_in_the_order_of_their_heading_make_casualty_rows(order: str) -> None:
    chance = random.Random(order)  # noqa: S311 - for a table, not a secret
    groups, lines = ORDERS[order], [f"id;Date;Killed ({order});Injured [{order}]"]
    expected: dict[tuple[str, str, str, str], int] = {}
    for number in range(1, 6):
        cells = []
        for outcome in ("killed", "injured"):
            figures = [chance.randrange(3) for _ in groups]
            cells.append("/".join(map(str, figures)))
            expected |= {
                (f"I{number}", outcome, *group): figure
                for group, figure in zip(groups, figures, strict=True)
                if figure
            }
        lines.append(f"I{number};2021-03-0{number};{cells[0]};{cells[1]}")
    assert people(read("\n".join(lines))) == expected


def test_a_cell_may_name_its_own_order() -> None:
    found = read(
        "id;Date;Killed;Injured\nA;2021-03-01;1/0/2/0 (M/F/B/G);0/1/0/0 (M/F/B/G)\n"
        "B;2021-03-02;0/2 (G/B);M:1 F:0 B:0 G:1\nC;2021-03-03;3;2M, 1F\n"
    )
    assert people(found) == {
        ("A", "killed", "male", "adult"): 1,
        ("A", "killed", "male", "child"): 2,
        ("A", "injured", "female", "adult"): 1,
        ("B", "killed", "male", "child"): 2,
        ("B", "injured", "male", "adult"): 1,
        ("B", "injured", "female", "child"): 1,
        ("C", "killed", "", ""): 3,
        ("C", "injured", "male", ""): 2,
        ("C", "injured", "female", ""): 1,
    }


@pytest.mark.parametrize("heading", ["Casualties (K/I)", "Killed/Injured", "Пострадало (погибло/ранено)"])
def test_killed_and_injured_in_one_cell_are_distinguished_by_the_heading(heading: str) -> None:
    found = read(f"id;Date;{heading}\nA;2021-03-01;1/2\nB;2021-03-02;0/3\n")
    assert people(found) == {
        ("A", "killed", "", ""): 1,
        ("A", "injured", "", ""): 2,
        ("B", "injured", "", ""): 3,
    }


def test_a_cell_of_another_number_of_parts_is_unknown_with_a_remark() -> None:
    found = read(
        "id;Date;Killed (M/F/B/G);Injured\nA;2021-03-01;1/0/0/0;0\nB;2021-03-02;1/2;0\nC;2021-03-03;0/0/1/0;0\n"
    )
    reasons = found.account.rows.set_index("row")["reason"]
    assert "not understood and was left unknown" in str(reasons.loc[3])
    assert sum(people(found).values()) == 2


def test_an_order_that_is_not_understood_is_never_silent() -> None:
    found = read("id;Date;Killed (M/F/Unk)\nA;2021-03-01;1/0/2\nB;2021-03-02;0/0/1\n")
    assert not people(found)
    assert found.account.rows["reason"].str.contains("seems to count people who were killed").all()
