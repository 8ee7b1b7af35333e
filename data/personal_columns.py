"""Columns about people that are dropped at the door: names, birth dates, ages in years, addresses, contacts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from data.text.search_text import folded_words

_PERSONAL: Final = tuple(
    re.compile(pattern.replace("й", "и").replace("ї", "і"))
    for pattern in (
        # Of whom a name is: never of a place, a district, a party or a file.
        r"(victim|vi|va|survivor|casualty|person|patient|beneficiary|deceased|injured|key|informant|respondent|interviewee"
        r"|contact|reporter|witness|guardian|parent|child|head of household)( s|s)? (full |first |last |family )?names?",
        r"(full|first|last|middle|maiden|given|family|father|fathers|mother|mothers|grandfather|nick) ?names?",
        r"surname|forename|patronymic|firstname|lastname|fullname|name of (the )?(victim|person|survivor|deceased|informant).*",
        r".* name of a person",
        r"(fio|f i o|familiya|otchestvo|imya)",
        r"(фио|ф и о|фамилия|отчество|имя( пострадавшего| жертвы| погибшего)?)",
        r"(soyad|soyadi|soyadi adi|ata adi|adi soyadi|ad soyad|s a a|zerercekenin adi|qurbanin adi)",
        r"(ազգանուն|հայրանուն|անուն ազգանուն|ա ա հ|զոհի անուն)",
        r"(nombres?( y)?( apellidos?)?( completo)?( de la victima)?|apellidos?|primer nombre|segundo nombre)",
        r"(nom (complet|de famille|de la victime)|prenoms?|nom et prenoms?|nom prenom)",
        r"(прізвище.*|по батькові|піб|п і б|імя постраждалого|імя|ім я( постраждалого| загиблого)?)",
        r"(اسم|الاسم|الاسم الكامل|الاسم الاول|اسم الضحیه|اسم الضحية|اللقب|الكنیه|الكنية|اسم الاب|اسم الام|اسم المصاب|اسم الشهید|اسم الشهيد|الاسم الثلاثي)",
        r"(نام|اسم|نام و تخلص|نام و نام خانوادگی|نام خانوادگی|تخلص|نام پدر|ولد|نام قربانی|نام متضرر)",
        r"(isim|adi soyadi|ad soyad|soyisim|baba adi|ana adi|magdur adi|kurbanin adi)",
        r"(nome( completo)?( da vitima)?|sobrenome|apelido|nome do pai|nome da mae)",
        r"(vorname|nachname|familienname|name des opfers|name der opfer)",
        r"(фио|ф и о|піб|п і б|прізвище|фамилия)( .*)?",
        r"soyad( ve)? ad(i)?( ata adi)?|ad( ve)? soyad(i)?( ata adi)?|ad soyad ata adi",
        r"(სახელი( და)? გვარი|გვარი( .*)?|გვარი სახელი|დაზარალებულის სახელი|მამის სახელი)",
        r"ho( va)? ten( .*)?|ten (nan nhan|nguoi .*)",
        r"ime i prezime( .*)?|prezime( .*)?|ime (zrtve|oca|ozrtvljenog)|име и презиме( .*)?|презиме( .*)?|име (жртве|оца)",
        r"imie i nazwisko( .*)?|nazwisko( .*)?|imie (ofiary|ojca)|imie|(nome e )?cognome( .*)?|nome della vittima",
        r"ονοματεπωνυμο( .*)?|επωνυμο( .*)?|ονομα (θυματος|πατρος)|πατρωνυμο",
        r"שם (מלא|פרטי|משפחה|הנפגע|הנפגעת|ההרוג|הפצוע|האב)",
        r"(vor ?und nachname|name und vorname|name vorname|nachname vorname)",
        # When somebody was born, and how old somebody is.
        r"(.* )?(datum (rođenja|rodenja|rodjenja)|датум (рођења|роđења)|data urodzenia|data di nascita|ημερομηνια γεννησης|תאריך לידה|ngay sinh"
        r"|nam sinh|დაბადების თარიღი)( .*)?",
        r"(.* )?(birth|birthday|birthdate|dob|born|born on|naissance|nacimiento|nacido|dogum|tevellud)( .*)?",
        r"(.* )?(дата рождения|год рождения|родился|ծննդյան.*|ծնված)( .*)?",
        r"((victim|vi|person) )?age( (in )?years?| at .*| accident| number)?|(возраст|лет|yas|yasi|տարիք|edad|anos de edad)( .*)?|age (au|de la) .*",
        r"(.* )?(дата народження|рік народження|تاریخ المیلاد|تاريخ الميلاد|المواليد|تاریخ تولد|سال تولد|dogum tarihi|dogum yili|data de nascimento|geburtsdatum|geburtsjahr)( .*)?",
        r"(вік|العمر|سن|idade|alter)( .*)?",
        # Where somebody lives, and how to reach somebody.
        r"(.* )?(phone|telephone|tel|mobile|cell|cellphone|fax|whatsapp|telegram|skype|email|e mail|mail|contacts?)( .*)?",
        r"(.* )?(телефон|тел|почта|контакт|контакты|հեռախոս|հեռ|էլ փոստ|telefono|correo|celular|courriel|elaqe|poct)( .*)?",
        r"(home |residence |residential |postal |permanent |victim |vi |current )?address( .*)?|residence( .*)?|street|house (no|number)",
        r"(адрес|место жительства|unvan|yasayis yeri|հասցե|direccion|domicilio|adresse|domicile)( .*)?",
        r"(.* )?(الهاتف|رقم الهاتف|الجوال|هاتف|تلفن|شماره تماس|شماره تلفن|موبایل|telefon|telefone|telefonnummer|cep telefonu)( .*)?",
        r"(домашний|почтовый|фактический) адрес|(adresa|адреса|indirizzo|διευθυνση|כתובת|dia chi|მისამართი)( .*)?"
        r"|(.* )?(τηλεφωνο|טלפון|dien thoai|ტელეფონი)( .*)?",
        r"(jmbg|јмбг|oib|pesel|codice fiscale|ausweis(nummer|nr)?|ת ז|תעודת זהות|cccd|cmnd|პირადი ნომერი)( .*)?",
        r"(адреса|العنوان|عنوان السكن|مكان الاقامه|آدرس|نشاني|نشانی|ادرس|adres|adresi|ikametgah|endereco|morada|anschrift|wohnort|wohnadresse|လ ပ စ|အ သယ န)( .*)?",
        r"(الرقم الوطني|رقم الهويه|رقم الهوية|تذكره|تذکره|شماره تذکره|kimlik|tc kimlik|tc no|bilhete de identidade|personalausweis|паспорт.*|іпн|рнокпп)( .*)?",
        r"(passport|national id|id card|identity (card|number)|ssn|social security|tax id|fin|inn|cedula|documento|dni|паспорт|снилс|инн|անձնագիր).*",
        # Who filled in the form, and on which telephone.
        r"creator|editor|(created|edited|entered|modified|updated|submitted|collected|interviewed|filled in) (by|user)( name)?"
        r"|last edited (by|user)|(enumerator|interviewer|surveyor|data collector|data entry)( s)?( name| id| code)?|user ?name"
        r"|submitter( name| id)?|phonenumber|deviceid|subscriberid|simserial|simid|(interviewer|enumerator)_?id",
        r"(интервьюер|анкетер|оператор ввода|кто внес|автор записи)( .*)?|(enqueteur|encuestador|anketci|anketor)( .*)?",
        r"(father|mother|husband|wife|spouse|next of kin)( .*)?",
    )
)

_PERSONAL_WITHOUT_SPACES: Final = frozenset(
    "ชื่อ-นามสกุล ชื่อนามสกุล ชื่อ-สกุล ชื่อสกุล นามสกุล ชื่อผู้ประสบภัย ชื่อผู้บาดเจ็บ ชื่อผู้เสียชีวิต วันเกิด วันเดือนปีเกิด โทรศัพท์ เบอร์โทร เบอร์โทรศัพท์ ที่อยู่ เลขบัตรประชาชน"
    "အမည် နာမည် ထိခိုက်သူအမည် သေဆုံးသူအမည် ဖခင်အမည် မွေးသက္ကရာဇ် အသက် ဖုန်း ဖုန်းနံပါတ် လိပ်စာ နေရပ်လိပ်စာ မှတ်ပုံတင်အမှတ်"
    " ឈ្មោះ ឈ្មោះជនរងគ្រោះ ឈ្មោះពេញ នាម នាមត្រកូល គោត្តនាម ថ្ងៃខែឆ្នាំកំណើត អាយុ ទូរស័ព្ទ លេខទូរស័ព្ទ អាសយដ្ឋាន អត្តសញ្ញាណប័ណ្ណ".split()
)
"""Thai, Burmese and Khmer, whose words are not parted and whose vowels are marks."""
_BARE_NAME: Final = re.compile(r"(the )?names?|ad|adi|անուն|անունը|noms?|ism")
_GROUPS: Final = re.compile(r"[/:]|(?<=\w)\.(?=[^\W\d])")
_GROUPED_BY_DASHES: Final = re.compile(r"(\w+(?:-\w+)*)-([A-Za-z]\w*)", re.ASCII)
"""A question below its groups, as ODK writes it: “victim-full_name”."""
_PERSONS: Final = tuple(
    "vic person casualt surviv injured deceased patient benefic respond inform witness household".split()
)
_ADDRESS: Final = re.compile(
    r"address(es)?|адреса?|adres(i|a|se)?|anschrift|direccion|morada|endereco|العنوان|ادرس|unvan"
)
"""“Village/Address” is where it happened, “respondent/address” where somebody lives."""
_OF_PERSONS: Final = re.compile(
    r"((victim|vi|person|casualty) )?(sex|gender|пол|cins|cinsi|սեռ|sexo|genero|sexe|genre|age group|outcome"
    r"|killed or injured|killed injured|injury status|victim status|type of injury|исход)"
)
"""Columns of a table whose rows are persons, so that a bare “Name” in it is a person's."""


