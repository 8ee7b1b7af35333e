"""Names of places in a sentence, with what the words around them say of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from data.places.gazetteer import Gazetteer
from data.places.located import Candidate
from data.reports.text.sentences import Body, Sentence, Token, tokens
from data.reports.text.words import Words
from data.reports.where.candidates import ONE_NAME_FOR_ALL
from data.reports.where.cues import Cues, cue_after, cue_before, settled_cue, with_cue
from data.reports.where.look_up import Known, look_up, villages_named
from data.reports.where.names_beside import as_locator, distinguished
from data.reports.where.offsets import with_offset
from data.reports.where.toponym import DISTRICT, NEAR, PROVINCE, SETTLEMENT, Toponym

_MOST_WORDS: Final = 4


_ACRONYM: Final = 4
"""Names of so many capitals are those of bodies: DRG is no place."""


_LINKS: Final = frozenset(
    "al el as ash az ar ad an at de del la las los le les du des d' d ez es - ' the and и y et və և та".split()
)


_IS_TAIL: Final = re.compile(
    r"\b(?:Carmen|San|Santa|Santo|Puerto|Villa|Belén|Rosario|Playa|Cruz|Ciudad|Alto|Bajo|Río|Boca) (?:de|del|de la)\s$"
)
"""Before the last word of a name that no list has: Carmen del Darién is not Darién."""


_MARKS: Final = re.compile("[\u064b-\u0652\u0640\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Vowels of Arabic and marks of direction."""


