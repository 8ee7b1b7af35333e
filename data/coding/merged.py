"""What a further report adds to an incident: a source, ranges where figures differ, and what it says otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from data.coding.coded import with_evidence
from data.coding.figures import bounds_of, is_open
from data.coding.words import label_of, value_text
from data.language import _
from data.store.records.documents import Cells, IncidentDocument
from data.tables.vocabulary import VerificationStatus

_COMPARED: Final = ("date_start", "date_end", "place_name", "adm1_iso", "device_category", "activity")
"""Columns in which a report may disagree with an incident."""
_PLACE: Final = ("place_name", "adm0", "adm1_name", "adm1_iso")
_EMPTY: Final = ("", "unknown")


@dataclass(frozen=True)
class Merged:
    """An incident with a further source, for an editor to check and save."""

    document: IncidentDocument
    differences: tuple[str, ...]
    """Where the report gives something else, in sentences; what the incident had is kept, figures become ranges."""


def merged(old: IncidentDocument, new: IncidentDocument) -> Merged:
    """The incident `old` with what a report coded as `new` adds: its source, empty cells filled, ranges widened."""
    cells, others = _cells(old.incident, new.incident)
    casualties, figures = _casualties(old.casualties, new.casualties)
    differences = [*others, *figures]
    sources, is_new = _sources(old.sources, new.sources)
    if differences:
        cells["verification_status"] = VerificationStatus.CONFLICTING.value
        cells["notes"] = "\n".join(
            dict.fromkeys([*filter(None, [cells.get("notes", "")]), *_noted(new, differences)])
        )
    elif is_new and cells.get("verification_status") != VerificationStatus.CONFLICTING.value:
        cells["verification_status"] = VerificationStatus.MULTIPLE_SOURCES.value
    evidence = with_evidence(old.evidence, new.evidence)
    document = IncidentDocument(cells, casualties, sources, evidence, [*old.reports, *new.reports])
    return Merged(document, tuple(differences))


def _noted(new: IncidentDocument, differences: Sequence[str]) -> list[str]:
    publisher = next((row["publisher"] for row in new.sources if row.get("publisher")), "")
    return [f"{publisher}: {sentence}" if publisher else sentence for sentence in differences]


def _cells(old: Cells, new: Cells) -> tuple[dict[str, str], list[str]]:
    """The cells with what was empty filled, and where both have something else."""
    cells, differences = dict(old), []
    for name in _COMPARED:
        one, other = old.get(name, ""), new.get(name, "")
        if one not in _EMPTY and other not in _EMPTY and one != other:
            differences.append(
                _("{field} is {old} in the incident and {new} in the report.").format(
                    field=label_of(name), old=value_text(name, one), new=value_text(name, other)
                )
            )
    for name in ("device_category", "device_as_reported", "activity", "location_as_reported"):
        _fill(cells, new, [name])
    if old.get("emplacing_actor", "") in _EMPTY:
        _fill(cells, new, ["emplacing_actor", "attribution"])
    if old.get("date_start", "") == "":
        _fill(cells, new, ["date_start", "date_end", "date_prec"])
    if all(old.get(name, "") in _EMPTY for name in _PLACE):
        _fill(cells, new, [*_PLACE, "longitude", "latitude", "where_prec", "coord_method"])
    return cells, differences


def _fill(cells: dict[str, str], new: Cells, names: Sequence[str]) -> None:
    """Take cells from the report where it has the first of them and the incident has not."""
    if new.get(names[0], "") in _EMPTY or cells.get(names[0], "") not in _EMPTY:
        return
    for name in names:
        if new.get(name):
            cells[name] = new[name]


def _casualties(old: Sequence[Cells], new: Sequence[Cells]) -> tuple[list[dict[str, str]], list[str]]:
    rows = [dict(row) for row in old]
    left = list(range(len(rows)))
    differences = []
    for row in new:
        place = _place_of(row, rows, left)
        if place is None:
            rows.append(dict(row))
            differences.append(_("Only the report has: {row}.").format(row=_written(row)))
            continue
        left.remove(place)
        wider = _wider(rows[place], row)
        if bounds_of(rows[place]) != bounds_of(row):
            sentence = _("{row}: {old} in the incident, {new} in the report.")
            differences.append(
                sentence.format(row=_named(rows[place]), old=_figures(rows[place]), new=_figures(row))
            )
        rows[place] = wider
    return rows, differences


def _place_of(row: Cells, rows: Sequence[Mapping[str, str]], left: Sequence[int]) -> int | None:
    """The row about the same people: of the same actor, role and outcome, else the only one of role and outcome."""
    same = [place for place in left if _is_alike(row, rows[place])]
    exact = [
        place for place in same if rows[place].get("affected_actor", "") == row.get("affected_actor", "")
    ]
    return exact[0] if exact else same[0] if len(same) == 1 else None


def _is_alike(one: Cells, other: Cells) -> bool:
    return all(one.get(name, "") == other.get(name, "") for name in ("victim_category", "outcome"))


def _wider(one: Cells, other: Cells) -> dict[str, str]:
    """The row with the lowest and the highest figure of both; the figure to use stays, or is filled."""
    (low, high), (other_low, other_high) = bounds_of(one), bounds_of(other)
    lows = [number for number in (low, other_low) if number is not None]
    highs = [number for number in (high, other_high) if number is not None]
    has_no_end = is_open(one) or is_open(other)
    return {
        **one,
        "count_low": str(min(lows)) if lows else "",
        "count_best": one.get("count_best") or other.get("count_best", ""),
        "count_high": str(max(highs)) if highs and not has_no_end else "",
    }


def _figures(row: Cells) -> str:
    low, high = bounds_of(row)
    if low is None:
        return _("no number")
    if is_open(row):
        return _("at least {count}").format(count=low)
    return str(low) if low == high else f"{low}–{high}"


def _named(row: Cells) -> str:
    outcome = value_text("outcome", row.get("outcome", ""))
    return ", ".join(filter(None, (row.get("affected_actor", ""), outcome)))


def _written(row: Cells) -> str:
    return f"{_named(row)} {_figures(row)}"


def _sources(old: Sequence[Cells], new: Sequence[Cells]) -> tuple[list[Cells], bool]:
    """The sources of both, and whether another publisher came in."""
    rows: list[Cells] = list(old)
    for row in new:
        is_there = any(
            (row.get("url") and row.get("url") == each.get("url"))
            or all(row.get(name, "") == each.get(name, "") for name in ("publisher", "url", "published"))
            for each in rows
        )
        if not is_there:
            rows.append(row)
    publishers = {row.get("publisher", "") for row in old}
    return rows, any(row.get("publisher", "") not in publishers for row in rows)