@lru_cache(maxsize=4096)
def is_personal(column: str) -> bool:
    """Whether a column's name says that it holds a person's name, birth date, age, address or contact."""
    return any(map(_is_personal, _questions(column)))


def _is_personal(column: str) -> bool:
    words = _words(column)
    if "".join(column.split()) in _PERSONAL_WITHOUT_SPACES:
        return True
    return any(pattern.fullmatch(words) for pattern in _PERSONAL)


def _questions(column: str) -> list[str]:
    """A heading, and its question without the groups that forms write before it: “group_vic/victim_name”."""
    parts = _GROUPS.split(column)
    if len(parts) == 1 and (grouped := _GROUPED_BY_DASHES.fullmatch(column)):
        parts = [grouped[1], grouped[2]]
    if len(parts) == 1:
        return [column]
    question = parts[-1]
    is_of_person = any(word.startswith(_PERSONS) for part in parts[:-1] for word in _words(part).split())
    # Who else has a name in a group of the victims: “victims/name”, not “place/name”.
    if is_of_person and _BARE_NAME.fullmatch(_words(question)):
        question = "victim name"
    if not is_of_person and _ADDRESS.fullmatch(_words(question)):
        return [column]
    return [column, question]


def _words(column: str) -> str:
    return " ".join(folded_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column.replace("_", " "))))


def with_names_of_persons(columns: Sequence[str]) -> list[str]:
    """The columns, of which one that is only called “Name” is called a person's where a row is a person."""
    if not any(_OF_PERSONS.fullmatch(_words(column)) or is_personal(column) for column in columns):
        return list(columns)
    return [
        f"{column} (name of a person)" if _BARE_NAME.fullmatch(_words(column)) else column
        for column in columns
    ]


def personal_columns(columns: Iterable[str]) -> list[str]:
    """Those of the columns that are about people, in their order."""
    return [column for column in columns if is_personal(column)]
