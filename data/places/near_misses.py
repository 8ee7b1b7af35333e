"""Names that differ from a given one by a few letters, within a country or a district."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from data.places.index import PlaceIndex
from data.text.search_scripts import sound_key

LEAST_SCORE: Final = 80.0
"""Of 100; less alike is not worth proposing."""
LEAST_LETTERS: Final = 4
MOST_LETTERS: Final = 60
"""A shorter or longer text has no near-misses."""
SOUND_COSTS: Final = 2.0
"""By how much a likeness of sound counts less than one of letters."""
CONTAINED_LETTERS: Final = 6
"""A name of so many letters is also looked for within longer ones: Seyidəhmədli in Aşağı Seyidəhmədli."""
LIMIT: Final = 8

_OF_KEYS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
_LETTERS: Final = len(_OF_KEYS)
_TWICE: Final = 26
"""Of these, a to z."""
_SHORTEST: Final = LEAST_SCORE / (200 - LEAST_SCORE)
"""By how much shorter or longer a text can be that reaches the score."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A place with a name like the one requested."""

    place: int
    """Position in the index."""
    key: str
    score: float


@dataclass(frozen=True, eq=False)
class Pool:
    """The names of some places, ready to be compared; the shortest by sound first."""

    keys: npt.NDArray[np.object_]
    places: npt.NDArray[np.int64]
    """The place of each key."""
    numbers: npt.NDArray[np.intp]
    """Where each stands among the names as they were given; of two as good the first is taken."""
    sounds: npt.NDArray[np.object_]
    """The keys by sound, a line each."""
    letters: npt.NDArray[np.uint64]
    """A bit for each letter that a line has, and one for each of a to z that it has twice."""
    lengths: npt.NDArray[np.uint16]
    """How many letters each line has, ascending."""
    starts: npt.NDArray[np.intp]
    """Where the lines of each number of letters begin, and the end."""
    _needed: dict[int, npt.NDArray[np.uint8]] = field(default_factory=dict)
    """`letters_needed` by the number of letters."""

    def letters_needed(self, letters: int, first: int) -> npt.NDArray[np.uint8]:
        """How many letters each line from this one on, until they are too long, has in common with a text of so many
        letters if it reaches the score; made once for each number of letters.
        """
        if letters not in self._needed:
            longest = min(int(letters / _SHORTEST), len(self.starts) - 2)
            lengths = self.lengths[first : self.starts[longest + 1]]
            self._needed[letters] = np.ceil((lengths + letters) * (LEAST_SCORE / 200)).astype(np.uint8)
        return self._needed[letters]


def pool_of(index: PlaceIndex, places: npt.NDArray[np.intp]) -> Pool:
    """The names of these places of the index, given in ascending order."""
    starts, ends = index.first_key[places], index.first_key[places + 1]
    # Places of one country stand together: their keys are read in a few long runs.
    breaks = np.flatnonzero(ends[:-1] != starts[1:]) + 1
    keys: list[str] = []
    for run in np.split(np.arange(len(places)), breaks):
        if len(run):
            keys += index.place_keys[int(starts[run[0]]) : int(ends[run[-1]])]
    return pool_of_keys(keys, np.repeat(places, ends - starts).astype(np.int64))


def pool_of_keys(keys: Sequence[str], places: npt.NDArray[np.int64]) -> Pool:
    """These keys, each with its place."""
    # All at once: a key has no line break, and what sounds alike never reaches over one.
    text = sound_key("\n".join(keys))
    sounds = text.split("\n")
    lengths = np.fromiter(map(len, sounds), dtype=np.uint16, count=len(sounds))[: len(keys)]
    order = np.argsort(lengths, kind="stable")
    starts = np.searchsorted(lengths[order], np.arange(lengths.max(initial=0) + 2))
    return Pool(
        np.array(keys, dtype=object)[order],
        places[order],
        order,
        np.array(sounds, dtype=object)[order],
        _letters_of(text, lengths, order, starts),
        lengths[order],
        starts,
    )


def near_misses(key: str, pool: Pool) -> list[NearMiss]:
    """The places with a name like this, the likest first, each once; none for a very short or long name."""
    if not LEAST_LETTERS <= len(key) <= MOST_LETTERS or not len(pool.keys):
        return []
    sound, digits = sound_key(key), _digits(key)
    # Lines that are too short to be like the name are left out from the beginning.
    first = int(pool.starts[min(_least_length(len(sound)), len(pool.starts) - 1)])
    letters = np.uint64(_letters_of_name(sound))
    shared = pool.letters[first:] & letters
    best: dict[int, tuple[float, int]] = {}
    for line, score in (
        *_alike(key, sound, pool, _with_letters_in_common(sound, pool, first, shared)),
        *_containing(sound, pool, first, shared == letters),
    ):
        place = int(pool.places[line])
        is_better = place not in best or best[place][0] < score
        if is_better and _digits(pool.keys[line]) == digits:
            best[place] = score, line
    likest = sorted(best.items(), key=lambda one: (-one[1][0], one[0]))[:LIMIT]
    return [NearMiss(place, pool.keys[line], score) for place, (score, line) in likest]


