"""From what a host names on the command line to the ground maps of an atlas."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from anyascii import anyascii

from data.errors import FileError
from data.ground_maps import mbtiles_file, pmtiles_file
from data.ground_maps.ground_map import (
    BUNDLED_KEY,
    CLOSEST_ZOOM,
    GroundMap,
    GroundMaps,
    Schema,
    TileKind,
    tiles_of,
)
from data.ground_maps.mbtiles_file import MbtilesFile
from data.ground_maps.pmtiles_file import PmtilesFile
from data.ground_maps.schemas import schema_of
from data.ground_maps.tile_content import picture_size, picture_type, vector_content
from data.ground_maps.unpacking import TileError
from data.ground_maps.vector_tile import layer_names
from data.text.plain_text import writable

MOST_GROUND_MAPS: Final = 12
LONGEST_TITLE: Final = 80
LONGEST_ATTRIBUTION: Final = 300
LARGE_TILE_PX: Final = 512
_SAMPLES: Final = 40
"""Tiles that are tried at the start until one is there."""
_WORLD: Final = (-180.0, -85.0511, 180.0, 85.0511)
_ADDRESS_SENTENCE: Final = (
    "an address of tiles has {z}, {x} and {y} in its path, as https://tiles.example.org/{z}/{x}/{y}.png, and an ending "
    "that says what they are: png, jpg, webp, pbf or mvt."
)


@dataclass(frozen=True)
class _Read:
    """What a file says of itself."""

    file: PmtilesFile | MbtilesFile
    kind: TileKind
    zooms: tuple[int, int]
    bounds: tuple[float, float, float, float]
    metadata: dict[str, Any]


def open_ground_maps(named: Iterable[Sequence[str]]) -> GroundMaps:
    """The ground maps for files and addresses, each with a title and an attribution where the host gives them.

    Raises FileError, which names the file, the fault and what to do.
    """
    maps: list[GroundMap] = []
    for source, *words in named:
        if len(words) > 2:
            raise FileError(
                source, "after it stand at most a title and an attribution; put each in quotation marks."
            )
        found = (
            _at_address(source) if re.match(r"[a-z]+://", source, re.IGNORECASE) else _from_file(Path(source))
        )
        given = dict(zip(("title", "attribution"), words, strict=False))
        if given.get("title"):
            found = replace(found, title=_plain(given["title"], LONGEST_TITLE))
        if given.get("attribution"):
            found = replace(found, attribution=_plain(given["attribution"], LONGEST_ATTRIBUTION))
        maps.append(replace(found, key=_key(found.key, {BUNDLED_KEY, *(each.key for each in maps)})))
    if len(maps) > MOST_GROUND_MAPS:
        raise FileError("--ground", f"at most {MOST_GROUND_MAPS} ground maps are offered; name fewer.")
    return GroundMaps(tuple(maps))


def _at_address(address: str) -> GroundMap:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise FileError(
            address, "this is not an address; write it as https://tiles.example.org/{z}/{x}/{y}.png."
        ) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise FileError(
            address, "only an address that begins with https:// or http:// and has no password is used."
        )
    # It stands in the content policy of every page.
    if not re.fullmatch(
        r"[A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\]", parts.netloc.rsplit(":", 1)[0] if port else parts.netloc
    ):
        raise FileError(
            address, "the name of the machine has letters that no address has; write it in ASCII."
        )
    path = f"{parts.path}?{parts.query}"
    ending = re.search(r"\.(png|jpe?g|webp|pbf|mvt)(?=$|\?)", path, re.IGNORECASE)
    if not all(place in path for place in ("{z}", "{x}", "{y}")) or ending is None:
        raise FileError(address, _ADDRESS_SENTENCE)
    kind: TileKind = "vector" if ending[1].lower() in ("pbf", "mvt") else "raster"
    return GroundMap(
        key=parts.hostname,
        title=parts.hostname,
        attribution="",
        kind=kind,
        zooms=(0, 14 if kind == "vector" else 19),
        address=address,
    )


def _from_file(path: Path) -> GroundMap:
    if path.is_dir():
        raise FileError(path.name, "this is a folder; name a file with tiles, PMTiles or MBTiles.")
    try:
        read = _read(path)
        sample = _sample(read)
        schema = _checked(read, sample)
        state = path.stat()
    except OSError as error:
        raise FileError(str(path), f"the file cannot be opened ({error.strerror}).") from error
    except TileError as error:
        raise FileError(path.name, f"The tiles cannot be used: {error}.") from error
    metadata = read.metadata
    return GroundMap(
        key=path.stem,
        title=_plain(str(metadata.get("name") or path.stem), LONGEST_TITLE) or path.stem,
        attribution=_plain(str(metadata.get("attribution") or ""), LONGEST_ATTRIBUTION),
        kind=read.kind,
        zooms=read.zooms,
        bounds=read.bounds,
        schema=schema,
        file=read.file,
        tile_px=_tile_px(read, sample),
        tag=sha256(f"{path.name} {state.st_size} {state.st_mtime_ns}".encode()).hexdigest()[:12],
    )


def _read(path: Path) -> _Read:
    with path.open("rb") as file:
        start = file.read(16)
    if start.startswith(pmtiles_file.MAGIC):
        return _pmtiles(PmtilesFile(path))
    if start.startswith(mbtiles_file.MAGIC):
        return _mbtiles(MbtilesFile(path))
    raise TileError("the file is empty" if not start else "the file is neither PMTiles nor MBTiles")


def _pmtiles(file: PmtilesFile) -> _Read:
    header = file.header
    if header.tile_compression not in ("", "gzip"):
        raise TileError(f"they are compressed with {header.tile_compression}; make the file anew with gzip")
    if not header.format:
        raise TileError(
            "the file does not name a kind of tiles that is drawn: vector tiles, PNG, JPEG, WebP or AVIF"
        )
    kind: TileKind = "vector" if header.format == "pbf" else "raster"
    return _Read(file, kind, _zooms(file.zooms), _bounds(header.bounds), file.metadata)


def _mbtiles(file: MbtilesFile) -> _Read:
    kind: TileKind = "vector" if str(file.metadata.get("format", "")).lower() in ("pbf", "mvt") else "raster"
    try:
        west, south, east, north = (float(edge) for edge in str(file.metadata.get("bounds", "")).split(","))
        bounds = _bounds((west, south, east, north))
    except ValueError:
        bounds = _WORLD
    return _Read(file, kind, _zooms(file.zooms), bounds, file.metadata)


def _zooms(found: tuple[int, int]) -> tuple[int, int]:
    first, last = found
    if not 0 <= first <= last <= CLOSEST_ZOOM:
        raise TileError(f"they are of zoom {first} to {last}, and zooms go from 0 to {CLOSEST_ZOOM}")
    return found


def _bounds(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The bounds of a file within the world; the world for those that are none."""
    west, south, east, north = bounds
    is_box = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, max(south, _WORLD[1]), east, min(north, _WORLD[3])) if is_box else _WORLD


