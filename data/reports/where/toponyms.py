"""Names of places in a sentence, with what the words around them say of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from data.places.gazetteer import Gazetteer
from data.places.located import Candidate
from data.reports.text.numbers import numbers
from data.reports.text.sentences import Body, Sentence, Token, tokens
from data.reports.text.words import Found, Words, longest
from data.reports.where.candidates import ONE_NAME_FOR_ALL
from data.reports.where.look_up import Known, look_up, villages_named
from data.reports.where.toponym import DISTRICT, NEAR, PROVINCE, SETTLEMENT, Toponym

_MOST_WORDS: Final = 4
_ACRONYM: Final = 4
"""Names of so many capitals are those of bodies: DRG is no place."""
_PREPOSITION: Final = 4
"""Words of so many letters (from, bound for) are of the name right behind them only."""
_BEARINGS: Final = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
_UNIT_KM: Final = {"km": 1.0, "mile": 1.609344, "metre": 0.001}
_LINKS: Final = frozenset(
    "al el as ash az ar ad an at de del la las los le les du des d' d ez es - ' the and и y et və և та".split()
)
_IS_TAIL: Final = re.compile(
    r"\b(?:Carmen|San|Santa|Santo|Puerto|Villa|Belén|Rosario|Playa|Cruz|Ciudad|Alto|Bajo|Río|Boca) (?:de|del|de la)\s$"
)
"""Before the last word of a name that no list has: Carmen del Darién is not Darién."""
_BESIDE: Final = re.compile(r",\s*(?:just |to the |au |à |à l['’]|al |a |к |на )?(?:the )?")
"""Between a name and the direction in which it lies from another one."""
_MARKS: Final = re.compile("[\u064b-\u0652\u0640\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Vowels of Arabic and marks of direction."""
_DATELINE: Final = re.compile(
    r"^\s*(?:\([A-Z]{2,5}\)\s*)?(?:[-–—:]|\.\s+\d|,\s+\d{1,2}\s|,\s+\w+\.?\s+\d{1,2}\b|\.\s)"
)


