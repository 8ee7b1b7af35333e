"""The command `mine-atlas draft`: reports in, drafts of incidents with their evidence out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from data.errors import AtlasError, FileError
from data.folders.boundaries_in_use import use_folder_with_boundaries
from data.folders.replaced import replace_files
from data.language import counted
from data.reports.files.json_lines import Line
from data.reports.files.model_options import add_model_options, model_of
from data.reports.files.open_reports import ENDINGS, LINES_BYTES, reports_in
from data.reports.model.client import Model
from data.reports.model.completed import drafts_with
from data.reports.report import Draft, Drafts, Quote


def add_draft_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `draft` to the commands of a parser; it sets `run` and `failure`."""
    draft = commands.add_parser("draft", help="draft incidents from the texts of reports")
    draft.set_defaults(run=_draft, failure="Nothing was drafted.")
    draft.add_argument("file", type=Path, metavar="FILE", help=f"ending: {', '.join(ENDINGS)}")
    draft.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="drafts to write, a report a line (.jsonl)"
    )
    draft.add_argument(
        "--published", type=_day, metavar="DAY", help="day of a single report that names none, as 2020-11-24"
    )
    draft.add_argument(
        "--boundaries",
        type=Path,
        metavar="FOLDER",
        help="folder whose own boundaries the districts are taken from",
    )
    draft.add_argument("--publisher", default="", help="publisher of a single report that names none")
    draft.add_argument("--language", default="", help="language of a single report (default: found out)")
    add_model_options(draft)


def draft_line(report_id: str, drafts: Drafts) -> dict[str, Any]:
    """What a line of the output holds: `id`, `language`, `incidents`, `left_out`."""
    return {
        "id": report_id,
        "language": drafts.language,
        "incidents": [_incident(draft) for draft in drafts.incidents],
        **({"remark_of_model": drafts.remark} if drafts.remark else {}),
        "left_out": [
            {
                "quote": one.quote.text,
                "start": one.quote.start,
                "end": one.quote.end,
                "reason": one.reason.value,
            }
            for one in drafts.left_out
        ],
    }


def _draft(options: argparse.Namespace) -> int:
    if options.boundaries is not None:
        use_folder_with_boundaries(options.boundaries)
    model = model_of(options)
    content = _content(options.file)
    counts = {"reports": 0, "incidents": 0, "refused": 0}
    lines = "".join(_lines(options, model, content, counts))
    try:
        replace_files({options.out: [lines.encode()]})
    except OSError as error:
        raise AtlasError(
            f"{options.out} cannot be written ({error.strerror}); name another place."
        ) from error
    incidents, reports = (counted(counts[name], name[:-1]) for name in ("incidents", "reports"))
    print(f"Wrote {options.out}: {incidents} from {reports}.")
    if counts["refused"]:
        unread = counted(counts["refused"], "report")
        print(
            f"{unread} cannot be read; {'its line says' if counts['refused'] == 1 else 'their lines say'} why."
        )
    return 0


def _lines(
    options: argparse.Namespace, model: Model | None, content: bytes, counts: dict[str, int]
) -> Iterator[str]:
    for line in reports_in(options.file.name, content):
        counts["reports"] += 1
        made = _made(options, model, line)
        counts["incidents"] += len(made["incidents"])
        counts["refused"] += "error" in made
        yield json.dumps(made, ensure_ascii=False) + "\n"


def _made(options: argparse.Namespace, model: Model | None, line: Line) -> dict[str, Any]:
    if line.report is None:
        return {"id": line.report_id, "incidents": [], "left_out": [], "error": line.error}
    report = replace(
        line.report,
        published=line.report.published or options.published,
        publisher=line.report.publisher or options.publisher,
        language=line.report.language or options.language,
    )
    made = draft_line(line.report_id, drafts_with(report, model))
    if report.published is None:
        made["remark"] = (
            "The day of publication is not known; days like “yesterday” were not read. Give --published."
        )
    return made


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LINES_BYTES:
            raise FileError(path.name, "The file is larger than is read; give it in parts.")
        return path.read_bytes()
    except OSError as error:
        raise AtlasError(
            f"{path} cannot be read ({error.strerror}); check its name and whether you may open it."
        ) from error


def _incident(draft: Draft) -> dict[str, Any]:
    claim = draft.emplacing_claim
    return {
        "date_start": _iso(draft.date_start),
        "date_end": _iso(draft.date_end),
        "date_prec": draft.date_prec,
        "country": draft.country or None,
        "adm1": draft.adm1 or None,
        "adm1_iso": draft.adm1_iso or None,
        "place_name": draft.place_name or None,
        "longitude": draft.longitude,
        "latitude": draft.latitude,
        "where_prec": draft.where_prec,
        "device_category": draft.device_category,
        "device_as_reported": draft.device_as_reported or None,
        "activity": draft.activity,
        "emplacing_claim": {"actor": claim.actor, "claimant": claim.claimant} if claim else None,
        "casualties": [
            {**vars(row), "quotes": [_quote(quote) for quote in row.quotes]} for row in draft.casualties
        ],
        "upstream": list(draft.upstream),
        "via": draft.via or None,
        **({"by_model": list(draft.by_model)} if draft.by_model else {}),
        "candidates": [str(place) for place in draft.candidates],
        "evidence": {name: [_quote(quote) for quote in quotes] for name, quotes in draft.evidence.items()},
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {"quote": quote.text, "start": quote.start, "end": quote.end}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it as 2020-11-24") from error
