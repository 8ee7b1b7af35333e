"""Dates that are written with words: names of months, seasons, quarters, parts of a month or a year, nights."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from data.imports.dates.calendars import calendar_in, day_in, month_in
from data.imports.dates.halves import half_or_quarter, months_in
from data.imports.dates.month_words import Calendar, month_of
from data.imports.dates.numbers import Reading, full_year, in_numbers
from data.imports.dates.span import (
    NO_YEAR,
    NOT_UNDERSTOOD,
    OPEN_ENDED,
    NoDay,
    Span,
    from_to,
    months_span,
    week_span,
    with_remark,
    year_span,
)
from data.text.search_text import folded_words

APPROXIMATE: Final = "The date is given as approximate; it was read as it stands."
NIGHT: Final = "The date is a night, which belongs to two days."
PART: Final = "The beginning, middle or end of a month or a year was read as a third of it."
SEASON: Final = "The season was read as that of the northern half of the globe."
WINTER: Final = "The winter of one year has months at both of its ends; the whole year was read."

_MONTH_BEGINNINGS: Final = (
    "jan janv ene янв yan հունվ ιαν ינואר בינואר", "feb fev февр фев fevr փետր φεβ פברואר בפברואר", "mar mart март мар mars մարտ μαρ מרץ מרס במרץ", "apr abr avr апр ապր απρ אפריל באפריל",
    "may mai май мая մայ μαι מאי במאי", "jun juin июн iyun հունիս ιουν יוני ביוני", "jul juil июл iyul հուլիս ιουλ יולי ביולי", "aug ago aou авг avq օգոս αυγ אוגוסט באוגוסט",
    "sep set сент сен sentyabr սեպտ σεπ ספטמבר בספטמבר", "oct окт okt հոկտ οκτ אוקטובר באוקטובר", "nov ноя noy նոյ νοε נובמבר בנובמבר", "dec dic дек dek դեկտ δεκ דצמבר בדצמבר",
)  # fmt: skip
"""How the months begin in languages that bend their names, January first."""
_BEGINNINGS: Final = {
    "".join(folded_words(beginning)): month
    for month, words in enumerate(_MONTH_BEGINNINGS, start=1)
    for beginning in words.split()
}

_ABOUT: Final = re.compile(
    r"^(?:about|around|approx\w*\.?|approximately|circa|ca?\.|~|около|примерно|приблизительно|приблизно|близько|texminen|environ|env\.?|vers"
    r"|aproximadamente|aprox\.?|hacia|etwa|yaklasik|cerca de|حوالی|حدود|تقریبا|نحو|մոտ|մոտավորապես)\s*|\s*\(?(?:\?|approx\.?|about|примерно|estimated|est\.?)\)?$"
)
_OPEN: Final = re.compile(
    r"^(?:before|after|since|prior to|until|till|not later than|no later than|earlier than|later than|до|после|раньше|позже|не позднее|ранее|перед"
    r"|після|avant|apres|depuis|antes de\w*|despues de\w*|desde|vor|nach|seit|qeder|sonra|قبل|بعد|منذ|از|پیش از|پس از|մինչև)\s"
)
_NIGHT_TO: Final = re.compile(
    r"^(?:(?:в|у) )?(?:ночь|ночи|нічь|ніч) на\s+|^night (?:to|before|leading to)\s+"
    r"|^(?:in der )?nacht (?:zum|auf(?: den)?)\s+|^nuit (?:precedant|avant) (?:le )?|^u noci (?:uoci )?na\s+|^noc (?:na|z)\s+(?!\d+ na)"
)
NIGHT_OF: Final = re.compile(
    r"^(?:(?:in|during|on) )?(?:the )?(?:overnight|night)(?: (?:of|on|from))?\s+|^(?:в )?ночью?\s+(?=с?\s*\d)|^(?:dans )?(?:la )?nuit (?:du|de)\s+"
    r"|^(?:(?:en|durante|por) )?(?:la )?noche (?:del|de|entre)\s+|^(?:(?:na|a|da) )?noite (?:de|do|entre)\s+|^(?:in der )?nacht vom\s+"
    r"|\s+(?:gecesi|gece)$|^لیله\s+|^شب\s+"
)
_PLAIN_WORDS: Final = re.compile(
    r"ថ្ងៃទី|ថ្ងៃ|ខែ|ឆ្នាំ|ခုနှစ်|နှစ်|ရက်နေ့|ရက်|วันที่|เดือน|ปี|พ\.ศ\.?|(?<!\w)(?:ngay|thang|nam)(?!\w)|روز|ماه|سال|یوم|شهر|سنه"
)
"""Words for day, month and year beside them."""
_NOISE: Final = re.compile(
    r"\s*\(?(?:هجری\s*)?(?:هجری|شمسی|قمری|میلادی|خورشیدی|ه\.? ?ش|ه\.? ?ق|ه|م|hijri|shamsi|a\.?h\.?|a\.?d\.?|ce|b\.?e\.?|e\.?c\.?|g\.?c\.?|ዓ\.?ም)\)?$|"
    r"(?:\s+|(?<=\d)\s*)(?:г\.?|гг\.?|год|года|году|р\.?|рік|року|թ\.?|թվական\w*|ی|م|h\.?|хрн|-?c[iu] il\w*|ili?n?d?e?|y|yil|год\.?|года\.?)$|^(?:le|el|den|am|on|в|on the|dated?|от|от:|от )\s+"
)
_EARLY: Final = r"early|beginning of|start of|the beginning of|начало|в начале|начале|початок|на початку|evvel\w*|debut|inicios de|principios de|comienzos de|anfang|inicio de|début|اوایل|بدایه|اوائل"
_MIDDLE: Final = r"mid|middle of|the middle of|середина|в середине|середине|в середині|ortalari|mi|mediados de|mitte|meados de|اواسط|منتصف"
_LATE: Final = r"late|end of|the end of|конец|в конце|конце|кінець|наприкінці|в кінці|sonu|sonlari|fin|fines de|finales de|ende|final de|اواخر|نهایه"
_PART: Final = re.compile(
    rf"^(?:(?P<early>{_EARLY})|(?P<middle>{_MIDDLE})|(?P<late>{_LATE}))[\s-]+(?P<rest>.+)$"
)
_PART_LAST: Final = re.compile(
    r"^(?P<rest>.+?)\s+(?:(?P<early>evvelleri|evveli|basi|baslari|սկիզբ\w*)|(?P<middle>ortalari|ortasi)|(?P<late>sonu|sonlari|վերջ\w*))$"
)
_HALF: Final = re.compile(
    r"^(?:(?P<first>h1|1h|i|1|first|1st|первое|1-?е|перше)|(?P<second>h2|2h|ii|2|second|2nd|второе|2-?е|друге))[\s-]*(?:half(?: of)?|полугодие|півріччя|semestre|yarisi|semester)?[\s,/]*(?:of )?(?P<year>\d{4})$"
    r"|^(?P<year_first>\d{4})[\s,/-]*(?:(?P<h1>h1)|(?P<h2>h2))$"
)
_QUARTER_WORD: Final = r"(?:q|tromjesecje|tromesecje|kvartal|qtr|quarter|кв\w*|квартал\w*|trimestre|t|ceyrek|rub|quartal|եռամսյակ|الربع|ربع|سه ماهه)"
_NUMBERED_WORDS: Final = (
    "first|primer|primero|primeiro|premier|1er|erstes|erste|prvi|prvo|birinci",
    "second|segundo|deuxieme|zweites|zweite|drugi|drugo|ikinci",
    "third|tercer|tercero|terceiro|troisieme|drittes|dritte|treci|trece|ucuncu",
    "fourth|cuarto|quarto|quatrieme|viertes|vierte|cetvrti|cetvrto|dorduncu",
)
_NUMBERED: Final = "|".join(_NUMBERED_WORDS)
_QUARTER: Final = re.compile(
    rf"^(?P<a>[1-4]|i{{1,3}}|iv|{_NUMBERED}|[1-4]\.?(?:st|nd|rd|th|o|a|er|e|eme|re|º|ª|°)|первыи|второи|третии|четвертыи|першии|другии|третіи|четвертии)[\s.-]*(?:-?[йиі]\s+)?{_QUARTER_WORD}\.?[\s,/-]*(?:of |de |del |do |des jahres )?(?P<ya>\d{{4}})$"
    rf"|^{_QUARTER_WORD}\.?\s*(?P<b>[1-4]|i{{1,3}}|iv)[\s,/-]*(?:of |de |del )?(?P<yb>\d{{4}})$|^(?P<yc>\d{{4}})[\s,/-]*{_QUARTER_WORD}\.?\s*(?P<c>[1-4]|i{{1,3}}|iv)$"
    rf"|^(?P<yd>\d{{4}})[\s,/-]*(?P<d>[1-4]|i{{1,3}}|iv)[\s.-]*{_QUARTER_WORD}\.?$"
)
_ORDINALS: Final = {
    **{word: number for number, words in enumerate(_NUMBERED_WORDS, start=1) for word in words.split("|")},
    **{word: number for number, word in enumerate(("i", "ii", "iii", "iv"), start=1)},
    **{word: number for number, word in enumerate(("первыи", "второи", "третии", "четвертыи"), start=1)},
    **{word: number for number, word in enumerate(("першии", "другии", "третіи", "четвертии"), start=1)},
}
_SEASONS: Final = (
    ("winter", 12, 14, "winter зима зимои зимы зиме взимку зими qis qisda qisi qisinda hiver invierno inverno kis kisin kisi kista zima zime zimi زمستان شتاء الشتاء ձմեռ ձմռանը"),
    ("spring", 3, 5, "spring весна веснои весны весне навесні весни yaz yazda yazi yazinda bahar baharda printemps primavera fruhling fruhjahr ilkbahar ilkbahari bahari proljece proljeca proleca prolece بهار ربیع الربیع գարուն գարնանը"),
    ("summer", 6, 8, "summer лето летом лета лете літо влітку yay yayda yayi yayinda ete verano verao sommer ljeto ljeta leta تابستان صیف الصیف ամառ ամռանը"),
    ("autumn", 9, 11, "autumn fall осень осенью осени осінь восени payiz payizda payizi payizinda automne otono outono herbst sonbahar sonbahari sonbaharda guz jesen jeseni پاییز خریف الخریف աշուն աշնանը"),
)  # fmt: skip
_SEASON_OF: Final = {word: season for season in _SEASONS for word in season[3].split()}
_WEEK: Final = re.compile(
    r"^(?:week|неделя|тиждень|semaine|semana|woche|hefte) (?:of |от |du |del |vom )?(?P<rest>.*\d{4}.*)$"
)
_WEEK_NUMBER: Final = re.compile(
    r"^(?P<a>\d{1,2})\W{0,2}[йяіа]?\w{0,2}\s*(?:week|неделя|неделе|тиждень|woche|kw)(?: of)?[\s,]+(?P<ya>\d{4})$|^(?:неделя|week|kw|тиждень|semaine|semana|hefte)\s*(?P<b>\d{1,2})[\s,/]+(?:of )?(?P<yb>\d{4})$"
)


def in_words(text: str, reading: Reading) -> Span | NoDay:
    """The days of a plain text without a time of the day, whatever it is written with."""
    if found := _NIGHT_TO.search(text):
        return _night(in_words(_cut(text, found), reading), before=1)
    if found := NIGHT_OF.search(text):
        return _night(in_words(_cut(text, found), reading), after=1)
    if _OPEN.search(text):
        return NoDay(OPEN_ENDED)
    if (found := _ABOUT.search(text)) and found.group().strip():
        return with_remark(in_words(_cut(text, found), reading), APPROXIMATE)
    trimmed = _NOISE.sub("", _PLAIN_WORDS.sub(" ", text)).strip(" ,;.")
    trimmed = re.sub(r" {2,}", " ", trimmed)
    return (
        in_numbers(trimmed, reading)
        or _quarter(trimmed)
        or _week(trimmed, reading)
        or _season(trimmed, reading)
        or _half(trimmed)
        or half_or_quarter(trimmed, reading, in_words)
        or _part(trimmed, reading)
        or with_month(trimmed, reading)
    )


def _cut(text: str, found: re.Match[str]) -> str:
    return (text[: found.start()] + " " + text[found.end() :]).strip(" ,;")


def _night(span: Span | NoDay, before: int = 0, after: int = 0) -> Span | NoDay:
    if isinstance(span, NoDay) or span.start != span.end:
        return with_remark(span, NIGHT)
    two = from_to(span.start - timedelta(before), span.end + timedelta(after), span.remark)
    return with_remark(two, NIGHT)


def _quarter(text: str) -> Span | NoDay | None:
    # The Roman numerals of some keyboards are Cyrillic letters.
    found = _QUARTER.search(text) or _QUARTER.search(text.replace("і", "i"))
    if not found:
        return None
    number, year = next((found[k], found["y" + k]) for k in "abcd" if found[k])
    quarter = int(number[0]) if number[0].isdigit() else _ORDINALS[number]
    return months_span(int(year), quarter * 3 - 2, quarter * 3)


def _half(text: str) -> Span | NoDay | None:
    found = _HALF.search(text)
    if not found or re.fullmatch(r"(?:i|ii|1|2)[\s,/-]*\d{4}", text):
        return None
    is_first = bool(found["first"] or found["h1"])
    return months_span(int(found["year"] or found["year_first"]), 1 if is_first else 7, 6 if is_first else 12)


def _week(text: str, reading: Reading) -> Span | NoDay | None:
    if found := _WEEK_NUMBER.search(text):
        return week_span(int(found["ya"] or found["yb"]), int(found["a"] or found["b"]))
    if found := _WEEK.search(text):
        day = in_words(found["rest"], reading)
        return day if isinstance(day, NoDay) else from_to(day.start, day.start + timedelta(6), day.remark)
    return None


def _season(text: str, reading: Reading) -> Span | NoDay | None:
    words = [word for word in re.split(r"[\s,.]+", text) if word]
    words = [_turkish(word) if reading.is_turkish else word for word in words]
    seasons = [_SEASON_OF[word] for word in words if word in _SEASON_OF]
    years = re.findall(r"\d{4}", text)
    if len(seasons) != 1 or len(words) > 5 or any(month_of(word) for word in words if word not in _SEASON_OF):
        return None
    name, first, last, _forms = seasons[0]
    if name == "winter" and (two := re.search(r"(\d{4})\s*[-/]\s*(\d{4}|\d\d)(?!\d)", text)):
        return months_span(int(two[1]), 12, 14, SEASON)
    if len(years) != 1:
        return None
    if reading.calendar_of(int(years[0])) is Calendar.SOLAR_HIJRI:
        # Its year begins with the spring.
        at = [season[0] for season in _SEASONS[1:]].index(name) if name != "winter" else 3
        return months_in(reading, int(years[0]), 3 * at + 1, 3 * at + 3, SEASON)
    if name == "winter":
        return with_remark(year_span(int(years[0])), WINTER)
    return months_span(int(years[0]), first, last, SEASON)


def _turkish(word: str) -> str:
    """A word with the Turkish name of the summer, which in Azerbaijani is the spring, made plain."""
    return "summer" if word in ("yaz", "yazi", "yazin", "yazinda") else word


def _part(text: str, reading: Reading) -> Span | NoDay | None:
    found = _PART.search(text) or _PART_LAST.search(text)
    if not found:
        return None
    whole = in_words(found["rest"], reading)
    if isinstance(whole, NoDay) or whole.start == whole.end:
        return whole if isinstance(whole, NoDay) else NoDay(NOT_UNDERSTOOD)
    third = 0 if found["early"] else 1 if found["middle"] else 2
    days = (whole.end - whole.start).days + 1
    if days > 31:
        return months_span(whole.start.year, 4 * third + 1, 4 * third + 4, PART) if days >= 365 else None
    start = whole.start + timedelta(10 * third)
    return from_to(start, start + timedelta(9) if third < 2 else whole.end, f"{whole.remark} {PART}".strip())


_THAI: Final = r"[\u0e01-\u0e5b]"
_SHORT_YEARS: Final = 100
"""A Thai year of two digits is one of the Buddhist 25th century."""


def with_month(text: str, reading: Reading) -> Span | NoDay:
    """23 Nov 2020, 23-Nov-20, November 23rd, 2020, 23 ноября 2020 г., Noyabr 2020, 2020-ci il noyabrın 23-ü."""
    short = re.fullmatch(r"(\d{1,2})[-/. ]*([^\W\d_]{3,})\.?[-/., ]*['’]?(\d\d)", text)
    if short and (named := _month(short[2])):
        year, remark = full_year(short[3], reading.today)
        return day_in(named[0], year, named[1], int(short[1]), remark)
    short = re.fullmatch(r"([^\W\d_]+)\.?[\s-]*['’](\d\d)", text)
    if short and (named := _month(short[1])):
        year, remark = full_year(short[2], reading.today)
        return with_remark(month_in(named[0], year, named[1]), remark)
    words = [
        word
        for word in re.split(
            r"[\s,;/()\-]+|(?<=\D)\.|\.(?=\D|$)|(?<=\d)(?=[^\d\W])|(?<=[^\W\d_]{3})(?=\d{4})", text
        )
        if word
    ]
    months = [found for word in words if (found := _month(word))]
    numbers = [int(digits[0]) for word in words if (digits := re.match(r"\d+", word))]
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if 0 < number <= 31]
    if len(years) == 1 and years[0] < _SHORT_YEARS and re.search(_THAI, text):
        years = [2500 + years[0]]
    if len(months) == 1 and len(days) == 1 and not years:
        return NoDay(NO_YEAR)
    if len(months) != 1 or len(years) != 1 or len(days) > 1:
        return NoDay(NOT_UNDERSTOOD)
    calendar, month = months[0]
    if calendar is Calendar.GREGORIAN and calendar_in(text) in (None, Calendar.BUDDHIST):
        is_buddhist = reading.calendar_of(years[0]) is Calendar.BUDDHIST
        calendar = Calendar.BUDDHIST if is_buddhist else Calendar.GREGORIAN
    return day_in(calendar, years[0], month, days[0]) if days else month_in(calendar, years[0], month)


def _month(word: str) -> tuple[Calendar, int] | None:
    named = month_of(word)
    if named is not None:
        return named
    bare = "".join(folded_words(word))
    beginnings = [beginning for beginning in _BEGINNINGS if bare.startswith(beginning)]
    return (Calendar.GREGORIAN, _BEGINNINGS[max(beginnings, key=len)]) if beginnings else None
