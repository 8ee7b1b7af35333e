"""Serves the atlas with every English text of a catalogue in ⟦ ⟧; takes the arguments of app.py."""

from __future__ import annotations

import gettext
import sys

from app import main
from data import language as spoken


class Bracketed(gettext.NullTranslations):
    """Every text in ⟦ ⟧."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return f"⟦{message}⟧"


if __name__ == "__main__":
    real, bracketed = spoken.translations, Bracketed()
    vars(spoken)["translations"] = lambda code: bracketed if code == "en" else real(code)
    sys.exit(main())
