"""What an organisation is called in the reader's language."""

from uuid import UUID

import pytest

from services.common.organisation import Organisation

ID = UUID(int=1)


@pytest.mark.parametrize(
    ("name", "area", "names"),
    [
        ("Turun kaupunki", "853", ("Turun kaupunki", "Åbo stad", "City of Turku")),
        ("Liedon kunta", "423", ("Liedon kunta", "Lundo kommun", "Municipality of Lieto")),
        (
            "Varsinais-Suomen hyvinvointialue",
            "county:02",
            ("Varsinais-Suomen hyvinvointialue",) * 3,
        ),
        ("Siipisulka ry", None, ("Siipisulka ry",) * 3),
        ("Turun nuoret", "853", ("Turun nuoret",) * 3),
    ],
)
def test_an_organisation_is_called_as_its_place_is(
    name: str, area: str | None, names: tuple[str, ...]
) -> None:
    organisation = Organisation(ID, "x", name, "MUNICIPALITY", area)
    assert tuple(organisation.name_in(locale) for locale in ("fi", "sv", "en")) == names


def test_a_county_is_called_as_the_list_of_counties_has_it() -> None:
    county = Organisation(
        ID, "varha", "Varsinais-Suomen hyvinvointialue", "WELLBEING_COUNTY", "county:05"
    )
    assert county.name_in("sv") == "Egentliga Finlands välfärdsområde"
