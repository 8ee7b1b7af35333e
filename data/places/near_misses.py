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
_TWICE: Final = 26
"""Of these, a to z."""
_SHORTEST: Final = LEAST_SCORE / (200 - LEAST_SCORE)
"""By how much shorter or longer a text can be that reaches the score."""


@dataclass(frozen=True)
class NearMiss:
    """A place with a name like the one asked for."""

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
    letters = _letters_of(_bags(text, len(keys)))
    lengths = np.fromiter(map(len, sounds), dtype=np.uint16, count=len(sounds))[: len(keys)]
    order = np.argsort(lengths, kind="stable")
    starts = np.searchsorted(lengths[order], np.arange(lengths.max(initial=0) + 2))
    return Pool(
        np.array(keys, dtype=object)[order],
        places[order],
        order,
        np.array(sounds, dtype=object)[order],
        letters[order],
        lengths[order],
        starts,
    )


def near_misses(key: str, pool: Pool) -> list[NearMiss]:
    """The places with a name like this, the likest first, each once; none for a very short or long name."""
    if not LEAST_LETTERS <= len(key) <= MOST_LETTERS or not len(pool.keys):
        return []
    sound, digits = sound_key(key), _digits(key)
    best: dict[int, tuple[float, int]] = {}
    in_order = [
        found
        for lines in (_alike(key, sound, pool), _containing(sound, pool))
        for found in sorted(lines, key=lambda one: pool.numbers[one[0]])
    ]
    for line, score in in_order:
        place = int(pool.places[line])
        is_better = place not in best or best[place][0] < score
        if is_better and _digits(pool.keys[line]) == digits:
            best[place] = score, line
    first = sorted(best.items(), key=lambda one: (-one[1][0], one[0]))[:LIMIT]
    return [NearMiss(place, pool.keys[line], score) for place, (score, line) in first]


def _alike(key: str, sound: str, pool: Pool) -> Iterator[tuple[int, float]]:
    """Lines that differ by a few letters, each with its score."""
    lines = _with_letters_in_common(sound, pool)
    if not len(lines):
        return
    by_letters = _ratios(key, pool.keys[lines], LEAST_SCORE)
    by_sound = _ratios(sound, pool.sounds[lines], LEAST_SCORE + SOUND_COSTS) - SOUND_COSTS
    likeness = np.maximum(by_letters, by_sound)
    for at in np.flatnonzero(likeness >= LEAST_SCORE).tolist():
        yield int(lines[at]), float(likeness[at])


def _with_letters_in_common(sound: str, pool: Pool) -> npt.NDArray[np.intp]:
    """The lines that have so many letters of the name that they may reach the score.

    Letters in common are an upper bound of the likeness, and most lines are dropped without being compared.
    """
    longest = len(pool.starts) - 2
    lengths = np.arange(
        min(_least(len(sound) * _SHORTEST), longest + 1), min(int(len(sound) / _SHORTEST), longest) + 1
    )
    if not len(lengths):
        return np.empty(0, dtype=np.intp)
    first, last = pool.starts[lengths[0]], pool.starts[lengths[-1] + 1]
    needed = np.ceil((lengths + len(sound)) * (LEAST_SCORE / 200)).astype(np.uint8)
    letters = np.uint64(_letters_of_name(sound))
    # A letter that stands there more often than the bits tell is in common as far as is known here.
    repeated = len(sound) - int(np.bitwise_count(letters))
    common = np.bitwise_count(pool.letters[first:last] & letters)
    # Most lines have fewer in common than even the shortest needs: only the others are looked at by their length.
    likely = np.flatnonzero(common >= np.uint8(max(int(needed[0]) - repeated, 0)))
    needed_of = needed[pool.lengths[likely + first] - lengths[0]]
    is_enough = common[likely] + np.uint8(repeated) >= needed_of
    lines: npt.NDArray[np.intp] = likely[is_enough] + first
    if repeated:
        bags = _bags("\n".join(pool.sounds[lines]), len(lines))
        exact = np.minimum(bags, _bags(sound, 1)).sum(axis=0)
        lines = lines[exact >= needed_of[is_enough]]
    return lines


def _least(letters: float) -> int:
    return int(np.ceil(letters))


def _ratios(text: str, others: npt.NDArray[np.object_], least: float) -> npt.NDArray[np.float64]:
    """How much each of the others is like the text, 0 to 100, and 0 where it is less than `least`; in one call."""
    ratios: npt.NDArray[np.float64] = process.cdist(
        [text], others.tolist(), scorer=fuzz.ratio, score_cutoff=least, dtype=np.float64
    )[0]
    return ratios


def _containing(sound: str, pool: Pool) -> Iterator[tuple[int, float]]:
    """Lines that have the whole name within them, each with the least score."""
    if not CONTAINED_LETTERS <= len(sound) < len(pool.starts):
        return
    first = pool.starts[len(sound)]
    letters = np.uint64(_letters_of_name(sound))
    for line in (np.flatnonzero(pool.letters[first:] & letters == letters) + first).tolist():
        if sound in pool.sounds[line]:
            yield line, LEAST_SCORE


def _letters_of(bags: npt.NDArray[np.intp]) -> npt.NDArray[np.uint64]:
    """`Pool.letters` of each line."""
    bits = np.zeros((64, bags.shape[1]), dtype=np.bool_)
    bits[:_LETTERS] = bags > 0
    bits[_LETTERS : _LETTERS + _TWICE] = bags[:_TWICE] > 1
    # Eight bytes a line, which are one number.
    packed = np.packbits(bits, axis=0, bitorder="little")
    letters: npt.NDArray[np.uint64] = np.ascontiguousarray(packed.T).view("<u8")[:, 0]
    return letters


def _letters_of_name(sound: str) -> int:
    """The same of one name."""
    letters = 0
    for letter in set(sound):
        row = _row_of(letter)
        letters |= 1 << row
        if row < _TWICE and sound.count(letter) > 1:
            letters |= 1 << (_LETTERS + row)
    return letters


def _row_of(letter: str) -> int:
    return ord(letter) - ord("0") + 26 if letter <= "9" else ord(letter) - ord("a")


_ROWS: Final = np.full(128, _LETTERS)
_ROWS[[ord(letter) for letter in "abcdefghijklmnopqrstuvwxyz0123456789"]] = np.arange(_LETTERS)


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
