"""The texts that a dataset brings itself, for a reader: in the language spoken now, where they are translated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from data.language import _, current
from data.tables.layers.levels import Levels
from data.tables.translations import Translation

_UNTRANSLATED: Final = Translation()


class OwnTexts:
    """What a `Dataset` says of itself."""

    title: str
    attribution: str
    limits: tuple[str, ...]
    language: str
    levels: Levels | None
    translations: Mapping[str, Translation]

    @property
    def translation(self) -> Translation:
        """The dataset's own texts in the language spoken now; empty where it has none."""
        return self.translations.get(current(), _UNTRANSLATED)

    @property
    def shown_title(self) -> tuple[str, str]:
        """The title for a reader, and its language ("" when unknown)."""
        return self._shown(self.translation.title, self.title)

    @property
    def shown_attribution(self) -> tuple[str, str]:
        """The attribution for a reader, with that of the folder's own boundaries, and its language ("" when unknown)."""
        text, language = self._shown(self.translation.attribution, self.attribution)
        if self.levels is None or not self.levels.attribution:
            return text, language
        sentence = _("Boundaries: {attribution}").format(attribution=self.levels.attribution)
        return f"{text.rstrip('.')}. {sentence}", language

    @property
    def shown_limits(self) -> list[tuple[str, str]]:
        """Each sentence of `limits` for a reader, and its language ("" when unknown)."""
        translated = self.translation.limits or ("",) * len(self.limits)
        return [self._shown(*texts) for texts in zip(translated, self.limits, strict=True)]

    def _shown(self, translated: str, own: str) -> tuple[str, str]:
        return (translated, current()) if translated else (own, self.language)

    def actor_label(self, actor: str) -> str:
        """An `affected_actor` in the language spoken now, or as the tables have it."""
        return self.translation.actors.get(actor, actor)

    def side_label(self, side: str) -> str:
        """An `affected_side` in the language spoken now, or as the tables have it with spaces."""
        return self.translation.sides.get(side, side.replace("_", " "))

    def shown_scope(self, scope: str) -> tuple[str, str]:
        """The `scope` of an official total for a reader, and its language ("" when unknown)."""
        return self._shown(self.translation.scopes.get(scope, ""), scope)

    def shown_qualifier(self, qualifier: str) -> tuple[str, str]:
        """The `qualifier` of an official total for a reader, and its language ("" when unknown)."""
        return self._shown(self.translation.qualifiers.get(qualifier, ""), qualifier)
