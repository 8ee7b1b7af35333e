"""The parts that this process holds, as a worker of a cluster or alone, and what they answer."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from data.cluster.answers import ANSWERS
from data.cluster.clustered import Call, Question
from data.cluster.partitions import Choices, Part, Partitions, read_part
from data.errors import AtlasError, ClusterError
from data.filters.summary import forget_summaries, summary_of
from data.tables.dataset import Dataset

_ROOT: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Refused:
    """Why a part was not answered for, in a sentence."""

    sentence: str


def answer_of_part(
    folder: str,
    part: Part,
    choices: Choices,
    question: Question,
    arguments: tuple[Any, ...],
    code: str,
) -> Any:
    """What a part answers to a question; Refused where it cannot be read, or this is other code.

    What another process runs by its name: the part is read the first time, and cached.
    """
    if code != code_of_data():
        return Refused("A worker has another version of the atlas; install the same one on all machines.")
    try:
        dataset = _dataset(folder, part, choices)
        summary = summary_of(dataset.at_level(question.level), question.incident_filter)
        return ANSWERS[question.kind](summary, *arguments)
    except AtlasError as error:
        return Refused(f"A worker cannot read the part {part.folder}: {error}")


def release_all_but(folder: str, hashes: Collection[str]) -> None:
    """Let go of the parts of a folder but for those with these hashes."""
    with _lock:
        gone = [key for key in _datasets if key[0] == folder and key[1] not in hashes]
        datasets = [_datasets.pop(key) for key in gone]
    for dataset in datasets:
        for each in dataset.siblings:
            forget_summaries(each)


class PartsInMemory:
    """Parts that this process holds itself."""

    def __init__(self, folder: Path, partitions: Partitions) -> None:
        self._folder, self._partitions = folder, partitions

    def answer_of_each(self, question: Question, calls: Sequence[Call]) -> list[Any]:
        """As `data.cluster.clustered.Parts`."""
        parts = self._partitions.parts
        shared = (self._partitions.choices, question)
        answers = [
            answer_of_part(str(self._folder), parts[at], *shared, arguments, code_of_data())
            for at, arguments in calls
        ]
        return [checked(answer) for answer in answers]


def checked(answer: Any) -> Any:
    """The answer of a part. Raises ClusterError where it is Refused."""
    if isinstance(answer, Refused):
        raise ClusterError(answer.sentence)
    return answer


@cache
def code_of_data() -> str:
    """A hash of the code that reads, filters and writes data: with the same, all machines answer alike."""
    found = hashlib.sha256()
    for file in sorted(_ROOT.rglob("*.py")):
        found.update(file.read_bytes())
    return found.hexdigest()


_datasets: Final[dict[tuple[str, str], Dataset]] = {}
"""By the folder of parts and the hash of the part."""
_reading: Final[dict[tuple[str, str], threading.Lock]] = {}
_lock: Final = threading.Lock()


def _dataset(folder: str, part: Part, choices: Choices) -> Dataset:
    key = (folder, part.sha256)
    with _lock:
        own = _reading.setdefault(key, threading.Lock())
    # Of several threads that ask one reads; others of other parts need not wait.
    with own:
        cached = _datasets.get(key)
        if cached is None:
            cached = read_part(Path(folder), part, choices)
            with _lock:
                _datasets[key] = cached
        return cached
