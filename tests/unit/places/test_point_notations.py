"""A point is read in every notation that people write it in, and what only looks like one says why not."""

from __future__ import annotations

import pytest

from data.places.notations.pairs import PairHints
from data.places.notations.read_point import read_point
from data.places.notations.reading import Choice, PointReading, ShortCode, Unread

TARTAR = (46.919, 40.345)

NEAR_TARTAR = [
    "40.345, 46.919", "40.345 46.919", "(40.345; 46.919)", "40,345 46,919", "40,345; 46,919", "40,345,46,919", "40.345 / 46.919",
    "46.919 / 40.345 (lon/lat)", "lon/lat: 46.919, 40.345", "40.345 - 46.919", "+40.345+046.919/", "40.345, 46.919, 312, 4.5",
    "40.345 46.919 312.0 4.5", "GPS: 40.345, 46.919 (±5 m)", "40.345 N, 46.919 E, alt 312 m", "WGS84 40.345N 46.919E",
    "40°20'42\"N 46°55'08.4\"E", "40°20′42″ с.ш. 46°55′8.4″ в.д.", "с. ш. 40°20′42″, в. д. 46°55′8,4″", "402042N 0465508E",
    "N402042 E0465508", "N 40° 20.700' E 046° 55.140'", "40 20 42 N 46 55 08 E", "40 20 42 46 55 8.4", "40 20.70 46 55.14",
    "40:20:42 N 46:55:08 E", "40d20m42sN 46d55m08sE", "40-20-42N 046-55-08E", "40.20.42 N, 46.55.08 E", "4020.700,N,04655.140,E",
    "40 deg 20 min 42 sec N, 46 deg 55 min 8 sec E", "+402042+0465508/", "Lat 40.345 Long 46.919", "Широта: 40.345, Долгота: 46.919",
    "Latitude: 40.345 N Longitude: 46.919 E", "lat=40.345&lon=46.919", "40.345° пн. ш. 46.919° сх. д.", "40.345 հս. լ. 46.919 արլ. ե.",
    "٤٠٫٣٤٥ ش ٤٦٫٩١٩ ق", "40.345 شمالاً، 46.919 شرقاً", "عرض ۴۰٫۳۴۵ طول ۴۶٫۹۱۹", "40°20'42\" K 46°55'08\" D", "40.345 şm. e. 46.919 ş. u.",
    "၄၀.၃၄၅, ၄၆.၉၁၉", "៤០.៣៤៥ ខាងជើង ៤៦.៩១៩ ខាងកើត", "40.345 северной широты, 46.919 восточной долготы",
    "38TPK 62983 67821", "38T PK 6298 6782", "38 t pk 629 678", "38TPK6298367821", "38ТРК6298367821", "MGRS: 38T PK 62983 67821",
    "38T 662983 4467821", "UTM 38T 0662983 4467821", "38T 0662983 UTM 4467821", "38 N 662983 4467821", "Zone 38 N; E 662983; N 4467821",
    "662983 mE 4467821 mN Zone 38T", "662983E 4467821N 38T", "38N 662,983 4,467,821", "38T 662 983 4 467 821", "EPSG:32638 662983 4467821",
    "N 4467821 E 662983 38N", "8HG88WW9+2J",
    "https://www.google.com/maps/place/40%C2%B020'42%22N+46%C2%B055'08%22E/@40.3,46.9,17z/data=!3m1!4b1!4m4!3m3!8m2!3d40.345!4d46.919",
    "https://maps.google.com/?q=40.345,46.919", "https://maps.google.com/maps?q=loc:40.345+46.919",
    "https://www.google.com/maps/search/?api=1&query=40.345%2C46.919", "https://www.google.com/maps/place/40.345,46.919",
    "https://www.google.com/maps/dir//40.345,46.919/@40.3,46.9,12z", "https://www.google.com/maps/@40.345,46.919,15z",
    "https://www.openstreetmap.org/?mlat=40.345&mlon=46.919#map=15/40.3/46.9", "https://www.openstreetmap.org/#map=15/40.345/46.919",
    "https://yandex.ru/maps/?ll=46.9%2C40.3&pt=46.919%2C40.345", "https://yandex.com/maps/?ll=46.919,40.345&z=12",
    "https://maps.apple.com/?ll=40.345,46.919&q=x", "https://www.bing.com/maps?cp=40.345~46.919&lvl=12", "https://waze.com/ul?ll=40.345,46.919",
    "https://2gis.ru/geo/46.919%2C40.345", "geo:40.345,46.919;u=35", "geo:40.345,46.919,312", "geo:0,0?q=40.345,46.919(Site)",
    "POINT (46.919 40.345)", "point z(46.919 40.345 312)", "SRID=4326;POINT(46.919 40.345)", "SRID=32638;POINT(662983 4467821)",
    '{"type": "Point", "coordinates": [46.919, 40.345]}',
]  # fmt: skip


