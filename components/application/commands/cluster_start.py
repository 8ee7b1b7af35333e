"""The start of an atlas on a cluster."""

from __future__ import annotations

import argparse
from pathlib import Path

from components.application.cluster_atlas import create_cluster_app
from components.application.serving.processes import allowed_hosts, atlas_address, check_port, serve_here
from components.cluster import admission
from data.cluster.clustered import Clustered
from data.cluster.dask_parts import DaskParts
from data.cluster.partitions import MANIFEST, read_partitions
from data.errors import AtlasError
from data.ground_maps.opening import ground_sentence, open_ground_maps
from data.imports.commands.progress_bar import progress_bar
from data.language import counted


def start_on_cluster(options: argparse.Namespace) -> int:
    """Connect, have each part read by a worker, and serve."""
    _refuse_what_has_no_effect(options)
    partitions = read_partitions(options.data)
    check_port(options.host, options.port)
    ground_maps = open_ground_maps(options.ground)
    for each in ground_maps:
        print(ground_sentence(each))
    parts = DaskParts(options.cluster, options.data, partitions)
    try:
        clustered = Clustered(options.data, parts)
        number = len(partitions.parts)
        with progress_bar(delay_seconds=0.5) as progress:
            parts.load(lambda done: progress("Reading parts on the workers", done / number))
        incidents = sum(part.incidents for part in partitions.parts)
        print(
            f"{clustered.dataset.title}: {counted(incidents, 'incident')}, as of {clustered.dataset.as_of}, in "
            f"{counted(number, 'part')} on {counted(len(parts.workers()), 'worker')} of {options.cluster}."
        )
        hosts = allowed_hosts(options)
        app = create_cluster_app(
            clustered,
            hosts,
            options.public_url,
            options.embedding_sites,
            lambda: bool(parts.workers()),
            ground_maps,
            cors_origins=options.cors,
        )
        # The first reader waits neither for the page's own sums nor for the layers of its map.
        app.server.test_client().get("/")
        print(f"The atlas is at {atlas_address(options)} (stop it with Ctrl+C).", flush=True)
        bounds = {"threads": admission.THREADS, "waiting_bytes": admission.WAITING_BYTES}
        serve_here(app.server, options.host, options.port, options.proxy, **bounds)
    finally:
        parts.close()
    return 0


def _refuse_what_has_no_effect(options: argparse.Namespace) -> None:
    if not isinstance(options.data, Path) or not (options.data / MANIFEST).is_file():
        raise AtlasError(
            "“--cluster” needs a folder of parts as --data; make one with “mine-atlas partition FOLDER --out PARTS”."
        )
    if options.workers > 1:
        raise AtlasError("“--workers” has no effect with “--cluster”, whose own workers count; leave it out.")
