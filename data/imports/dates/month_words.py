"""Names of months in the languages of the field, and the calendar that a name belongs to."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final


class Calendar(StrEnum):
    """A calendar that tables of incidents are kept in."""

    GREGORIAN = "Gregorian"
    SOLAR_HIJRI = "Solar Hijri"
    ISLAMIC = "Islamic"
    BUDDHIST = "Buddhist"
    ETHIOPIAN = "Ethiopian"


_GREGORIAN: Final = (
    # January to December; the forms of one month are joined by |, words of one name by _
    "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec",
    "январь|января|янв|январе февраль|февраля|фев|февр|феврале март|марта|мар|марте апрель|апреля|апр|апреле май|мая|мае июнь|июня|июн|июне"
    " июль|июля|июл|июле август|августа|авг|августе сентябрь|сентября|сен|сент|сентябре октябрь|октября|окт|октябре ноябрь|ноября|ноя|нояб|ноябре"
    " декабрь|декабря|дек|декабре",
    "січень|січня|січ|січні лютий|лютого|лют|лютому березень|березня|бер|берез|березні квітень|квітня|кві|квіт|квітні травень|травня|тра|трав|травні"
    " червень|червня|чер|черв|червні липень|липня|лип|липні серпень|серпня|сер|серп|серпні вересень|вересня|вер|верес|вересні"
    " жовтень|жовтня|жов|жовт|жовтні листопад|листопада|лис|лист|листопаді грудень|грудня|гру|груд|грудні",
    "yanvar|yanvarın|yan|yanvarda fevral|fevralın|fev mart|martın|martda aprel|aprelin may|mayın iyun|iyunun iyul|iyulun avqust|avqustun|avq"
    " sentyabr|sentyabrın|sen oktyabr|oktyabrın|okt noyabr|noyabrın|noy dekabr|dekabrın|dek",
    "հունվար|հունվարի|հունվ փետրվար|փետրվարի|փետր մարտ|մարտի ապրիլ|ապրիլի|ապր մայիս|մայիսի հունիս|հունիսի հուլիս|հուլիսի օգոստոս|օգոստոսի|օգոս"
    " սեպտեմբեր|սեպտեմբերի|սեպտ հոկտեմբեր|հոկտեմբերի|հոկտ նոյեմբեր|նոյեմբերի|նոյ դեկտեմբեր|դեկտեմբերի|դեկտ",
    "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|setiembre|sep|set octubre|oct noviembre|nov"
    " diciembre|dic",
    "janvier|janv|jan fevrier|fevr|fev mars avril|avr mai juin juillet|juil aout septembre|sept octobre|oct novembre|nov decembre|dec",
    "janeiro|jan fevereiro|fev marco|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set outubro|out novembro|nov dezembro|dez",
    "januar|janner|jan februar|feb marz|mrz april|apr mai juni|jun juli|jul august|aug september|sept|sep oktober|okt november|nov dezember|dez",
    "gennaio|gen febbraio|febb marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|sett ottobre|ott novembre dicembre|dic",
    "ocak|oca|ocakta subat|sub mart|mar nisan|nis mayis|may haziran|haz temmuz|tem agustos|agu eylul|eyl ekim|eki kasim|kas aralik|ara",
    "januar februar mart april maj juni|juna|jun juli|jula|jul avgust|avgusta|avg septembar|septembra oktobar|oktobra novembar|novembra decembar|decembra",
    "јануар|јануара фебруар|фебруара март|марта април|априла мај|маја јун|јуна јул|јула август|августа септембар|септембра октобар|октобра"
    " новембар|новембра децембар|децембра",
    "يناير فبراير مارس ابريل|أبريل مايو يونيو|يونية يوليو|يولية أغسطس|اغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني|كانون_ثاني|كانون2 شباط آذار|اذار نيسان أيار|ايار حزيران تموز آب|اب أيلول|ايلول تشرين_الأول|تشرين_اول|تشرين1"
    " تشرين_الثاني|تشرين_ثاني|تشرين2 كانون_الأول|كانون_اول|كانون1",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "جنوری فبروری|فروری مارچ اپریل می|مئی جون جولای|جولائی اگست|آگست سپتمبر|ستمبر اکتوبر|اکتبر نومبر دسمبر",
    "ဇန်နဝါရီ|ဇန်နဝါရီလ ဖေဖော်ဝါရီ|ဖေဖော်ဝါရီလ မတ်|မတ်လ ဧပြီ|ဧပြီလ မေ|မေလ ဇွန်|ဇွန်လ ဇူလိုင်|ဇူလိုင်လ ဩဂုတ်|သြဂုတ်|ဩဂုတ်လ|သြဂုတ်လ"
    " စက်တင်ဘာ|စက်တင်ဘာလ အောက်တိုဘာ|အောက်တိုဘာလ နိုဝင်ဘာ|နိုဝင်ဘာလ ဒီဇင်ဘာ|ဒီဇင်ဘာလ",
    "មករា កុម្ភៈ|កុម្ភះ|កុម្ភ មីនា|មិនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា|វិច្ចិកា ធ្នូ",
    "มกราคม|ม.ค กุมภาพันธ์|ก.พ มีนาคม|มี.ค เมษายน|เม.ย พฤษภาคม|พ.ค มิถุนายน|มิ.ย กรกฎาคม|ก.ค สิงหาคม|ส.ค กันยายน|ก.ย ตุลาคม|ต.ค พฤศจิกายน|พ.ย ธันวาคม|ธ.ค",
    "იანვარი|იანვარს თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი",
)
_SOLAR: Final = (
    "فروردین اردیبهشت خرداد تیر مرداد|امرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
    "hamal|hamel sawr|saur jawza|jauza saratan asad sunbula|sonbola mizan aqrab qaws|qaus jadi dalw hut|hoot",
    "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب",
)
_ISLAMIC: Final = (
    "محرم صفر ربيع_الأول|ربيع_اول ربيع_الثاني|ربيع_الآخر|ربيع_ثاني جمادى_الأولى|جمادى_الاول|جمادى_اولى جمادى_الآخرة|جمادى_الثانية|جمادى_الثاني رجب شعبان رمضان شوال"
    " ذو_القعدة|ذي_القعدة|ذوالقعدة ذو_الحجة|ذي_الحجة|ذوالحجة",
    "muharram safar rabi_i|rabi_al-awwal rabi_ii|rabi_al-thani jumada_i|jumada_al-awwal jumada_ii|jumada_al-thani rajab shaban|sha'ban ramadan|ramazan"
    " shawwal dhu_al-qadah|dhul-qadah dhu_al-hijjah|dhul-hijjah",
)
_ETHIOPIAN: Final = (
    "መስከረም ጥቅምት ኅዳር|ህዳር ታኅሣሥ|ታህሳስ ጥር የካቲት መጋቢት ሚያዝያ ግንቦት ሰኔ ሐምሌ ነሐሴ ጳጉሜን|ጳጉሜ",
    "meskerem tikimt|tikimit|teqemt hidar|hedar tahsas|tahisas tir|ter yekatit|yakatit megabit|magabit miyazya|miazia ginbot|genbot sene|sane hamle nehase|nahase"
    " pagume|pagumen",
)
_ROMAN: Final = "i ii iii iv v vi vii viii ix x xi xii"


def plain_word(text: str) -> str:
    """Text in small letters, without the marks of Latin, Cyrillic and Arabic letters, with one form of each letter."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not ("\u0300" <= letter <= "\u036f" or "\u064b" <= letter <= "\u0655" or letter == "\u0640")
    )
    return bare.translate(_ONE_FORM)


