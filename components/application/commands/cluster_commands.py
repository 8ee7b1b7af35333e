"""The options for a cluster: `--cluster ADDRESS`, and the command `partition`."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Final

from data.language import counted

ROWS: Final = 1_000_000
"""Incidents of a part unless another number is given: some 340 MB in the memory of a worker."""


def add_cluster_commands(
    parser: argparse.ArgumentParser, commands: argparse._SubParsersAction[argparse.ArgumentParser]
) -> None:
    """Adds `--cluster` to the options of a parser, and `partition` to its commands."""
    parser.add_argument(
        "--cluster",
        type=_address,
        metavar="ADDRESS",
        help="scheduler of a Dask cluster that runs already, as tcp://host:8786, whose workers count; --data is then a folder "
        "of parts, under the same path on all machines",
    )
    partition = commands.add_parser("partition", help="cut a folder into parts, for --cluster")
    partition.set_defaults(run=_partition, failure="The folder was not cut into parts.")
    partition.add_argument("folder", type=Path, metavar="FOLDER", help="folder with the tables")
    partition.add_argument(
        "--out", type=Path, required=True, metavar="PARTS", help="new folder for the parts"
    )
    partition.add_argument(
        "--rows", type=_rows, default=ROWS, metavar="N", help=f"incidents of a part (default: {ROWS:,})"
    )


def _partition(options: argparse.Namespace) -> int:
    from data.cluster.partitions import write_partitions  # pandas and the readers of tables

    partitions = write_partitions(options.folder, options.out, options.rows, tell=print)
    incidents = sum(part.incidents for part in partitions.parts)
    print(f"{options.out}: {counted(incidents, 'incident')} in {counted(len(partitions.parts), 'part')}.")
    return 0


def _address(text: str) -> str:
    if not re.fullmatch(r"(tcp|tls)://[A-Za-z0-9._:%\[\]-]{1,255}:\d{1,5}", text):
        raise argparse.ArgumentTypeError(
            f"“{text}” is not the address of a scheduler; write it as tcp://host:8786"
        )
    return text


def _rows(text: str) -> int:
    if not text.isdecimal() or int(text) < 1 or len(text) > len(str(10**9)):
        raise argparse.ArgumentTypeError(f"“{text}” is no number of incidents; use 1 or more")
    return int(text)