@pytest.mark.parametrize("text", NEAR_TARTAR)
def test_one_point_in_many_notations(text: str) -> None:
    read = read_point(text)
    assert isinstance(read, PointReading)
    assert (read.longitude, read.latitude) == pytest.approx(TARTAR, abs=0.001)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4°36'N 74°05'O", [(74.0833, 4.6), (-74.0833, 4.6)]),
        ("10°30'B 105°12'Đ", [(105.2, 10.5)]),
        ("25°57.5'S 32°35.0'E", [(32.58333, -25.95833)]),
        ("-25.9583, 32.5833", [(32.5833, -25.9583)]),
        ("40.345 -74.5 312 4.5", [(-74.5, 40.345)]),
        ("4.6 N, 74.08 oeste", [(-74.08, 4.6)]),
        ("37K 500000 7500000", [(39.0, -22.60686)]),
        ("37S 500000 7500000", [(39.0, -22.60686)]),
        ("38S 412000 3800000", [(44.04329, 34.33757)]),
        ("38S 662983 4467821", [(46.919, 40.345), (47.27, -49.92)]),
        ("38 662983 4467821", [(46.919, 40.345), (47.27, -49.92)]),
    ],
)
def test_letters_that_mean_several_things_leave_every_reading_open(
    text: str, expected: list[tuple[float, float]]
) -> None:
    read = read_point(text)
    found = read.readings if isinstance(read, Choice) else (read,)
    points = [(one.longitude, one.latitude) for one in found if isinstance(one, PointReading)]
    assert sorted(points) == [pytest.approx(point, abs=0.01) for point in sorted(expected)]


def test_other_letters_of_the_column_decide_what_an_o_is() -> None:
    spanish = read_point("4°36'N 74°05'O", PairHints(words=("n", "o", "e")))
    german = read_point("4°36'N 74°05'O", PairHints(words=("n", "o", "w", "ost")))
    assert isinstance(spanish, PointReading)
    assert isinstance(german, PointReading)
    assert (spanish.longitude, german.longitude) == pytest.approx((-74.0833, 74.0833), abs=0.001)


@pytest.mark.parametrize(
    ("text", "size_m"),
    [
        ("38TPK6363", 1_000), ("38TPK62986782", 10), ("38TPK66", 10_000), ("8HHJ8W00+", 5_566), ("40°20'N 46°55'E", 1_855),
        ("40°20'42\"N 46°55'08\"E", 31), ("40.3, 46.9", 11_132), ("40, 46", 111_320), ("geo:40.345000,46.919000;u=2500", 2_500),
        ("40.34500 46.91900 312 4500", 4_500), ("https://www.google.com/maps/@40.345,46.919,8z", 156_543),
    ],
)  # fmt: skip
def test_the_precision_of_the_notation_is_known(text: str, size_m: float) -> None:
    read = read_point(text)
    assert isinstance(read, PointReading)
    assert read.size_m == pytest.approx(size_m, rel=0.01)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("38TPK636", "even number"), ("38TAK6363", "no such square"), ("38TPK", "100 km"), ("PK 6298 6782", "no zone"),
        ("https://goo.gl/maps/abc", "not followed"), ("https://maps.app.goo.gl/xyz", "not followed"), ("///filled.count.soap", "what3words"),
        ("40°70'N 46°10'E", "60 or more"), ("40.3 N 46.9 N", "same axis"), ("geo:1,2;crs=moon", "another coordinate system"),
        ("POINT (46.919)", "not well formed"), ("61T 662983 4467821", ""),
    ],
)  # fmt: skip
def test_what_looks_like_a_point_and_is_none_says_why(text: str, word: str) -> None:
    read = read_point(text)
    assert isinstance(read, Unread) or not word
    assert not isinstance(read, PointReading)
    assert not word or word in read.reason.lower() or word in read.reason  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "", "Tartar", "near the bridge", "12.03.2021", "2021-03-12", "12/03/2021", "1-5", "1 killed 5 injured", "5 km north of Tartar",
        "+994 50 123 45 67", "TM-62", "POINT EMPTY", "40,345", "40", "40.345-46.919", "1234567", "x" * 5_000, "(" * 200,
    ],
)  # fmt: skip
def test_what_is_no_point_is_none(text: str) -> None:
    assert read_point(text) is None


@pytest.mark.parametrize(
    ("text", "place"), [("8WV9+2Q Tartar", "Tartar"), ("Tartar, 8WV9+2Q", "Tartar"), ("8WV9+2Q", "")]
)
def test_a_short_plus_code_keeps_the_words_beside_it(text: str, place: str) -> None:
    assert read_point(text) == ShortCode("8WV9+2Q", place)


def test_a_line_in_a_cell_is_a_point_inside_it_and_says_so() -> None:
    read = read_point("LINESTRING (46 40, 47 41)")
    assert isinstance(read, PointReading)
    assert read.is_line_or_area
