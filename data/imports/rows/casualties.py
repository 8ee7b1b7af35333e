"""Who was affected in the rows of a table: a row a person, or numbers of people in columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.imports.columns.cells import counts, looked_up, meanings, one_line
from data.imports.columns.column_mapping import ColumnMapping, Grain
from data.imports.columns.counts.group_counts import GroupCount
from data.imports.columns.value_terms import terms_by
from data.imports.columns.words.term_words import age_groups, sexes
from data.imports.formats.text.text_table import TextTable
from data.imports.report.ledger import Ledger
from data.imports.rows.coded_rows import casualty_rows
from data.imports.rows.empty_counts import EMPTY_COUNT, EMPTY_PART
from data.imports.rows.group_figures import casualty_rows_of, together, with_ends, without_groups
from data.imports.rows.totals import COUNT_PREFIX
from data.imports.rows.victims_table import Victims, less_the_listed
from data.tables.vocabulary import NOT_STATED

ACTORS: Final = {
    "civilian": "Civilians",
    "armed_forces": "Armed forces",
    "police_security": "Police or border guard",
    "security_forces_unspecified": "Security forces",
    "peacekeeper": "Peacekeepers",
    "deminer": "Deminers",
    "emergency_service": "Emergency service",
    "journalist": "Journalists",
    "local_official": "Local officials",
    "other": "Others",
    "unknown": NOT_STATED,
}
"""Who was affected, where a table gives only the role."""

NUMBERS_DIFFER: Final = "Reports of this incident give different numbers; the first is the best figure, the others make the range."
UNKNOWN_ROLE: Final = (
    "The role is none of the atlas's kinds; it is coded unknown, its words stand for the actor."
)
OUTCOMES: Final = ("killed", "injured")


@dataclass(frozen=True)
class CasualtiesOfRows:
    """Reads the casualties of a table through the mapping of its columns."""

    mapping: ColumnMapping
    victims: Victims | None
    """The table of victims beside this one."""
    zeros: frozenset[str]
    """The columns of numbers of people that write 0 for nobody: an empty cell of them is not recorded."""

    def casualties(
        self,
        table: TextTable,
        given: dict[str, pd.Series],
        incidents: pd.DataFrame,
        unknown: Mapping[str, pd.Series],
        ledger: Ledger,
    ) -> pd.DataFrame:
        """Rows of casualties; `unknown` says by outcome which rows are of an incident that does not give its number."""
        nothing = pd.Series("", index=incidents.index, dtype="str")
        roles = given.get("victim_category", nothing)
        role = meanings(
            roles, terms_by("victim_category", self.mapping.values), ledger, UNKNOWN_ROLE, "unknown"
        )
        by_role = looked_up(role, ACTORS).where((role != "unknown") | (roles == ""), roles)
        actor = given.get("affected_actor", nothing)
        actor = looked_up(actor, terms_by("affected_actor", self.mapping.values)(actor))
        who = {
            "affected_actor": one_line(actor.where(actor != "", by_role)),
            "affected_side": one_line(given.get("affected_side", nothing)),
            "victim_category": role,
        }
        if self.mapping.grain is Grain.VICTIM:
            texts = given["outcome"]
            words: dict[str, object] = {
                "outcome": looked_up(texts, terms_by("outcome", self.mapping.values)(texts)),
                "sex": looked_up(given.get("sex", nothing), sexes(given.get("sex", nothing))),
                "age_group": looked_up(
                    given.get("age_group", nothing), age_groups(given.get("age_group", nothing))
                ),
            }
            return casualty_rows(incidents.index, **who, **words, count_low=1, count_best=1, count_high=1)
        parts = []
        if self.victims is not None:
            parts.append(self.victims.listed(table, incidents.index, ACTORS))
        for outcome in OUTCOMES:
            is_described = pd.Series(False, index=incidents.index)
            is_unknown = unknown[outcome]
            ledger.remark(is_unknown.index[is_unknown], EMPTY_COUNT.format(outcome=outcome))
            groups = self._groups(outcome, given, incidents.index, ledger)
            if outcome in given or any(group.is_of_all for group in groups):
                people = with_ends(given.get(outcome), groups, incidents.index, ledger)
                people = without_groups(people, groups, ledger)
                is_described |= people["is_given"]
                if self.victims is not None:
                    people = less_the_listed(people, parts[0], outcome, ledger)
                if self.mapping.grain is Grain.SOURCE:
                    people = _once(people, incidents["key"], ledger)
                is_counted = people["is_given"] & ~(people["high"].eq(0) & people["low"].eq(0))
                chosen = people[is_counted]
                figures = {f"count_{part}": chosen[part] for part in ("low", "best", "high")}
                whose = {name: values.loc[chosen.index] for name, values in who.items()}
                person = {name: chosen[name] for name in ("sex", "age_group")}
                parts.append(casualty_rows(chosen.index, **whose, **person, outcome=outcome, **figures))
            if self.mapping.grain is Grain.EVENT and self.victims is None:
                groups = self._with_empty_parts(groups, ~is_described & ~is_unknown, ledger)
            parts += [
                casualty_rows_of(group, figures, who, ACTORS)
                for group, figures in together(groups)
                if not group.is_of_all
            ]
            if self.mapping.grain is Grain.SOURCE:
                is_unknown = is_unknown & ~incidents["key"].duplicated()
            silent = is_unknown.index[is_unknown]
            whose = {name: values.loc[silent] for name, values in who.items()}
            parts.append(casualty_rows(silent, **whose, outcome=outcome, count_low=0))
        return pd.concat(parts, ignore_index=True)

    def _with_empty_parts(
        self, groups: dict[GroupCount, pd.DataFrame], is_open: pd.Series, ledger: Ledger
    ) -> dict[GroupCount, pd.DataFrame]:
        """The figures of each group, an empty one given without a number where its column writes 0 for nobody."""
        with_zeros = [text for column, text in self.mapping.counts.items() if column in self.zeros]
        found = dict(groups)
        for group in [one for one in groups if str(one) in with_zeros]:
            is_empty = is_open & ~groups[group]["is_given"]
            if group.part == "best" and not group.is_of_all and is_empty.any():
                ledger.remark(is_empty.index[is_empty], EMPTY_PART.format(outcome=group.outcome))
                found[group] = groups[group].assign(is_given=groups[group]["is_given"] | is_empty)
        return found

    def _groups(
        self, outcome: str, given: dict[str, pd.Series], index: pd.Index, ledger: Ledger
    ) -> dict[GroupCount, pd.DataFrame]:
        """The figures of each column that counts a part of the people with an outcome."""
        groups = {column: GroupCount.from_text(text) for column, text in self.mapping.counts.items()}
        return {
            group: counts(given[COUNT_PREFIX + column].loc[index], ledger)
            for column, group in groups.items()
            if group is not None and group.outcome == outcome
        }


def _once(people: pd.DataFrame, key: pd.Series, ledger: Ledger) -> pd.DataFrame:
    """The figures of each incident with its first row: its own as the best, all of them as the range."""
    given = people[people["is_given"]]
    by = given.groupby(key.loc[given.index], sort=False)
    low, high = by["low"].transform("min"), by["high"].transform("max")
    differs = (low != given["low"]) | (high != given["high"])
    ledger.remark(given.index[differs], NUMBERS_DIFFER, given["best"][differs].map("{:g}".format))
    first = ~key.loc[given.index].duplicated()
    return given.assign(low=low, high=high)[first]