class Finder:
    """Finds the names of places in the sentences of one report."""

    def __init__(self, words: Words, body: Body, gazetteer: Gazetteer) -> None:
        self.words, self.body, self.gazetteer = words, body, gazetteer
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
                self._distinguished(one, after) for one, after in zip(found, [*found[1:], None], strict=False)
            ]
            self._known[sentence.number] = [
                self._as_locator(before, one) for before, one in zip([None, *found], found, strict=False)
            ]
        return self._known[sentence.number]

    def _distinguished(self, one: Toponym, after: Toponym | None) -> Toponym:
        """The name without what the next one rules out: the country in "Argelia, Cauca", the province of
        the same name in «в Кировском районе Донецка».
        """
        if after is None or not after.districts:
            return one
        between = self.body.plain[one.end : after.start]
        homes = {district.adm0 for district in after.districts}
        if one.country and one.country not in homes and re.fullmatch(r"\s*[,(]\s*", between):
            return replace(one, country="")
        is_ward = one.cue == DISTRICT and bool(re.fullmatch(r"\s\w+\s", between))
        if is_ward and one.districts and not set(one.districts) & set(after.districts):
            return replace(one, districts=(), places=())
        return one

    def _as_locator(self, before: Toponym | None, one: Toponym) -> Toponym:
        """The name as one that only says where the name before it lies: Maadan, east of Raqqa."""
        if before is not None and self._is_area_of(before, one):
            return replace(one, cue=PROVINCE)
        cues = (NEAR, SETTLEMENT) if self.words.language == "ar" else (NEAR,)
        if before is None or one.cue not in cues or one.offset_km is not None:
            return one
        if before.cue not in (NEAR, SETTLEMENT):
            return one
        between = self.body.plain[before.end : one.start]
        is_way = any(self._of_kinds(_BEARINGS, before.end, one.start)) and len(between) < 30
        is_beside = re.match(r"\s*[,(]", between) or self.words.language == "ar"
        if not is_way or not is_beside:
            return one
        return replace(one, cue="", is_elsewhere=not one.districts)

    def _is_area_of(self, before: Toponym, one: Toponym) -> bool:
        """Whether the name says in whose area a place lies that no list has: near Tal Tamr, Hasakah."""
        is_unknown = before.cue in (NEAR, SETTLEMENT) and not (before.places or before.districts)
        between = self.body.plain[before.end : one.start]
        return (
            is_unknown
            and one.cue == ""
            and bool(one.places)
            and re.fullmatch(r"\s*,\s*", between) is not None
        )

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
            yield self._with_offset(sentence, self._with_cue(sentence, toponym))
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
                after = self._cue_after(sentence, one.end)
                text = self.body.whole[one.start : one.end]
                cue = _settled_cue(self._cue_before(sentence, one.start), after)
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
        own_cue = self._cue_before(sentence, first.start)
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
            cue in (SETTLEMENT, DISTRICT, PROVINCE, NEAR) or self._cue_after(sentence, last.end) != ""
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
        if is_longer and sentence.paragraph > 0 and self._cue_after(sentence, last.end) == "":
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
        return ends and has_article and not known.districts and not self._cue_after(sentence, word.end)

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
            and self._cue_after(sentence, here[position + count].end) not in (DISTRICT, PROVINCE)
        ):
            count += 1
        first, last = here[position], here[position + count - 1]
        is_name = _is_capital(first.text) or (self.words.language == "ar" and cue == SETTLEMENT)
        if any(start < last.end and first.start < end for start, end in blocked) or not is_name:
            return None
        after = self._cue_after(sentence, last.end)
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
            return cue != "" and len(token.text) > 2 and not is_kind
        return _is_capital(token.text) or (
            token.text.lower().startswith(("al-", "as-", "ash-", "az-", "ar-", "el-")) and "-" in token.text
        )

    def _may_hold(self, part: list[Token]) -> bool:
        if self.words.language == "ar":
            return not any(_mark(token) for token in part)
        return all(_is_capital(token.text) or token.text.lower() in _LINKS for token in part[1:]) and (
            len(part) == 1 or _is_capital(part[-1].text)
        )

    def _with_cue(self, sentence: Sentence, toponym: Toponym) -> Toponym:
        text = self.body.plain
        before, after = self._cue_before(sentence, toponym.start), self._cue_after(sentence, toponym.end)
        near = max(sentence.start, toponym.start - 45)
        clause = max((text.rfind(mark, near, toponym.start) for mark in ",;(—"), default=-1)
        elsewhere = self.words.find(
            "place.not_here", text, max(near, clause + 1 if clause > 0 else near), toponym.end
        )
        roads = self.words.find("place.road", text, max(sentence.start, toponym.start - 60), toponym.start)
        is_elsewhere = any(
            one.start < one.end <= toponym.end + 1
            # "On the road from X" leads to where it was.
            and not any(road.start < one.start and one.end <= road.end for road in roads)
            and (one.end - one.start > _PREPOSITION or len(tokens(text, one.end, toponym.start)) <= 2)
            for one in elsewhere
        )
        following = self.words.find(
            "place.not_here_after", text, toponym.end, min(sentence.end, toponym.end + 30)
        )
        is_elsewhere = is_elsewhere or any(one.start - toponym.end <= 2 for one in following)
        is_on_road = self.words.has(
            "place.road", text, max(sentence.start, toponym.start - 60), toponym.start
        ) or self.words.has("place.road_after", text, toponym.end, min(sentence.end, toponym.end + 40))
        cue = _settled_cue(before, after)
        is_division = bool(toponym.districts or toponym.country)
        if cue in ("", "inside") and not is_division and self._lies_beside(sentence, toponym.end):
            cue = SETTLEMENT
        if (
            self.words.language in ("ru", "uk")
            and re.search(r"щин[аиіеую]$|щиною$", toponym.text)
            and not toponym.districts
        ):
            cue = DISTRICT
        is_elsewhere = (
            is_elsewhere or self._is_dateline(sentence, toponym) or self._is_other_name(sentence, toponym)
        )
        return replace(toponym, cue=cue, is_elsewhere=is_elsewhere and cue != NEAR, is_on_road=is_on_road)

    def _lies_beside(self, sentence: Sentence, end: int) -> bool:
        """Whether the report says where the place lies, as of a place that is not known to all: Ain Zara, south of Tripoli."""
        last = min(sentence.end, end + 30)
        ways = self._of_kinds(_BEARINGS, end, last)
        return any(
            re.fullmatch(_BESIDE, self.body.plain[end : one.start].lower())
            and self.words.has("place.of", self.body.plain, one.end, min(sentence.end, one.end + 6))
            for one in ways
        )

    def _is_dateline(self, sentence: Sentence, toponym: Toponym) -> bool:
        """Whether it is where the report was sent from: "KABUL, May 6 -"."""
        if sentence.paragraph == 0 or toponym.start - sentence.start > 25 or toponym.start != sentence.start:
            return False
        is_first = all(one.paragraph == 0 or one.start >= sentence.start for one in self.body.sentences[:2])
        return is_first and bool(_DATELINE.match(self.body.plain[toponym.end : toponym.end + 30]))

    def _is_other_name(self, sentence: Sentence, toponym: Toponym) -> bool:
        """Whether it stands in brackets behind a place where somebody was taken."""
        before = self.body.plain[max(sentence.start, toponym.start - 60) : toponym.start]
        if not before.rstrip().endswith("("):
            return False
        return self.words.has("place.not_here", before)

    def _cue_before(self, sentence: Sentence, start: int) -> str:
        text, begin = self.body.plain, max(sentence.start, start - 40)
        if self.words.language == "fr" and text[start - 1 : start] == "'":
            # "près d'Ariha" is read as "près de Ariha".
            text = text[: start - 2] + ("de" if text[start - 2] == "d" else "  ")
        for name in ("settlement_before", "district_before", "province_before", "near", "inside"):
            for one in self.words.find(f"place.{name}", text, begin, start):
                between = text[one.end : start].strip().strip("\"'«»“”„#").strip()
                if between in ("", "the", "la", "el", "le") or (
                    name == "near" and between.lower() in ("the", "of", "de", "от")
                ):
                    return {
                        "settlement_before": SETTLEMENT,
                        "district_before": DISTRICT,
                        "province_before": PROVINCE,
                    }.get(name, name)
        return ""

    def _cue_after(self, sentence: Sentence, end: int) -> str:
        text, last = self.body.plain, min(sentence.end, end + 30)
        for name in ("settlement_after", "district_after", "province_after", "near_after"):
            for one in self.words.find(f"place.{name}", text, end, last):
                if text[end : one.start].strip().strip("\"'«»“”") in ("", "s", "'s"):
                    return name.removesuffix("_after")
        return ""

    def _of_kinds(self, kinds: Iterable[str], start: int, end: int) -> list[Found]:
        text = self.body.plain
        return longest(one for kind in kinds for one in self.words.find(f"place.{kind}", text, start, end))

    def _with_offset(self, sentence: Sentence, toponym: Toponym) -> Toponym:
        """The name with a distance and direction from it, where they stand beside it."""
        text = self.body.plain
        is_name_first = self.words.language in ("az", "hy")
        start, end = (
            (toponym.end, min(sentence.end, toponym.end + 60))
            if is_name_first
            else (max(sentence.start, toponym.start - 75), toponym.start)
        )
        units, ways = self._of_kinds(_UNIT_KM, start, end), self._of_kinds(_BEARINGS, start, end)
        for unit in units if is_name_first else reversed(units):
            number = [
                one
                for one in numbers(self.words, text, start, unit.start)
                if len(tokens(text, one.end, unit.start)) <= (1 if self.words.language in ("fr", "es") else 0)
            ]
            decimal = re.search(r"(\d+)[.,](\d+)\s*$", text[start : unit.start])
            if not (number and number[-1].best) and not decimal:
                continue
            way = [one for one in ways if abs(one.start - unit.end) < 30 or abs(unit.start - one.end) < 25]
            if not is_name_first and len(tokens(text, (way[-1].end if way else unit.end), toponym.start)) > 4:
                continue
            size = float(f"{decimal[1]}.{decimal[2]}") if decimal else float(number[-1].best or 0)
            km = size * _UNIT_KM[unit.key.removeprefix("place.")]
            return replace(
                toponym,
                offset_km=km,
                bearing=_BEARINGS[way[-1].key.removeprefix("place.")] if way else None,
                cue=toponym.cue if toponym.cue == SETTLEMENT else NEAR,
            )
        return toponym


def _settled_cue(before: str, after: str) -> str:
    for cue in (SETTLEMENT, DISTRICT, PROVINCE):
        if after == cue or (before == cue and after == ""):
            return cue
    if before == SETTLEMENT:
        return SETTLEMENT
    return NEAR if NEAR in (before, after) else before


def _is_capital(text: str) -> bool:
    return text[:1].isupper() or (text[:1] in "'`" and text[1:2].isupper())


def _mark(token: Token) -> bool:
    return not token.text[0].isalnum()
