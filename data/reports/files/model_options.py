"""The options that name a language model, for the commands that draft."""

from __future__ import annotations

import argparse

from data.reports.model.client import Model, model_at


def add_model_options(command: argparse.ArgumentParser) -> None:
    """Adds the options of a language model, off without them."""
    command.add_argument(
        "--model",
        metavar="URL",
        help="language model that completes drafts, an OpenAI-compatible address as http://127.0.0.1:8080/v1",
    )
    command.add_argument(
        "--model-anywhere",
        action="store_true",
        help="the model may be on another machine, to which the texts of reports are then sent",
    )
    command.add_argument("--model-name", default="default", metavar="NAME", help="which of its models")


def model_of(options: argparse.Namespace) -> Model | None:
    """The language model that the options name; None without one. Raises AtlasError, a sentence."""
    if options.model is None:
        return None
    return model_at(options.model, anywhere=options.model_anywhere, name=options.model_name)