_ONE_FORM: Final = str.maketrans("يىكةıə", "ییکهie")


def _words(tables: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for table in tables:
        for number, forms in enumerate(table.split(), start=1):
            for form in forms.split("|"):
                found.setdefault(plain_word(form.replace("_", " ")), number)
    return found


MONTHS: Final[dict[Calendar, dict[str, int]]] = {
    Calendar.GREGORIAN: _words(_GREGORIAN),
    Calendar.SOLAR_HIJRI: _words(_SOLAR),
    Calendar.ISLAMIC: _words(_ISLAMIC),
    Calendar.ETHIOPIAN: _words(_ETHIOPIAN),
}
ROMAN_MONTHS: Final = {numeral: number for number, numeral in enumerate(_ROMAN.split(), start=1)}

_ALL: Final = sorted(
    {word for words in MONTHS.values() for word in words if " " in word or "-" in word or "." in word},
    key=len,
    reverse=True,
)
_COMPOUND: Final = re.compile("|".join(re.escape(word) for word in _ALL))


def joined_names(text: str) -> str:
    """Plain text with the names of months that are two words as one."""
    return _COMPOUND.sub(lambda found: re.sub(r"[ .-]", "_", found.group()), text)


def month_of(word: str) -> tuple[Calendar, int] | None:
    """The calendar and number of a month by its whole plain name; the Gregorian where two have the name."""
    name = word.strip(".").replace("_", " ")
    for calendar, months in MONTHS.items():
        number = (
            months.get(name)
            or months.get(word.replace("_", ".").strip("."))
            or months.get(name.replace(" ", "-"))
        )
        if number:
            return calendar, number
    return None
