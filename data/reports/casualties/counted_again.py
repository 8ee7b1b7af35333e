"""Numbers that another source gives for people who are counted already: the hospital said it had admitted five."""

from __future__ import annotations

from collections.abc import Sequence

from data.reports.casualties.entry import Entry, may_be
from data.reports.casualties.ledger import Ledger
from data.reports.outcomes.outcomes import INJURED, KILLED, TREATED, Mention
from data.reports.people.group import GENERIC, PRONOUN, Group
from data.reports.reading.read_sentence import Read
from data.reports.text.words import Words


def without_counts_of_hospital(
    words: Words, one: Read, found: list[Mention], ledger: Ledger, other_counts: list[Mention]
) -> list[Mention]:
    """The mentions without those that a hospital gives of people whom earlier sentences count; these go to
    `other_counts`. What says "more" or "another" stays.
    """
    is_of_hospital = words.has("background.receivers", one.text) and words.has(
        "background.received", one.text
    )
    if not is_of_hospital or ledger.is_update or words.has("joins.further", one.text):
        return found
    again = [mention for mention in found if _is_counted(ledger, mention)]
    other_counts += [
        Mention(_outcome(mention), mention.group, mention.start, mention.end, mention.is_single)
        for mention in again
    ]
    return [mention for mention in found if mention not in again]


def without_claims(words: Words, one: Read, found: list[Mention], ledger: Ledger) -> list[Mention]:
    """The mentions without those whom somebody claims to have killed, where earlier sentences say who was killed: the
    rebels said they had killed nine soldiers.
    """
    if not words.has("background.claimed", one.text):
        return found
    return [
        mention
        for mention in found
        if mention.outcome not in (KILLED, INJURED)
        or mention.group is None
        or mention.group.start < mention.start
        or not ledger.total(mention.outcome)
    ]


def _outcome(mention: Mention) -> str:
    return INJURED if mention.outcome == TREATED else mention.outcome


def _is_counted(ledger: Ledger, mention: Mention) -> bool:
    """Whether it gives another number of people than the earlier sentences, with all that they have in common."""
    group = mention.group
    if group is None or _outcome(mention) not in (KILLED, INJURED) or not group.is_counted or not group.best:
        return False
    if group.is_more or group.is_own or group.is_part or group.is_rest or group.category == PRONOUN:
        return False
    known = [one for one in ledger.entries if one.outcome == _outcome(mention)]
    fitting = [one for one in known if _may_be(one, group)]
    return bool(fitting) and group.best > 1 and sum(one.size for one in fitting) != group.best


def _may_be(one: Entry, group: Group) -> bool:
    return group.category == GENERIC or may_be(one.category, group.category)


def widen_by(ledger: Ledger, found: Sequence[Mention]) -> None:
    """Takes the numbers of another source into the range of the only people with that outcome."""
    for outcome in (KILLED, INJURED):
        groups = [m.group for m in found if m.outcome == outcome and m.group and m.group.best]
        own = [one for one in ledger.entries if one.outcome == outcome]
        size = sum(group.best or 0 for group in groups)
        if len(own) == 1 and size and own[0].best is not None and size <= own[0].best + 5:
            own[0].low = min(own[0].low, size)
            own[0].high = None if own[0].high is None else max(own[0].high, size)
            own[0].spans += [(mention.start, mention.end) for mention in found if mention.outcome == outcome]
