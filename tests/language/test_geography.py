from collections import Counter

import pytest

from services.geography import (
    Languages,
    areas_of,
    counties,
    county,
    current,
    municipalities,
    municipality,
    name,
    subregion,
    subregions,
    tiles,
)


def test_all_of_finland_is_there() -> None:
    assert (len(municipalities()), len(counties()), len(subregions())) == (308, 23, 69)


def test_a_municipality_and_a_county_may_look_alike() -> None:
    assert municipality("091").name_fi == "Helsinki"
    assert county("91").name_fi == "Ahvenanmaa"
    assert municipality("091").county == "90"


def test_every_municipality_lies_in_a_known_county_and_subregion() -> None:
    places = municipalities().values()
    assert {place.county for place in places} <= set(counties())
    assert {place.subregion for place in places} == set(subregions())


def test_varsinais_suomi_has_27_municipalities_in_5_subregions() -> None:
    ours = [place for place in municipalities().values() if place.county == "05"]
    assert Counter(place.subregion for place in ours) == {
        "021": 2,
        "022": 2,
        "023": 11,
        "024": 6,
        "025": 6,
    }


@pytest.mark.parametrize(("locale", "expected"), [("fi", "Turku"), ("sv", "Åbo"), ("en", "Turku")])
def test_a_municipality_has_a_name_in_every_language(locale: str, expected: str) -> None:
    assert name("853", locale) == expected


def test_in_english_a_municipality_goes_by_the_name_most_of_its_people_use() -> None:
    assert name("322", "en") == "Kimitoön"


def test_counties_and_subregions_have_names_too() -> None:
    assert county("05").name("en") == "Southwest Finland wellbeing services county"
    assert subregion("024").name("sv") == "Nystadsregionen"


@pytest.mark.parametrize(
    ("code", "languages", "main"),
    [
        ("400", Languages.FINNISH, "fi"),
        ("853", Languages.BOTH_MOSTLY_FINNISH, "fi"),
        ("445", Languages.BOTH_MOSTLY_SWEDISH, "sv"),
        ("478", Languages.SWEDISH, "sv"),
    ],
)
def test_a_municipality_serves_in_its_languages(code: str, languages: Languages, main: str) -> None:
    assert (municipality(code).languages, municipality(code).main_language) == (languages, main)


def test_no_municipality_goes_by_an_unknown_code() -> None:
    with pytest.raises(KeyError):
        municipality("5")


def test_a_municipality_lies_in_areas_that_are_named_by_their_kind() -> None:
    assert areas_of("853") == ("853", "subregion:023", "county:05")


@pytest.mark.parametrize(
    ("code", "name_fi", "successor"),
    [("911", "Valtimo", "541"), ("099", "Honkajoki", "214"), ("588", "Pertunmaa", "507")],
)
def test_what_has_merged_keeps_its_name_and_goes_on_as_its_successor(
    code: str, name_fi: str, successor: str
) -> None:
    assert (name(code, "fi"), current(code)) == (name_fi, successor)
    assert municipality(code) == municipality(successor)
    assert areas_of(code) == areas_of(successor)
    assert code not in municipalities()


def test_what_has_not_merged_goes_by_its_own_code() -> None:
    assert [current(code) for code in ("853", "withheld", "")] == ["853", "withheld", ""]


def test_each_municipality_of_the_region_lies_on_a_tile_of_its_own() -> None:
    ours = {place.code for place in municipalities().values() if place.county == "05"}
    assert {place.code for place in tiles().values()} == ours
    assert (tiles()[4, 3].name_fi, tiles()[2, 0].name_fi) == ("Turku", "Pyhäranta")
    assert list(tiles()) == sorted(tiles(), key=lambda tile: (tile[1], tile[0]))
