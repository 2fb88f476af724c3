"""Everybody finds the region's services by what they are about, by age and place."""

from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.referral.directory.rules import Place
from services.referral.guide.rules import Offer, Search, fits
from tests.platform import BASE, Stepped, platform_of_module
from tests.referral.directory.examples import PROGRAMME
from tests.sightings import revealed

__all__ = ["platform_of_module"]
GUIDE = "/referral/directory/services"


def get(platform: Stepped, path: str = "") -> Any:
    """As somebody who has no account."""
    return Client(platform.platform, Response).get(f"{GUIDE}{path}", base_url=BASE)


def test_everybody_reads_it_in_three_languages(platform: Stepped) -> None:
    for language, name in (
        ("fi", "Kaveritoiminta"),
        ("sv", "Kompisverksamhet"),
        ("en", "Buddy support person"),
    ):
        page = get(platform, f"?lang={language}")
        assert (page.status_code, name in page.text) == (200, True)
        assert f'lang="{language}"' in page.text
        shown = get(platform, f"/kaveri?lang={language}")
        assert (shown.status_code, name in shown.text) == (200, True)


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("age=5", False),
        ("age=6", True),
        ("age=17", True),
        ("age=18", False),
        ("about=LONELINESS", True),
        ("about=paihteet", False),
        ("place=853", True),
        ("place=091", False),
        ("about=LONELINESS&age=10&place=853", True),
    ],
)
def test_it_is_found_by_what_somebody_looks_for(platform: Stepped, query: str, there: bool) -> None:
    page = get(platform, f"?lang=fi&{query}")
    assert page.status_code == 200
    assert (f"{GUIDE}/kaveri" in page.text) is there


def test_a_network_names_everybody_who_gives_the_help(platform: Stepped) -> None:
    shown = get(platform, "/perhelinja?lang=sv").text
    assert revealed(shown, ["Tillsammans med", "Folkhälsan", "MLL"]) == [
        "Tillsammans med",
        "Folkhälsan",
        "MLL",
    ]
    assert "Tillsammans med" not in get(platform, "/kaveri?lang=sv").text


@pytest.mark.parametrize("query", ["age=ten", "age=121", "place=Turku", "place=999"])
def test_what_cannot_be_looked_for_is_said(platform: Stepped, query: str) -> None:
    page = get(platform, f"?{query}")
    assert (page.status_code, 'role="alert"' in page.text) == (422, True)


def test_there_is_nothing_else(platform: Stepped) -> None:
    assert get(platform, "/nothing").status_code == 404


def test_without_a_limit_of_age_every_age_fits() -> None:
    audience = replace(PROGRAMME.audience, age_min=None, age_max=None)
    offer = Offer(replace(PROGRAMME, audience=audience), ())
    assert fits(offer, Search(age=0)) and fits(offer, Search())
    assert not fits(offer, Search(place=Place(municipality="853", county="05")))
