"""Names that differ from a given one by a few letters, within a country or a district."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from data.places.index import PlaceIndex
from data.search_scripts import sound_key

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

_LETTERS: Final = 36
"""Of keys: a to z, 0 to 9."""


@dataclass(frozen=True)
class NearMiss:
    """A place with a name like the one asked for."""

    place: int
    """Position in the index."""
    key: str
    score: float


@dataclass(frozen=True, eq=False)
class Pool:
    """The names of some places, ready to be compared."""

    keys: Sequence[str]
    places: npt.NDArray[np.int64]
    """The place of each key."""
    sounds: Sequence[str]
    """The keys by sound, a line each."""
    bags: npt.NDArray[np.uint8]
    """How often each letter is in a line; shape (letters, lines)."""
    lengths: npt.NDArray[np.int16]
    """Letters of each line."""


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
    sounds = sound_key("\n".join(keys))
    bags = _bags(sounds, len(keys))
    return Pool(keys, places, sounds.split("\n"), bags, bags.sum(axis=0, dtype=np.int16))


def near_misses(key: str, pool: Pool) -> list[NearMiss]:
    """The places with a name like this, the likest first, each once; none for a very short or long name."""
    if not LEAST_LETTERS <= len(key) <= MOST_LETTERS or not len(pool.keys):
        return []
    sound, digits = sound_key(key), _digits(key)
    best: dict[int, NearMiss] = {}
    common = _in_common(sound, pool)
    for line, score in [*_alike(key, sound, common, pool), *_containing(sound, common, pool)]:
        place = int(pool.places[line])
        is_better = place not in best or best[place].score < score
        if is_better and _digits(pool.keys[line]) == digits:
            best[place] = NearMiss(place, pool.keys[line], score)
    return sorted(best.values(), key=lambda one: (-one.score, one.place))[:LIMIT]


def _in_common(sound: str, pool: Pool) -> npt.NDArray[np.uint8]:
    """How many letters of the name each line has; at most MOST_LETTERS."""
    common = np.zeros(len(pool.lengths), dtype=np.uint8)
    for letter in set(sound):
        row = ord(letter) - ord("0") + 26 if letter <= "9" else ord(letter) - ord("a")
        common += np.minimum(pool.bags[row], np.uint8(sound.count(letter)))
    return common


def _alike(key: str, sound: str, common: npt.NDArray[np.uint8], pool: Pool) -> Iterator[tuple[int, float]]:
    """Lines that differ by a few letters, each with its score."""
    # Letters in common are an upper bound of the likeness: a line that has too few of them cannot reach
    # the score, and most are dropped without being compared.
    enough = common * np.float32(200 / LEAST_SCORE) >= pool.lengths + len(sound)
    lines = np.flatnonzero(enough).tolist()
    if not lines:
        return
    by_letters = _ratios(key, [pool.keys[line] for line in lines])
    by_sound = _ratios(sound, [pool.sounds[line] for line in lines]) - SOUND_COSTS
    likeness = np.maximum(by_letters, by_sound)
    for at in np.flatnonzero(likeness >= LEAST_SCORE).tolist():
        yield lines[at], float(likeness[at])


def _ratios(text: str, others: list[str]) -> npt.NDArray[np.float64]:
    """How much each of the others is like the text, 0 to 100; all are compared in one call."""
    ratios: npt.NDArray[np.float64] = process.cdist([text], others, scorer=fuzz.ratio, dtype=np.float64)[0]
    return ratios


def _containing(sound: str, common: npt.NDArray[np.uint8], pool: Pool) -> Iterator[tuple[int, float]]:
    """Lines that have the whole name within them, each with the least score."""
    if len(sound) < CONTAINED_LETTERS:
        return
    for line in np.flatnonzero(common == len(sound)).tolist():
        if sound in pool.sounds[line]:
            yield line, LEAST_SCORE


def _bags(lines: str, count: int) -> npt.NDArray[np.uint8]:
    """How often each letter is in each line; shape (letters, lines)."""
    letters = np.frombuffer(lines.encode("ascii"), dtype=np.uint8)
    number = np.cumsum(letters == ord("\n"))
    is_digit = letters <= ord("9")
    code = np.where(is_digit, letters - ord("0") + 26, letters - ord("a"))
    is_letter = letters != ord("\n")
    cells = code[is_letter].astype(np.intp) * count + number[is_letter]
    counted = np.bincount(cells, minlength=count * _LETTERS)
    return np.minimum(counted, 255).reshape(_LETTERS, count).astype(np.uint8)


def _digits(key: str) -> str:
    """Zone 1 is not like zone 2, however many letters they share."""
    return "" if key.isalpha() else "".join(letter for letter in key if letter.isdigit())
