"""How the times from a changed filter to the painted map are told: as lines, as a table of docs/filter-to-map.md, as a plot."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from tests.benchmark.pages import ROUNDS

Value = TypeVar("Value")

Times = Mapping[int, Mapping[str, list[float]]]
"""Milliseconds of each round of each way, by the number of incidents."""

BEGIN: Final = "<!-- filter-to-map: written by tests/benchmark/filter_to_map.py -->"
END: Final = "<!-- /filter-to-map -->"
COLOURS: Final = (
    "#0072b2",
    "#000000",
    "#d55e00",
    "#cc79a7",
    "#e69f00",
    "#56b4e9",
    "#009e73",
    "#7f7f7f",
)
"""Told apart with any colour vision (Okabe and Ito, and a grey), the first for the atlas; as many as there are ways."""
MARKERS: Final = "osD^vPX*"
HEADER: Final = (
    f"{'incidents':>12}  {'':26}{'median':>10}{'lowest':>10}{'highest':>10}{'floors':>9}{'rounds':>8}"
)


def line(size: int, name: str, values: list[float], floor: float) -> str:
    """Median, lowest and highest, the median as a multiple of the floor's, and the rounds."""
    median = statistics.median(values)
    numbers = f"{median:10.0f}{min(values):10.0f}{max(values):10.0f}{median / floor:9.2f}{len(values):8}"
    return f"{size:12,}  {name:26}{numbers}"


def named_number(number: int) -> str:
    """1 thousand, 10 thousand … 10 million; other numbers in digits."""
    for unit, name in ((1_000_000, "million"), (1_000, "thousand")):
        if number >= unit and number % unit == 0:
            return f"{number // unit} {name}"
    return f"{number:,}"


def markdown(taken: Times, note: str) -> str:
    """A table, a row a way and a column a size, each cell the median with lowest and highest in seconds, and `note`.

    A cell says its rounds when they are not ROUNDS.
    """
    return f"{table(taken, _cell)}\n\n{note}"


def table(by_size: Mapping[int, Mapping[str, Value]], text_of: Callable[[Value], str]) -> str:
    """A table in Markdown, a row a way and a column a size; a cell is empty where a way was not measured."""
    rows = [
        "| incidents | " + " | ".join(named_number(size) for size in by_size) + " |",
        "|---|" + "---|" * len(by_size),
    ]
    for name in _names(by_size):
        cells = (text_of(ways[name]) if name in ways else "" for ways in by_size.values())
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cell(values: list[float]) -> str:
    median, lowest, highest = (
        f"{value / 1000:.2f}" for value in (statistics.median(values), min(values), max(values))
    )
    rounds = "" if len(values) == ROUNDS else f", {len(values)} rounds"
    return f"{median} ({lowest}–{highest}{rounds})"


def _names(by_size: Mapping[int, Mapping[str, object]]) -> list[str]:
    """The ways, in the order in which they were measured."""
    return list(dict.fromkeys(name for ways in by_size.values() for name in ways))


def put_between(path: Path, text: str) -> None:
    """Replace what stands between BEGIN and END in the file; a file that is not there is made."""
    if not path.exists():
        path.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(
            f"{path} has no place for the table: write the lines {BEGIN} and {END} where it shall stand."
        )
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def plot(taken: Times, path: Path) -> None:
    """The medians with their ranges over the number of incidents, both on logarithmic axes, as a picture."""
    from matplotlib import pyplot
    from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

    drawn, axes = pyplot.subplots(figsize=(8, 5.2), layout="constrained")
    for at, name in enumerate(_names(taken)):
        points = [(size, ways[name]) for size, ways in taken.items() if name in ways]
        seconds = [[value / 1000 for value in values] for _, values in points]
        medians = [statistics.median(values) for values in seconds]
        ranges: Any = [
            [median - min(values) for median, values in zip(medians, seconds, strict=True)],
            [max(values) - median for median, values in zip(medians, seconds, strict=True)],
        ]
        sizes: Any = [size for size, _ in points]
        look: Any = {"color": COLOURS[at % len(COLOURS)], "marker": MARKERS[at % len(MARKERS)]}
        axes.errorbar(
            sizes, medians, yerr=ranges, capsize=3, linewidth=2 if at == 0 else 1.3, label=name, **look
        )
    axes.set(xscale="log", yscale="log")
    axes.set_xlabel("incidents", fontsize=11)
    axes.set_ylabel("seconds from a changed filter to the painted map", fontsize=11)
    axes.set_xticks(list(taken), [named_number(size) for size in taken])
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.tick_params(labelsize=11)
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    drawn.legend(fontsize=11, frameon=False, loc="outside upper left", ncols=3)
    drawn.savefig(path, dpi=150, facecolor="white")
    pyplot.close(drawn)