def _checked(read: _Read, sample: bytes | None) -> Schema:
    """The schema of the tiles, of which one was tried. Raises TileError when it is not what the file says."""
    if read.kind == "raster":
        if sample is not None:
            picture_type(sample)
        return ""
    layers = read.metadata.get("vector_layers")
    names = (
        {str(each.get("id")) for each in layers if isinstance(each, dict)}
        if isinstance(layers, list)
        else set()
    )
    if sample is not None:
        found = set(layer_names(vector_content(sample).unpacked))
        names = names or found
    schema = schema_of(names)
    if schema is None:
        listed = ", ".join(sorted(names)[:5]) or "none"
        raise TileError(
            f"their layers ({listed}) are in neither of the schemas that are drawn, OpenMapTiles and Protomaps"
        )
    return schema


def _sample(read: _Read) -> bytes | None:
    """A tile of the file, from the first zooms on."""
    tried = 0
    for zoom in range(read.zooms[0], read.zooms[1] + 1):
        columns, rows = tiles_of(read.bounds, zoom)
        for column in columns:
            for row in rows:
                tried += 1
                if tried > _SAMPLES:
                    return None
                if (stored := read.file.tile(zoom, column % 2**zoom, row)) is not None:
                    return stored
    return None


def _tile_px(read: _Read, sample: bytes | None) -> int:
    is_large = read.kind == "raster" and sample is not None and picture_size(sample)[0] >= LARGE_TILE_PX
    return LARGE_TILE_PX if is_large else 256


def _plain(text: str, longest: int) -> str:
    """A text of a file's metadata, which may be HTML, as plain text."""
    bare = html.unescape(re.sub(r"<[^>]{0,500}>", " ", text[: 10 * longest]))
    words = " ".join(writable(bare).split())
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def _key(name: str, taken: set[str]) -> str:
    """A name as it stands in addresses, unlike those that are taken."""
    plain = anyascii(unicodedata.normalize("NFC", name)).lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:36].strip("-") or "ground"
    number, tried = 1, key
    while tried in taken:
        number += 1
        tried = f"{key}-{number}"
    return tried


def ground_sentence(ground_map: GroundMap) -> str:
    """What a host who starts the atlas should know of a ground map."""
    kind = f"{ground_map.kind} tiles of zoom {ground_map.zooms[0]} to {ground_map.zooms[1]}"
    by = ground_map.attribution or "no attribution in the file; give one after its title if it needs one"
    if ground_map.host:
        by = f"loaded by each reader's browser from {ground_map.host}; " + (
            ground_map.attribution or "no attribution"
        )
    return f"Ground map “{ground_map.title}” (ground={ground_map.key}): {kind}; {by}."
