"""What a column of somebody's table can stand for, and the header words by which it is recognised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from data.imports.columns.words.headings_by_language import MORE_HEADINGS
from data.imports.columns.words.more_headings import FURTHER_HEADINGS
from data.language import N_


class Looks(StrEnum):
    """What the values of a field look like, to tell a likely column from an unlikely one."""

    ANYTHING = "anything"
    DAY = "day"
    YEAR = "year"
    MONTH = "month"
    NUMBER_OF_PEOPLE = "number of people"
    LONGITUDE = "longitude"
    LATITUDE = "latitude"
    POINT = "point"
    METRES = "metres"
    GRID_ZONE = "grid zone"
    WORDS = "words"
    OUTCOME = "outcome"
    SEX = "sex"
    AGE_GROUP = "age group"
    LINK = "link"


@dataclass(frozen=True)
class Field:
    """One thing that the atlas can take from a table."""

    name: str
    meaning: str
    """What to put there, for the person who corrects the columns."""
    headers: str
    """Header words in English, Russian, Azerbaijani, Armenian, Spanish and French, folded, the words of
    one header joined by _; the most telling first."""
    looks: Looks = Looks.ANYTHING


FIELDS: Final = (
    Field(
        "incident_id",
        N_("identifier of the incident; rows with the same one belong together"),
        "incident_id event_id accident_id case_id incident_code accident_code incident_number accident_number"
        " incident_no record_id case case_no case_number id код_инцидента номер_инцидента hadise_id hadisenin_nomresi"
        " դեպքի_համար id_evento codigo_evento id_incident code_incident numero_incident",
    ),
    Field(
        "date",
        N_("day of the incident, or its month or year"),
        "date event_date incident_date accident_date date_of_incident date_of_accident date_start start_date day_of_incident"
        " occurrence_date дата дата_инцидента дата_происшествия дата_подрыва день tarix hadise_tarixi hadisenin_tarixi gun"
        " ամսաթիվ օր դեպքի_ամսաթիվ fecha fecha_del_evento fecha_evento fecha_incidente dia_del_evento"
        " date_de_l_incident date_incident date_accident date_de_l_accident date_evenement"
        " event_time incident_time accident_time time_of_incident time_of_event date_time datetime timestamp"
        " dtg date_time_group occurred occurred_at occurred_on happened_on happened_at",
        Looks.DAY,
    ),
    Field(
        "date_end",
        N_("last day, where the incident is a span of days"),
        "date_end end_date last_day date_to дата_окончания son_tarix fecha_fin fecha_final date_fin date_de_fin",
        Looks.DAY,
    ),
    Field(
        "year",
        N_("year, where it has a column of its own"),
        "year iyear ano год il տարի annee anio",
        Looks.YEAR,
    ),
    Field(
        "month",
        N_("month, where it has a column of its own"),
        "month imonth mes месяц ay ամիս mois",
        Looks.MONTH,
    ),
    Field(
        "day",
        N_("day of the month, where it has a column of its own"),
        "day iday dia день_месяца gun_nomresi jour",
    ),
    Field(
        "country",
        N_("country: name or code"),
        "country country_name adm0 adm0_name admin0 adm0_en nation iso2 iso3 country_code страна olke երկիր pais pays",
        Looks.WORDS,
    ),
    Field(
        "district",
        N_("first-level district, province or region: name or ISO 3166-2 code"),
        "adm1_iso district province governorate region oblast adm1 admin1 adm1_name admin1_name adm1_en provstate adm_1 state county rayon"
        " departamento department район область провинция регион rayonu vilayet մարզ շրջան նահանգ provincia estado region_name"
        " departement province_name governorate_name district_name",
        Looks.WORDS,
    ),
    Field(
        "subdistrict",
        N_("a smaller division than the district"),
        "subdistrict sub_district adm2 admin2 adm2_name admin2_name adm_2 municipality municipio commune subprefecture"
        " raion raion_name hromada hromada_name upazila thana nahia nahiya nahiyah qada woreda wereda kebele payam boma tehsil taluk taluka"
        " mandal barangay gmina powiat opstina obshtina sub_county subcounty local_government_area lga admin3_name adm3_name cantone"
        " община муниципалитет belediyye համայնք canton cercle arrondissement",
        Looks.WORDS,
    ),
    Field(
        "place",
        N_("nearest settlement, by name"),
        "place_name place settlement village town city community locality place_of_incident nearest_town nearest_village"
        " nearest_settlement populated_place adm3 admin3 место населенный_пункт село деревня город поселок"
        " yer kend qesebe seher yasayis_menteqesi վայր գյուղ բնակավայր քաղաք համայնք_անուն lugar vereda pueblo ciudad localidad poblado"
        " lieu village_name localite ville place_en toponym name_of_place",
        Looks.WORDS,
    ),
    Field(
        "location",
        N_("the place in the source's words"),
        "location location_as_reported location_description where_description where place_description описание_места местоположение"
        " yerin_tesviri տեղանք դեպքի_վայր ubicacion sitio descripcion_del_lugar emplacement localisation description_du_lieu",
        Looks.WORDS,
    ),
    Field(
        "longitude",
        N_("degrees east"),
        "longitude lon long lng x_coordinate x coord_x easting_deg долгота uzunluq uzunluq_dairesi երկայնություն longitud longitude_dd"
        " gps_longitude point_x",
        Looks.LONGITUDE,
    ),
    Field(
        "latitude",
        N_("degrees north"),
        "latitude lat y_coordinate y coord_y northing_deg широта enlik en_dairesi en լայնություն latitud latitude_dd gps_latitude point_y",
        Looks.LATITUDE,
    ),
    Field(
        "point",
        N_("longitude and latitude in one cell"),
        "coordinates coordinate point gps gps_coordinates geopoint geolocation geom_wkt wkt координаты koordinat koordinatlar"
        " կոորդինատներ coordenadas coordonnees lat_lon lat_long latlon latlong geometry lon_lat long_lat mgrs usng mgrs_coordinates"
        " grid_reference grid_ref grid_coordinates military_grid map_reference utm_coordinates plus_code pluscode open_location_code"
        " map_link google_maps google_maps_link google_map maps_link location_link geo geo_uri gps_location gps_point gps_position"
        " coordinates_wgs84 gps_координаты координаты_gps ссылка_на_карту dms",
        Looks.POINT,
    ),
    Field(
        "easting",
        N_("easting in metres of a projected grid, such as UTM"),
        "easting utm_easting utm_e utm_x east_utm este_utm coord_este x_utm easting_m x_m coord_x_m x_metros este восток_utm",
        Looks.METRES,
    ),
    Field(
        "northing",
        N_("northing in metres of a projected grid, such as UTM"),
        "northing utm_northing utm_n utm_y north_utm norte_utm coord_norte y_utm northing_m y_m coord_y_m y_metros norte север_utm",
        Looks.METRES,
    ),
    Field(
        "zone",
        N_("UTM zone, or the coordinate system of easting and northing"),
        "utm_zone zone_utm utm zone huso zona_utm zona fuseau fuseau_utm grid_zone crs srid epsg projection datum coordinate_system"
        " зона зона_utm система_координат system coordinate_reference_system reference_system koordinatensystem bezugssystem sistema_de_coordenadas sistema_de_referencia systeme systeme_de_coordonnees koordinat_sistemi koordinatni_sistem",
        Looks.GRID_ZONE,
    ),
    Field(
        "where_prec",
        N_("location precision, 1 to 7"),
        "where_prec where_precision geo_precision_ucdp",
    ),
    Field(
        "killed",
        N_("number of people killed"),
        "killed dead deaths fatalities number_killed no_killed killed_count total_killed num_killed people_killed persons_killed dead_count"
        " deaths_count fatality_count погибло погибшие погибших убито убитых смертей число_погибших olen olenler helak_olan helak_olanlar"
        " oldurulen զոհեր զոհված զոհվածներ սպանված muertos fallecidos numero_de_muertos victimas_mortales morts tues deces nombre_de_morts"
        " killed_best kia helak_olub olub nkill fatal fatals",
        Looks.NUMBER_OF_PEOPLE,
    ),
    Field(
        "injured",
        N_("number of people injured"),
        "injured wounded injuries number_injured no_injured injured_count total_injured num_injured people_injured persons_injured"
        " wounded_count ранено раненые раненых пострадавших пострадало число_раненых yaralanan yaralananlar yarali xesaret_alan"
        " վիրավոր վիրավորներ վիրավորված heridos lesionados numero_de_heridos blesses nombre_de_blesses injured_best wia yaralanib yaralandi xesaret_alib xesaret_alanlar nwound hurt",
        Looks.NUMBER_OF_PEOPLE,
    ),
    Field(
        "casualties",
        N_("killed and injured together, where they are not distinguished"),
        "casualties casualty victims total_casualties casualty_number number_of_victims number_of_casualties total_victims жертв жертвы"
        " пострадавшие qurbanlar zerercekenler տուժածներ victimas victimes nombre_de_victimes total_victimas",
        Looks.NUMBER_OF_PEOPLE,
    ),
    Field(
        "outcome",
        N_("killed or injured, where a row is one person"),
        "outcome condition status result injury_status injury_type type_of_injury injury victim_status casualty_type type_of_casualty vital_status fate killed_or_injured"
        " killed_injured severity исход состояние netice veziyyeti ելք estado desenlace condicion_final etat issue statut gravite",
        Looks.OUTCOME,
    ),
    Field(
        "victim_category",
        N_("victim category: civilian, armed forces, deminer …"),
        "victim_category victim_type civilian_status victim_role role occupation category_of_victim civilian_or_military civil_military"
        " type_of_victim категория категория_пострадавших статус kateqoriya կարգավիճակ condicion tipo_de_victima ocupacion categorie"
        " type_de_victime profession victim_group",
        Looks.WORDS,
    ),
    Field(
        "affected_actor",
        N_("whom the people belonged to, in the table's words"),
        "affected_actor affected_group victim_group_name victims_belonged_to actor пострадавшая_сторона teref տուժած_կողմ actor_afectado"
        " groupe_affecte",
        Looks.WORDS,
    ),
    Field(
        "affected_side",
        N_("the side that they are counted to"),
        "affected_side side сторона_пострадавших",
        Looks.WORDS,
    ),
    Field(
        "sex",
        N_("female or male, where a row is one person"),
        "sex gender пол cins cinsi սեռ sexo genero sexe genre",
        Looks.SEX,
    ),
    Field(
        "age_group",
        N_("child or adult, where a row is one person; of an age in years nothing else is kept"),
        "age_group age_category adult_or_child child_adult возрастная_группа yas_qrupu տարիքային_խումբ rangoedad rango_de_edad"
        " grupo_de_edad groupe_d_age tranche_d_age age vi_age_accident victim_age age_at_accident age_at_time_of_accident age_of_victim age_years age_in_years возраст yas yasi տարիք edad",
        Looks.AGE_GROUP,
    ),
    Field(
        "device",
        N_("what exploded"),
        "device device_category device_type device_as_reported what_exploded what_went_off explosive_device type_of_device ordnance ordnance_type explosive_type"
        " mine_type type_of_mine munition weapon eo_type hazard_type explosive_ordnance type_of_explosive устройство тип_устройства тип_мины"
        " боеприпас qurgu partlayici mina_novu սարք ական_տեսակ artefacto tipo_de_artefacto tipo_de_mina engin type_d_engin type_de_mine",
        Looks.WORDS,
    ),
    Field(
        "activity",
        N_("what the people were doing"),
        "activity activity_at_time victim_activity activity_at_accident activity_at_time_of_accident деятельность занятие fealiyyet"
        " զբաղմունք գործունեություն actividad activite",
        Looks.WORDS,
    ),
    Field(
        "summary",
        N_("what happened, in words"),
        "summary description narrative details descr event_description incident_description notes comments remarks описание обстоятельства"
        " примечание tesvir qeyd նկարագրություն descripcion resumen observaciones descriptif commentaires resume",
        Looks.WORDS,
    ),
    Field(
        "publisher",
        N_("who published the report"),
        "publisher source source_name outlet newspaper reported_by media source_office источник издание menbe աղբյուր fuente source_d_information",
        Looks.WORDS,
    ),
    Field(
        "url",
        N_("address of the report"),
        "url link source_url source_link web_address hyperlink ссылка kecid հղում enlace lien adresse_web",
        Looks.LINK,
    ),
    Field(
        "published",
        N_("day of the report"),
        "published publication_date source_date date_published report_date дата_публикации nesr_tarixi fecha_de_publicacion date_de_publication",
        Looks.DAY,
    ),
)

HEADINGS: Final = {
    field.name: " ".join(
        (field.headers, MORE_HEADINGS.get(field.name, ""), FURTHER_HEADINGS.get(field.name, ""))
    ).split()
    for field in FIELDS
}
"""All header words of each field, the most telling first."""
FIELD_NAMES: Final = tuple(field.name for field in FIELDS)
