"""Header words of fields in further languages of registers: Bosnian, Croatian and Serbian (in both scripts), Vietnamese,
Thai, Georgian, Italian, Polish, Greek and Hebrew, in this order, and Russian and Ukrainian in Latin letters, as shapefiles have them; the words of one header joined by _.
"""

from __future__ import annotations

from typing import Final

FURTHER_HEADINGS: Final[dict[str, str]] = {
    "incident_id": "broj_nesrece sifra_nesrece broj_dogadaja ma_su_co so_vu numero_incidente nr_zdarzenia",
    "date": "dtg_local dtg_zulu dtg_z local_dtg datum_nesrece datum_dogadaja датум датум_несреће ngay ngay_xay_ra ngay_tai_nan วันที่ วันที่เกิดเหตุ თარიღი data_incidente"
    " data_dell_incidente data_zdarzenia data_wypadku ημερομηνια ημερομηνια_συμβαντος תאריך תאריך_האירוע",
    "year": "godina година nam ปี წელი anno rok",
    "month": "mjesec mesec месец thang เดือน თვე mese miesiac",
    "day": "dan дан giorno dzien",
    "country": "drzava zemlja држава quoc_gia nuoc ประเทศ ქვეყანა paese kraj χωρα מדינה ארץ",
    "district": "kanton zupanija entitet кантон жупанија tinh tinh_thanh จังหวัด რეგიონი regione wojewodztwo περιφερεια νομος מחוז",
    "subdistrict": "opcina grad_opcina општина huyen อำเภอ მუნიციპალიტეტი comune gmina δημος נפה",
    "place": "naselje mjesto mesto selo насеље место xa thon lang ตำบล หมู่บ้าน სოფელი localita miejscowosc χωριο οικισμος πολη ישוב יישוב כפר עיר nas_punkt naselennyj_punkt naselennyy_punkt naselenyi_punkt",
    "location": "lokacija mjesto_nesrece lokalitet локација dia_diem vi_tri สถานที่ ადგილი luogo lokalizacja περιοχη τοποθεσια θεση מיקום מקום",
    "longitude": "gps_e lon_e longitude_e coordinates_e coordinate_e e_coordinate gps_lon gps_long geografska_duzina g_duzina geo_duzina duzina географска_дужина дужина kinh_do ลองจิจูด გრძედი longitudine dlugosc_geograficzna dlugosc γεωγραφικο_μηκος μηκος קו_אורך dolgota dovhota dovgota",
    "latitude": "gps_n lat_n latitude_n coordinates_n coordinate_n n_coordinate gps_lat geografska_sirina g_sirina geo_sirina sirina географска_ширина ширина vi_do vĩ_do ละติจูด განედი latitudine szerokosc_geograficzna szerokosc γεωγραφικο_πλατος πλατος קו_רוחב shirota shyrota",
    "point": "koordinate gps_koordinate координате toa_do พิกัด კოორდინატები coordinate_gps wspolrzedne συντεταγμενες קואורדינטות נקודת_ציון",
    "easting": "eastings utm_eastings utm_east east_utm_m",
    "northing": "northings utm_northings utm_north north_utm_m",
    "killed": "victims_killed casualties_killed casualties_k मृत्यु मृतक poginuli poginulih poginulo smrtno_stradali broj_poginulih погинули погинулих погинуло νεκροι αριθμος_νεκρων הרוגים מספר_הרוגים so_nguoi_chet chet tu_vong ผู้เสียชีวิต เสียชีวิต"
    " დაღუპული დაღუპულები morti deceduti zabici zabitych sehit sehit_sayisi vefat погиб погибли погибшие_чел pogiblo pogib pogibshie pogibshih ubito ubityh zahynulo zahyblo zahybli zagynulo zagiblo",
    "injured": "victims_injured casualties_injured casualties_i घाइते ranjeni ranjenih ranjeno povrijedeni povrijedenih povredeni ozlijedeni ozlijedenih broj_ranjenih рањени рањених рањено повређени повређених повређено τραυματιες αριθμος_τραυματιων פצועים מספר_פצועים so_nguoi_bi_thuong"
    " bi_thuong ผู้บาดเจ็บ บาดเจ็บ დაშავებული დაშავებულები feriti ranni rannych ранен ранены травмировано травмированных raneno ranen ranenye ranenyh ranenykh poraneno poraneni poranenykh poranenyh",
    "casualties": "stradali zrtve broj_zrtava stradalih жртве страдали nan_nhan ผู้ประสบภัย მსხვერპლი vittime ofiary θυματα נפגעים",
    "outcome": "ishod posljedica ishod_nesrece исход ket_qua ผลลัพธ์ შედეგი esito skutek",
    "victim_category": "kategorija kategorija_zrtve категорија doi_tuong კატეგორია ruolo",
    "sex": "spol pol пол gioi_tinh เพศ სქესი sesso plec",
    "age_group": "uzrast zivotna_dob starosna_grupa узраст do_tuoi nhom_tuoi อายุ ასაკი eta fascia_di_eta wiek",
    "device": "naprava vrsta_mine tip_mine vrsta_sredstva ubojno_sredstvo eksplozivno_sredstvo направа врста_мине loai_min loai_bom_min vat_no"
    " วัตถุระเบิด ประเภททุ่นระเบิด მოწყობილობა ordigno tipo_di_ordigno rodzaj_miny τυπος_ναρκης εκρηκτικος_μηχανισμος סוג_מוקש סוג_הנפל",
    "activity": "aktivnost djelatnost активност hoat_dong กิจกรรม საქმიანობა attivita czynnosc",
    "summary": "opis opis_nesrece napomena опис напомена mo_ta ghi_chu รายละเอียด หมายเหตุ აღწერა descrizione opis_zdarzenia uwagi περιγραφη παρατηρησεις תיאור הערות",
    "publisher": "izvor извор nguon แหล่งข้อมูล წყარო zrodlo πηγη מקור",
}