def _alike(key: str, sound: str, pool: Pool, lines: npt.NDArray[np.intp]) -> Iterator[tuple[int, float]]:
    """Those of the lines that differ by a few letters, each with its score, as they were given."""
    if not len(lines):
        return
    by_letters = _ratios(key, pool.keys[lines], LEAST_SCORE)
    by_sound = _ratios(sound, pool.sounds[lines], LEAST_SCORE + SOUND_COSTS) - SOUND_COSTS
    likeness = np.maximum(by_letters, by_sound)
    alike = (likeness >= LEAST_SCORE).nonzero()[0]
    in_order = alike[pool.numbers[lines[alike]].argsort()]
    yield from zip(lines[in_order].tolist(), likeness[in_order].tolist(), strict=True)


def _with_letters_in_common(
    sound: str, pool: Pool, first: int, shared: npt.NDArray[np.uint64]
) -> npt.NDArray[np.intp]:
    """The lines that have so many letters of the name that they may reach the score; `shared` are those of the lines
    from the first that is long enough.

    Letters in common are an upper bound of the likeness, and most lines are dropped without being compared.
    """
    needed = pool.letters_needed(len(sound), first)
    # A letter that stands there more often than the bits tell is in common as far as is known here.
    repeated = len(sound) - _letters_of_name(sound).bit_count()
    common = np.bitwise_count(shared[: len(needed)]) + np.uint8(repeated)
    lines: npt.NDArray[np.intp] = (common >= needed).nonzero()[0]
    needed = needed[lines]
    lines += first
    if repeated and len(lines):
        bags = _bags("\n".join(pool.sounds[lines]), len(lines))
        exact = np.minimum(bags, _bags(sound, 1)).sum(axis=0)
        lines = lines[exact >= needed]
    return lines


def _least_length(letters: int) -> int:
    """Of how many letters the shortest text is that reaches the score with one of so many."""
    return math.ceil(letters * _SHORTEST)


def _ratios(text: str, others: npt.NDArray[np.object_], least: float) -> npt.NDArray[np.float64]:
    """How much each of the others is like the text, 0 to 100, and 0 where it is less than `least`; in one call."""
    ratios: npt.NDArray[np.float64] = process.cdist(
        [text], others.tolist(), scorer=fuzz.ratio, score_cutoff=least, dtype=np.float64
    )[0]
    return ratios


def _containing(
    sound: str, pool: Pool, first: int, has_all: npt.NDArray[np.bool_]
) -> Iterator[tuple[int, float]]:
    """Lines that have the whole name within them, each with the least score, as they were given; `has_all` are those
    from `first` on that have all its letters.
    """
    if not CONTAINED_LETTERS <= len(sound) < len(pool.starts):
        return
    begin = int(pool.starts[len(sound)])
    lines: npt.NDArray[np.intp] = has_all[begin - first :].nonzero()[0] + begin
    lines = lines[[sound in other for other in pool.sounds[lines].tolist()]]
    for line in lines[pool.numbers[lines].argsort()].tolist():
        yield line, LEAST_SCORE


def _letters_of(
    text: str,
    lengths: npt.NDArray[np.uint16],
    order: npt.NDArray[np.intp],
    starts: npt.NDArray[np.intp],
) -> npt.NDArray[np.uint64]:
    """`Pool.letters` of the lines of a text, which are so long; in this order, the shortest first."""
    bits = _BITS[np.frombuffer(text.encode("ascii"), dtype=np.uint8)]
    begins = (np.cumsum(lengths, dtype=np.intp) - lengths + np.arange(len(lengths)))[order]
    once = np.zeros(len(order), dtype=np.uint64)
    twice = np.zeros(len(order), dtype=np.uint64)
    # The first letter of all lines, then the second of those that have one, and so on.
    for at, first in enumerate(starts[1:-1].tolist()):
        letter = bits[begins[first:] + at]
        twice[first:] |= once[first:] & letter
        once[first:] |= letter
    letters: npt.NDArray[np.uint64] = once | (twice & np.uint64(_AZ)) << np.uint64(_LETTERS)
    return letters


def _letters_of_name(sound: str) -> int:
    """The same of one name."""
    once = twice = 0
    for letter in sound:
        bit = _BIT_OF[letter]
        twice |= once & bit
        once |= bit
    return once | (twice & _AZ) << _LETTERS


_ROWS: Final = np.full(128, _LETTERS)
_ROWS[[ord(letter) for letter in _OF_KEYS]] = np.arange(_LETTERS)
_BIT_OF: Final = {letter: 1 << at for at, letter in enumerate(_OF_KEYS)}
_BITS: Final = np.array([_BIT_OF.get(chr(number), 0) for number in range(128)], dtype=np.uint64)
_AZ: Final = (1 << _TWICE) - 1
"""The bits of a to z."""


def _bags(lines: str, count: int) -> npt.NDArray[np.intp]:
    """How often each letter is in each line; shape (letters, lines)."""
    letters = np.frombuffer(lines.encode("ascii"), dtype=np.uint8)
    number = np.cumsum(letters == ord("\n"))
    # The ends of lines are counted in a row of their own, which is left away.
    counted = np.bincount((_ROWS * count)[letters] + number, minlength=count * (_LETTERS + 1))
    return counted[: count * _LETTERS].reshape(_LETTERS, count)


def _digits(key: str) -> str:
    """Zone 1 is not like zone 2, however many letters they share."""
    return "" if key.isalpha() else "".join(letter for letter in key if letter.isdigit())
