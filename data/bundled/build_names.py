"""Choosing among names that a source has; no name is ever transliterated or made up."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

CYRILLIC_LETTER = re.compile(r"[Ѐ-ӿ]")
RUSSIAN = re.compile(r"[А-ЯЁ][А-Яа-яЁё\- ]*")
ARMENIAN_LETTER = re.compile(r"[Ա-և]")
ARMENIAN = re.compile(r"[Ա-Ֆ][Ա-Ֆա-ևՙ\- ]*")
AZERBAIJANI = re.compile(r"[A-ZÇƏĞİÖŞÜ][A-Za-zÇçƏəĞğİıÖöŞşÜü\- ]*")
AZERBAIJANI_LETTER = re.compile(r"[ÇçƏəĞğİıÖöŞşÜü]")
PLAIN_LATIN = re.compile(r"[A-Za-z][A-Za-z' \-]*")

# A recorded form that is less alike than this is another name, not another spelling.
_LEAST_LIKENESS = 0.6

# Used only to see which recorded English form belongs to an Azerbaijani name.
_SOUNDS = str.maketrans({"ə": "a", "q": "g", "c": "j", "x": "kh", "ş": "sh", "ç": "ch", "ı": "i", "ğ": "gh"})

_DIGRAPHS = (("ու", "u"), ("և", "ev"))
_ARMENIAN_SOUNDS = (
    "ա:a բ:b գ:g դ:d ե:e զ:z է:e ը:y թ:t ժ:zh ի:i լ:l խ:kh ծ:ts կ:k հ:h ձ:dz ղ:gh ճ:ch մ:m յ:y ն:n "
    "շ:sh ո:o չ:ch պ:p ջ:j ռ:r ս:s վ:v տ:t ր:r ց:ts ւ:v փ:p ք:k օ:o ֆ:f"
)
_RUSSIAN_SOUNDS = (
    "а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts "
    "ч:ch ш:sh ъ: ы:y ь: э:e ю:yu я:ya ё:e"
)
_LETTERS = dict(pair.split(":") for pair in f"{_ARMENIAN_SOUNDS} {_RUSSIAN_SOUNDS}".split(" "))


def split_names(joined: str) -> list[str]:
    """The names in a `|`-joined cell; an empty cell gives none."""
    return [name.strip() for name in joined.split("|") if name.strip()]


def distinct(names: Iterable[str]) -> list[str]:
    """The names in the order in which each came first."""
    return list(dict.fromkeys(name for name in names if name))


def in_script(names: Iterable[str], script: re.Pattern[str]) -> list[str]:
    """The names written entirely in one script, each once; a list in one cell is left out."""
    return [name for name in distinct(names) if script.fullmatch(name) and "  " not in name]


def first_containing(names: Iterable[str], letters: re.Pattern[str]) -> str | None:
    """The first name with such a letter, or None."""
    return next((name for name in names if letters.search(name)), None)


def folded(name: str) -> str:
    """The name for comparing only: lower case, without marks, Azerbaijani letters by sound."""
    lower = name.replace("İ", "i").replace("I", "i").lower().translate(_SOUNDS)
    marked = unicodedata.normalize("NFD", lower)
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


def likest_plain_form(name: str, candidates: Iterable[str]) -> str:
    """The name itself if it needs no special letters, else its likest recorded plain form.

    A form that is another name altogether is not taken; then the name comes back unchanged.
    """
    if PLAIN_LATIN.fullmatch(name):
        return name
    plain = [form for form in candidates if PLAIN_LATIN.fullmatch(form)]
    target = folded(name)

    def likeness(form: str) -> float:
        return difflib.SequenceMatcher(None, target, folded(form)).ratio()

    best = max(plain, key=likeness, default=name)
    return best if likeness(best) >= _LEAST_LIKENESS else name


def only_one(candidates: list[str], confirmed: Iterable[str], sound: str = "") -> str | None:
    """The candidate that stands alone, else the one that is confirmed, else the one of that sound.

    None where no single one is left: nothing is guessed.
    """
    known = set(confirmed)
    is_of_sound = {name: bool(sound) and romanised(name) == plain(sound) for name in candidates}
    for remaining in (
        candidates,
        [name for name in candidates if name in known],
        [name for name in candidates if is_of_sound[name]],
    ):
        if len(remaining) == 1:
            return remaining[0]
    return None


def romanised(name: str) -> str:
    """The Armenian or Russian name in Latin letters, only for comparing, never for showing."""
    lower = name.lower()
    for letters, sound in _DIGRAPHS:
        lower = lower.replace(letters, sound)
    return "".join(_LETTERS.get(letter, letter) for letter in lower)


def plain(name: str) -> str:
    """A Latin name without apostrophes and case, to compare with `romanised`."""
    return re.sub(r"[’'‘ʻ]", "", name.lower())
