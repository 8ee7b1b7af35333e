"""Header words of fields in more languages than `fields` has: Ukrainian, Arabic, Persian and Dari, Turkish,
Portuguese, German, Burmese and Khmer, in this order; the words of one header joined by _.
"""

from __future__ import annotations

from typing import Final

MORE_HEADINGS: Final[dict[str, str]] = {
    "incident_id": "номер_інциденту код_інциденту номер_події رقم_الحادث رقم_الحادثة رمز_الحادث معرف_الحادث شماره_حادثه کد_حادثه نمبر_حادثه"
    " olay_no olay_numarasi olay_kodu kaza_no numero_do_incidente codigo_do_incidente id_incidente vorfall_nr vorfallnummer unfallnummer"
    " ဖြစ်ရပ်အမှတ် លេខកូដឧប្បត្តិហេតុ លេខគ្រោះថ្នាក់",
    "date": "дата_події дата_інциденту дата_підриву дата_вибуху التاريخ تاريخ تاريخ_الحادث تاريخ_الحادثة تاريخ_الانفجار تاريخ_الواقعة تاریخ_حادثه تاریخ_وقوع"
    " تاریخ_واقعه تاریخ_انفجار تاریخ_رویداد tarih olay_tarihi kaza_tarihi patlama_tarihi olay_zamani kaza_zamani patlama_zamani tarih_saat tarih_ve_saat data_e_hora datum_uhrzeit datum_und_uhrzeit tatzeit data data_do_incidente data_do_acidente data_da_ocorrencia"
    " datum unfalldatum vorfalldatum ereignisdatum datum_des_vorfalls ရက်စွဲ နေ့စွဲ ဖြစ်ပွားသည့်ရက်စွဲ ဖြစ်ရပ်ရက်စွဲ ဖြစ်ပွားရက် កាលបរិច្ឆេទ ថ្ងៃខែឆ្នាំ"
    " ថ្ងៃកើតហេតុ កាលបរិច្ឆេទកើតហេតុ កាលបរិច្ឆេទគ្រោះថ្នាក់",
    "date_end": "дата_закінчення кінцева_дата تاريخ_الانتهاء تاریخ_ختم تاریخ_پایان bitis_tarihi data_final data_fim enddatum",
    "year": "рік السنة سنة العام سال yil jahr ခုနှစ် နှစ် ឆ្នាំ",
    "month": "місяць الشهر شهر ماه monat လ ខែ",
    "day": "день_місяця число اليوم يوم روز ရက် ថ្ងៃ",
    "country": "країна البلد الدولة دولة کشور ulke land staat နိုင်ငံ ប្រទេស",
    "district": "регіон المحافظة محافظة الولاية ولاية ولایت استان il ili sehir_ili distrito provincia_estado bundesland provinz bezirk ပြည်နယ် တိုင်းဒေသကြီး ပြည်နယ်_တိုင်း"
    " ပြည်နယ်နှင့်တိုင်း ខេត្ត រាជធានី_ខេត្ត",
    "subdistrict": "громада територіальна_громада район_громада المديرية مديرية القضاء قضاء الناحية ناحية المنطقة منطقة ولسوالی شهرستان بخش ناحیه ilce concelho"
    " gemeinde landkreis kreis မြို့နယ် ខရိုင် ស្រុក ស្រុក_ខណ្ឌ ឃុំ",
    "place": "населений_пункт село місто місце найближчий_населений_пункт المكان القرية قرية المدينة مدينة البلدة اسم_القرية قریه قریه_محل روستا شهر محل محل_حادثه نام_قریه koy"
    " mahalle yerlesim yerlesim_yeri localidade aldeia cidade vila povoacao ort dorf stadt ortschaft siedlung ရွာ ကျေးရွာ မြို့ ကျေးရွာအမည် နေရာ ភូមិ ទីកន្លែង ឈ្មោះភូមិ",
    "location": "опис_місця місцезнаходження місце_події الموقع موقع وصف_الموقع مكان_الحادث مكان_الحادثة موقعیت محل_وقوع شرح_محل محل_رویداد konum olay_yeri kaza_yeri local localizacao"
    " local_do_incidente standort lage unfallort vorfallort ortsbeschreibung တည်နေရာ ဖြစ်ပွားရာနေရာ ទីតាំង កន្លែងកើតហេតុ ទីតាំងកើតហេតុ",
    "longitude": "довгота خط_الطول دائرة_الطول درجة_الطول الطول طول_البلد طول_جغرافیایی طول boylam lange langengrad geographische_lange လောင်ဂျီတွဒ် လောင်ဂျီကျု အရှေ့လောင်ဂျီတွဒ် រយៈបណ្តោយ បណ្តោយ",
    "latitude": "широта خط_العرض دائرة_العرض درجة_العرض العرض عرض_البلد عرض_جغرافیایی عرض enlem breite breitengrad geographische_breite လတ္တီတွဒ် လတ္တီကျု မြောက်လတ္တီတွဒ် រយៈទទឹង ទទឹង",
    "point": "координати gps_координати الإحداثيات إحداثيات مختصات مختصات_جغرافیایی koordinatlar gps_koordinatlari coordenadas_geograficas coordenadas_gps koordinaten gps_koordinaten"
    " ကိုဩဒိနိတ် កូអរដោនេ និយាមកា",
    "easting": "східна rechtswert ostwert хід_е saga_deger",
    "northing": "північна hochwert nordwert yukari_deger",
    "zone": "зона_utm utm_zonu المنطقة_utm زون_utm",
    "killed": "загинуло загинув загиблі загиблих загинули вбито померло кількість_загиблих القتلى عدد_القتلى قتلى الوفيات عدد_الوفيات قتيل الشهداء شهداء عدد_الشهداء کشته کشته_شده کشته_شدگان"
    " تعداد_کشته تعداد_کشته_شدگان کشته_ها فوت فوت_شده شهید شهدا olu oldu olu_sayisi can_kaybi hayatini_kaybeden mortos numero_de_mortos obitos mortes vitimas_mortais tote"
    " getotete todesopfer anzahl_tote anzahl_getotete getotet သေဆုံး သေဆုံးသူ သေဆုံးသူဦးရေ သေဆုံးသူအရေအတွက် ស្លាប់ ចំនួនស្លាប់ អ្នកស្លាប់ ចំនួនអ្នកស្លាប់",
    "injured": "поранено поранений поранені поранених травмовано кількість_поранених الجرحى عدد_الجرحى جرحى المصابين المصابون عدد_المصابين جريح الإصابات عدد_الإصابات زخمی مجروح زخمی_شده"
    " زخمی_ها مجروحین تعداد_زخمی تعداد_مجروحین زخمیان مجروحان زخمی_شدگان yaralilar yarali_sayisi feridos numero_de_feridos verletzte verwundete anzahl_verletzte verletzt ဒဏ်ရာရ ဒဏ်ရာရသူ ဒဏ်ရာရသူဦးရေ"
    " ဒဏ်ရာရသူအရေအတွက် របួស ចំនួនរបួស អ្នករបួស ចំនួនអ្នករបួស",
    "casualties": "постраждалі постраждалих кількість_постраждалих الضحايا عدد_الضحايا قربانیان تلفات تعداد_قربانیان kayiplar magdur_sayisi vitimas numero_de_vitimas opfer opferzahl"
    " anzahl_opfer ထိခိုက်သူ ထိခိုက်သူဦးရေ ជនរងគ្រោះ ចំនួនជនរងគ្រោះ",
    "outcome": "наслідок стан النتيجة الحالة حالة_الضحية نتیجه وضعیت وضعیت_قربانی sonuc durum durumu resultado estado_da_vitima folge zustand အခြေအနေ ရလဒ် លទ្ធផល ស្ថានភាព",
    "victim_category": "категорія статус_постраждалого категорія_постраждалих صفة_الضحية الفئة مدني_أو_عسكري نوع_قربانی وظیفه kategori magdur_turu categoria kategorie personengruppe"
    " ប្រភេទជនរងគ្រោះ",
    "sex": "стать الجنس النوع_الاجتماعي جنسیت جنس cinsiyet geschlecht ကျား_မ လိင် ភេទ",
    "age_group": "вікова_група вік الفئة_العمرية العمر گروه_سنی سن yas_grubu faixa_etaria grupo_etario idade altersgruppe alter အသက်အုပ်စု အသက် ក្រុមអាយុ អាយុ",
    "device": "пристрій тип_пристрою тип_міни тип_боєприпасу вид_боєприпасу вибуховий_пристрій вибухонебезпечний_предмет نوع_الذخيرة نوع_اللغم نوع_الجسم نوع_الجسم_المتفجر نوع_السلاح نوع_العبوة"
    " سبب_الحادث نوع_ماین نوع_مین نوع_وسیله نوع_مهمات نوع_ماده_منفجره وسیله مهمات cihaz mayin_turu patlayici_turu muhimmat_turu muhimmat dispositivo engenho tipo_de_engenho"
    " tipo_de_dispositivo explosivo sprengkorper minentyp munition kampfmittel art_der_mine မိုင်းအမျိုးအစား လက်နက်အမျိုးအစား ပေါက်ကွဲပစ္စည်း ប្រភេទគ្រាប់ ប្រភេទមីន ប្រភេទយុទ្ធភណ្ឌ",
    "activity": "діяльність вид_діяльності النشاط نشاط_الضحية فعالیت نوع_فعالیت فعالیت_قربانی faaliyet etkinlik atividade actividade tatigkeit aktivitat လုပ်ဆောင်ချက် လှုပ်ရှားမှု សកម្មភាព",
    "summary": "опис обставини опис_події примітка примітки الوصف وصف_الحادث وصف_الحادثة التفاصيل ملاحظات شرح شرح_حادثه توضیحات خلاصه ملاحظات جزئیات aciklama ozet notlar olay_ozeti descricao resumo observacoes"
    " beschreibung zusammenfassung bemerkungen anmerkung ဖော်ပြချက် မှတ်ချက် ការពិពណ៌នា សេចក្តីសង្ខេប កំណត់សម្គាល់",
    "publisher": "джерело المصدر مصدر منبع kaynak fonte quelle သတင်းရင်းမြစ် အရင်းအမြစ် ប្រភព",
    "url": "посилання الرابط رابط لینک پیوند baglanti ligacao လင့်ခ် តំណ តំណភ្ជាប់",
    "published": "дата_публікації تاريخ_النشر تاریخ_نشر yayin_tarihi data_de_publicacao veroffentlichungsdatum",
}
