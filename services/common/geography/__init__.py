"""Finland's municipalities, subregions and wellbeing services counties in 2026.

From Statistics Finland's classifications of municipalities and of wellbeing services counties
(https://stat.fi/en/luokitukset). Codes are strings, and each kind has its own: municipality "091"
is Helsinki, county "91" is Åland. A subregion (seutukunta) may reach over several counties, as
Helsinki's does. To them we have added where a municipality lies on the tile map of its region, and
those that have merged since 2020, each with its successor: what was told of them goes on there.
Reporting areas are neighbours whose figures may stand together; elsewhere a county is one.
The tables are read at the first question; importing this module reads nothing.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
SOCIAL_EMERGENCY = "social-emergency:"  # before a county's code: of what its phone number is


class Languages(IntEnum):
    """Which of the national languages a municipality serves in (Language Act 423/2003)."""

    FINNISH = 0
    BOTH_MOSTLY_FINNISH = 1
    SWEDISH = 2
    BOTH_MOSTLY_SWEDISH = 3


@dataclass(frozen=True)
class Place:
    """A place with a code of its own list, and its names."""

    code: str
    name_fi: str
    name_sv: str
    name_en: str

    def name(self, locale: str) -> str:
        return {"fi": self.name_fi, "sv": self.name_sv}.get(locale, self.name_en)


@dataclass(frozen=True)
class Municipality(Place):
    """Its subregion, and the county that organises its social care, as codes of their lists."""

    subregion: str
    county: str
    languages: Languages
    tile: tuple[int, int] | None = None  # row and column from nought; None: on no map

    @property
    def main_language(self) -> str:
        """The language that its people are met in until they choose: "fi" or "sv"."""
        return "sv" if self.languages >= Languages.SWEDISH else "fi"


def municipality(code: str) -> Municipality:
    """The municipality with this three-digit code, its successor where it has merged.

    KeyError when there never was one.
    """
    return municipalities()[current(code)]


def current(code: str) -> str:
    """The code by which a municipality goes today; any other text as it is."""
    while code in _merged():
        code = _merged()[code].successor
    return code


def county(code: str) -> Place:
    """The wellbeing services county with this two-digit code; KeyError when there is none."""
    return counties()[code]


def subregion(code: str) -> Place:
    """The subregion with this three-digit code; KeyError when there is none."""
    return subregions()[code]


def name(code: str, locale: str) -> str:
    """A municipality's name; in English the name that most of its people use.

    Where it has merged, the name that it had.
    """
    place = _merged().get(code) or municipality(code)
    return place.name(locale)


def areas_of(code: str) -> tuple[str, str, str]:
    """The municipality and what it lies in, as areas are named: 853, subregion:023, county:05."""
    place = municipality(code)
    return place.code, f"subregion:{place.subregion}", f"county:{place.county}"


@cache
def reporting_areas() -> Mapping[str, Place]:
    """All areas by code, in the order in which figures may be joined: neighbours side by side."""
    drawn = [
        Place(row["code"], row["name_fi"], row["name_sv"], row["name_en"])
        for row in _rows("reporting_areas.csv")
    ]
    rest = sorted(
        {_area_in(place) for place in municipalities().values()} - {p.code for p in drawn}
    )
    counties_left = [counties()[code.removeprefix("county:")] for code in rest]
    others = [Place(f"county:{c.code}", c.name_fi, c.name_sv, c.name_en) for c in counties_left]
    return {place.code: place for place in (*drawn, *others)}


def reporting_area(code: str) -> str:
    """The code of the area that a municipality lies in: area:turku, county:06."""
    return _area_in(municipality(code))


def _area_in(place: Municipality) -> str:
    return _drawn().get(place.code, f"county:{place.county}")


@cache
def _drawn() -> Mapping[str, str]:
    rows = _rows("reporting_areas.csv")
    return {code: row["code"] for row in rows for code in row["municipalities"].split()}


@cache
def municipalities() -> Mapping[str, Municipality]:
    """All 308 by code, in the order of their Finnish names."""
    places = [_municipality(row) for row in _present()]
    return {place.code: place for place in sorted(places, key=lambda place: place.name_fi)}


def tiles() -> Mapping[tuple[int, int], Municipality]:
    """What lies where on the tile map of the region: column and row from nought, row by row."""
    places = sorted((place.tile, place) for place in municipalities().values() if place.tile)
    return {(column, row): place for (row, column), place in places}


@cache
def subregions() -> Mapping[str, Place]:
    """All subregions by code. They have no English names of their own."""
    return {row["seutukunta_code"]: _subregion(row) for row in _present()}


@cache
def counties() -> Mapping[str, Place]:
    """All 23 by code; among them the City of Helsinki and Åland, which organise their own."""
    return {row["code"]: Place(**row) for row in _rows("wellbeing_counties.csv")}


@dataclass(frozen=True)
class Merged(Place):
    """A municipality that is no more."""

    successor: str


@cache
def _merged() -> Mapping[str, Merged]:
    rows = (row for row in _rows("municipalities.csv") if row["successor"])
    return {row["kuntanumero"]: _of_old(row) for row in rows}


def _of_old(row: dict[str, str]) -> Merged:
    name_fi, name_sv = row["name_fi"], row["name_sv"]
    return Merged(row["kuntanumero"], name_fi, name_sv, name_fi, row["successor"])


def _present() -> list[dict[str, str]]:
    return [row for row in _rows("municipalities.csv") if not row["successor"]]


def _municipality(row: dict[str, str]) -> Municipality:
    languages = Languages(int(row["language_status_code"]))
    by_most = row["name_sv"] if languages >= Languages.SWEDISH else row["name_fi"]
    return Municipality(
        code=row["kuntanumero"],
        name_fi=row["name_fi"],
        name_sv=row["name_sv"],
        name_en=by_most,
        subregion=row["seutukunta_code"],
        county=row["hyvinvointialue_code"],
        languages=languages,
        tile=(int(row["tile_row"]), int(row["tile_column"])) if row["tile_row"] else None,
    )


def _subregion(row: dict[str, str]) -> Place:
    name_fi, name_sv = row["seutukunta_fi"], row["seutukunta_sv"]
    return Place(row["seutukunta_code"], name_fi=name_fi, name_sv=name_sv, name_en=name_fi)


def _rows(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
