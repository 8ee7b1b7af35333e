"""Days of the week beside a date, which say nothing more: “Tue 20/02/2024”, “вторник, 20.02.2024”."""

from __future__ import annotations

import re
from typing import Final

from data.imports.dates.month_words import plain_word

_NAMES: Final = (
    # English, French, Spanish, Portuguese, German
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
    " lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo"
    " segunda-feira terça-feira quarta-feira quinta-feira sexta-feira montag dienstag mittwoch donnerstag freitag samstag sonntag"
    # Russian, Ukrainian, Bosnian, Turkish, Azerbaijani
    " понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс"
    " понеділок вівторок середа четвер п'ятниця субота неділя нд ponedjeljak ponedeljak utorak srijeda sreda četvrtak petak subota nedjelja nedelja"
    " pazartesi salı çarşamba perşembe cuma cumartesi pazar bazar"
    # Armenian, Arabic, Persian
    " երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի"
    " الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد شنبه یکشنبه دوشنبه چهارشنبه پنجشنبه جمعه"
).split()
_NAME: Final = "|".join(
    sorted({re.escape(plain_word(name)) for name in _NAMES} | {"سه ?شنبه"}, key=len, reverse=True)
)
_BEFORE: Final = re.compile(rf"^(?:{_NAME})\.?[\s,/-]+(?=\d)")
_AFTER: Final = re.compile(rf"(?<=\d)[\s,]*[\s,(]+(?:{_NAME})\.?\)?$")


def without_weekday(text: str) -> str:
    """The date without the day of the week before or behind its numbers; small letters as `plain_word` gives them."""
    return _AFTER.sub("", _BEFORE.sub("", text))
