"""Which language a report is in."""

from __future__ import annotations

import re


def language_of(text: str) -> str:
    """The language of a report by its letters and commonest words; "en" where nothing speaks for another."""
    sample = text[:6000].lower()
    if len(re.findall("[\u0531-\u0587]", sample)) > 20:
        return "hy"
    if len(re.findall("[\u0621-\u064a]", sample)) > 20:
        return "ar"
    cyrillic = len(re.findall("[а-яёіїєґ]", sample))
    if cyrillic > 20:
        return "uk" if len(re.findall("[іїєґ]", sample)) > cyrillic / 60 else "ru"
    if len(re.findall("[əı]", sample)) > 8:
        return "az"
    common = {
        "es": r"\b(?:el|los|las|una|por|con|del|que|fue|al|se|en|de)\b",
        "fr": r"\b(?:le|les|une|des|dans|est|sur|par|ont|été|et|du|la|à)\b",
        "en": r"\b(?:the|of|and|was|were|in|by|on|to|said)\b",
        "az": r"\b(?:və|bir|ki|bu|ilə|üçün|olub|də|da)\b",
    }
    return max(common, key=lambda code: (len(re.findall(common[code], sample)), code == "en"))
