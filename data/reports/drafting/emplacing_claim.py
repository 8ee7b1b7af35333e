"""Who is said to have laid the device, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from data.reports.drafting.sources import Cited
from data.reports.reading.read_sentence import Read
from data.reports.report import EmplacingClaim
from data.reports.text.sentences import Body
from data.reports.text.words import Words


def claim(
    words: Words, body: Body, reads: Sequence[Read], cited: Cited
) -> tuple[EmplacingClaim, tuple[int, int]] | None:
    """Who is said to have laid this device and by whom that is said; None where nobody says it."""
    for one in reads:
        start, end = one.sentence.start, one.sentence.end
        if words.has("claims.not_claimed", body.plain, start, end):
            continue
        for laid in words.find("claims.laid", body.plain, start, end):
            actors = words.find("actors", body.plain, max(start, laid.start - 80), min(end, laid.end + 80))
            if actors:
                nearest = min(
                    actors,
                    key=lambda actor: (
                        actor.start < laid.end and not actor.meets(laid.start, laid.end),
                        abs(actor.start - laid.end),
                    ),
                )
                claimant = _claimant(words, body, one, cited)
                span = (min(laid.start, nearest.start), max(laid.end, nearest.end))
                return EmplacingClaim(nearest.key.removeprefix("actors."), claimant), span
    return None


def _claimant(words: Words, body: Body, one: Read, cited: Cited) -> str:
    own = words.find("sources.names", body.plain, one.sentence.start, one.sentence.end)
    if own:
        return own[0].key.removeprefix("sources.names.")
    return cited.names[0] if cited.names else ""