class Finder:
    """Finds the names of places in the sentences of one report."""

    def __init__(self, words: Words, body: Body, gazetteer: Gazetteer) -> None:
        self.words, self.body, self.gazetteer = words, body, gazetteer
        self.cues = Cues(words, body)
        self._known: dict[int, list[Toponym]] = {}
        self._common = {word for word in re.findall(r"\w+", body.plain) if word.islower()}
        """What the report writes small elsewhere is no name."""

    def villages(self, toponym: Toponym) -> tuple[Candidate, ...]:
        """The villages too small for the gazetteer that the name may mean, where it is not one of a division."""
        if toponym.cue in (DISTRICT, PROVINCE) or toponym.districts or toponym.country:
            return ()
        return villages_named(self.gazetteer, self.words.language, toponym.text)

    def toponyms(self, sentence: Sentence) -> list[Toponym]:
        """The names of places of a sentence, in their order."""
        if sentence.number not in self._known:
            found = list(self._find(sentence))
            found = [
                distinguished(self.cues, one, after)
                for one, after in zip(found, [*found[1:], None], strict=False)
            ]
            self._known[sentence.number] = [
                as_locator(self.cues, before, one) for before, one in zip([None, *found], found, strict=False)
            ]
        return self._known[sentence.number]

    def _find(self, sentence: Sentence) -> Iterator[Toponym]:
        text = self.body.plain
        here = self._words_of(sentence)
        blocked = [
            (one.start, one.end)
            for prefix in (
                "days",
                "sources.names",
                "sources.agencies",
                "nationalities",
                "device",
                "people",
                "place.never",
                "roles",
            )
            for one in self.words.find(prefix, text, sentence.start, sentence.end)
        ]
        own = self._own_districts(sentence)
        position = 0
        yield from own
        blocked += [(one.start, one.end) for one in own]
        while position < len(here):
            if any(one.start <= here[position].start < one.end for one in own):
                position += 1
                continue
            found = self._longest_at(sentence, here, position, blocked)
            if found is None:
                position += 1
                continue
            toponym, count = found
            yield with_offset(self.cues, sentence, with_cue(self.cues, sentence, toponym))
            position += count

    def _words_of(self, sentence: Sentence) -> list[Token]:
        """The words and marks of a sentence, those that French joins as two: près d'Ariha."""
        here = tokens(self.body.plain, sentence.start, sentence.end)
        if self.words.language != "fr":
            return here
        made: list[Token] = []
        for one in here:
            cut = 2 if re.match(r"[dl]'\w", one.text, re.IGNORECASE) else 0
            if cut:
                made.append(Token(one.start, one.start + cut, one.text[:cut]))
            made.append(Token(one.start + cut, one.end, one.text[cut:]))
        return made

    def _own_districts(self, sentence: Sentence) -> list[Toponym]:
        """Names of districts that the word lists have: Чернігівщина, ДНР."""
        by_code = self.gazetteer.districts.by_code
        made = []
        for one in self.words.find("districts", self.body.plain, sentence.start, sentence.end):
            district = by_code.get(one.key.removeprefix("districts."))
            if district is not None:
                after = cue_after(self.cues, sentence, one.end)
                text = self.body.whole[one.start : one.end]
                cue = settled_cue(cue_before(self.cues, sentence, one.start), after)
                # "Near Taiz", "Taiz city": the town that the province is named after.
                is_town = cue in (NEAR, SETTLEMENT)
                places = look_up(self.gazetteer, self.words.language, text).places if is_town else ()
                own_cue = DISTRICT if district.adm0 in ONE_NAME_FOR_ALL else PROVINCE
                cue = cue if places else after or own_cue
                made.append(Toponym(one.start, one.end, text, cue, districts=(district,), places=places))
        return made

    def _longest_at(
        self, sentence: Sentence, here: list[Token], position: int, blocked: list[tuple[int, int]]
    ) -> tuple[Toponym, int] | None:
        first = here[position]
        own_cue = cue_before(self.cues, sentence, first.start)
        if not self._may_begin(first, own_cue):
            return None
        for count in range(min(_MOST_WORDS, len(here) - position), 0, -1):
            last = here[position + count - 1]
            if not self._may_hold(here[position : position + count]):
                continue
            if any(start <= first.start and last.end <= end for start, end in blocked):
                continue
            # The gazetteer tells the ending ة from ه, which the plain text does not.
            text = self.body.whole if self.words.language == "ar" else self.body.plain
            written = _MARKS.sub("", text[first.start : last.end])
            known = look_up(self.gazetteer, self.words.language, written)
            if known.is_known and self._is_whole_name(sentence, here, position, count, known, own_cue):
                return Toponym(
                    first.start,
                    last.end,
                    self.body.whole[first.start : last.end],
                    country=known.country,
                    districts=known.districts,
                    places=known.places,
                ), count
        return self._unknown(sentence, here, position, own_cue, blocked)

    def _is_whole_name(
        self, sentence: Sentence, here: list[Token], position: int, count: int, known: Known, cue: str
    ) -> bool:
        """Whether nothing speaks against the words being a name by themselves."""
        first, last = here[position], here[position + count - 1]
        if count == 1 and self._is_no_name(sentence, here, position, known):
            return False
        if self.words.language == "ar":
            after = here[position + 1] if position + 1 < len(here) else None
            is_beginning = count == 1 and self.words.has("place.first_word", first.text)
            return not (is_beginning and after is not None and not _mark(after))
        is_settled = (
            cue in (SETTLEMENT, DISTRICT, PROVINCE, NEAR) or cue_after(self.cues, sentence, last.end) != ""
        )
        if count == 1 and not is_settled:
            is_first = position == 0 or (here[position - 1].text in '.!?:;"«“-–—' and position < 3)
            if first.text.lower() in self._common or len(first.text) < 3:
                return False
            if is_first and not known.country and not known.districts and sentence.paragraph > 0:
                return bool(re.match(r"\s*(?:[,:(–—-]|$)", self.body.plain[last.end : last.end + 3]))
        may_be_common = (SETTLEMENT,) if self.words.language == "en" else (SETTLEMENT, NEAR)
        if count == 1 and first.text.lower() in self._common and cue not in may_be_common:
            return False
        before = here[position - 1] if position > 1 else None
        is_tail = before is not None and _is_capital(before.text) and first.start - before.end == 1
        if is_tail and sentence.paragraph > 0 and self.words.language in ("en", "es", "fr") and count == 1:
            return bool(known.country) or is_settled
        if count == 1 and self.words.language == "es" and _IS_TAIL.search(self.body.plain[: first.start]):
            return False
        following = here[position + count] if position + count < len(here) else None
        is_inflected = self.words.language in ("ru", "uk", "az", "hy")
        is_longer = (
            not is_inflected
            and not last.text.endswith("'s")
            and following is not None
            and _is_capital(following.text)
            and following.start - last.end <= 1
        )
        if is_longer and sentence.paragraph > 0 and cue_after(self.cues, sentence, last.end) == "":
            return bool(known.country) or (count > 1 and bool(known.districts))
        return True

    def _is_no_name(self, sentence: Sentence, here: list[Token], position: int, known: Known) -> bool:
        """Whether the word is the name of a body in capitals (DRG), or a thing with its article (near the Bridge)."""
        word = here[position]
        if word.text.lower() in _LINKS:
            return True
        if known.country or position == 0:
            return False
        if word.text.isupper() and len(word.text) <= _ACRONYM:
            return any(letter.islower() for letter in self.body.words(sentence))
        has_article = self.words.language == "en" and here[position - 1].text.lower() == "the"
        # "The Gajibo road", "the Mandera-Lafey road" are named after places.
        ends = re.match(r"\s*(?:[.,;:!?)]|$)", self.body.plain[word.end : word.end + 2]) is not None
        return ends and has_article and not known.districts and not cue_after(self.cues, sentence, word.end)

    def _unknown(
        self, sentence: Sentence, here: list[Token], position: int, cue: str, blocked: list[tuple[int, int]]
    ) -> tuple[Toponym, int] | None:
        """A name that no list has, but that the words beside it call a settlement or district."""
        count = 1
        while (
            count < 3
            and position + count < len(here)
            and _is_capital(here[position + count].text)
            and not _mark(here[position + count])
            and cue_after(self.cues, sentence, here[position + count].end) not in (DISTRICT, PROVINCE)
        ):
            count += 1
        first, last = here[position], here[position + count - 1]
        is_name = _is_capital(first.text) or (self.words.language == "ar" and cue == SETTLEMENT)
        if any(start < last.end and first.start < end for start, end in blocked) or not is_name:
            return None
        after = cue_after(self.cues, sentence, last.end)
        is_common = count == 1 and first.text.lower() in self._common
        is_called = cue in (SETTLEMENT, DISTRICT, NEAR) or after in (SETTLEMENT, DISTRICT)
        if cue == "inside" and not is_called and self.words.language != "ar":
            written = self.body.plain[first.start : last.end]
            is_called = len(written) > 3 and bool(
                villages_named(self.gazetteer, self.words.language, written)
            )
        if is_called and not is_common:
            return Toponym(first.start, last.end, self.body.whole[first.start : last.end]), count
        return None

    def _may_begin(self, token: Token, cue: str) -> bool:
        if len(token.text) < 2 or token.text[0].isdigit() or _mark(token):
            return False
        if self.words.language == "ar":
            is_kind = any(
                one.end - one.start == len(token.text) and not one.key.endswith(".first_word")
                for one in self.words.find("place", token.text)
            )
            is_long = len(token.text) > 2 or self.words.has("place.first_word", token.text)
            return cue != "" and is_long and not is_kind
        return _is_capital(token.text) or (
            token.text.lower().startswith(("al-", "as-", "ash-", "az-", "ar-", "el-")) and "-" in token.text
        )

    def _may_hold(self, part: list[Token]) -> bool:
        if self.words.language == "ar":
            return not any(_mark(token) for token in part)
        return all(_is_capital(token.text) or token.text.lower() in _LINKS for token in part[1:]) and (
            len(part) == 1 or _is_capital(part[-1].text)
        )


def _is_capital(text: str) -> bool:
    return text[:1].isupper() or (text[:1] in "'`" and text[1:2].isupper())


def _mark(token: Token) -> bool:
    return not token.text[0].isalnum()
