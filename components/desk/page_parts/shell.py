"""The page around what the desk shows: title, ways to go, language."""

from __future__ import annotations

from markupsafe import Markup

from components.desk.page_parts.elements import Content, el, joined
from data.language import LANGUAGES, N_, _, current

LANGUAGE: str = "desk_language"
"""The cookie with the language that was chosen."""
WHO: str = "desk_who"
"""The cookie with the name that was given at the last save."""


def page(title: str, *content: Content, message: str = "", here: str = "/desk", is_wide: bool = False) -> str:
    """A whole page. A message is a sentence about what was done or refused; `here` is reloaded in a language."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", _("{title} – desk").format(title=title)),
        el("link", rel="icon", href="/favicon.ico"),
        el("link", rel="stylesheet", href="/desk/colours.css"),
        el("link", rel="stylesheet", href="/desk/assets/desk.css"),
        el("script", src="/desk/assets/desk.js", type="module"),
    )
    status = (
        el("p", message, class_="desk-message", role="status", tabindex=-1, id="message") if message else None
    )
    main = el(
        "main",
        el("h1", title),
        status,
        *content,
        id="main",
        class_="desk-wide" if is_wide else None,
        tabindex=-1,
    )
    body = el(
        "body", el("a", _("Skip to the content"), href="#main", class_="skip-link"), _header(here), main
    )
    return str(Markup("<!DOCTYPE html>\n") + el("html", head, body, lang=current()))


def _header(here: str) -> Markup:
    ways = {
        "/desk": _("Incidents"),
        "/desk/report": _("New report"),
        "/desk/incident": _("New incident"),
        "/desk/dataset": _("Dataset"),
        "/desk/publish": _("Publish"),
    }
    links = [
        el("a", text, href=address, aria_current="page" if address == here else None)
        for address, text in ways.items()
    ]
    languages = [
        el(
            "a",
            name,
            href=f"/desk/language/{code}",
            lang=code,
            hreflang=code,
            aria_current="true" if code == current() else None,
        )
        for code, name in LANGUAGES.items()
    ]
    return el(
        "header",
        el("nav", links, aria_label=_("Desk")),
        el("nav", languages, aria_label=_("Language"), class_="desk-languages"),
    )


def paragraphs(text: str) -> Markup:
    """Sentences of several lines, a paragraph each."""
    return joined(*(el("p", line) for line in text.split("\n") if line.strip()))


_DONE = {
    "saved": N_("Saved as a draft."),
    "ready": N_("Saved; it is ready to be published."),
    "restored": N_("Restored as a draft, in a new revision."),
    "removed": N_("Removed; its history stays, and it can be restored."),
    "published": N_("Published. Readers see the new edition."),
    "kept": N_("Saved; it is part of the next edition."),
    "forgotten": N_("The form was given up."),
    "unknown": N_("No incident of the collection is near it in day, place, numbers or words."),
    "source": N_("The report is a source of this incident now. Check the ranges and save."),
}


def done(key: str) -> str:
    """The sentence about what an address says was done; "" for an unknown one."""
    return _(_DONE[key]) if key in _DONE else ""
