"""A new programme by clicking, in Finnish: an administrator fills in forms, and it has a family."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.journeys.actions import accept, refer
from tests.journeys.clicking import Visitor, Visitors, visiting
from tests.journeys.families import ago, born, child, to_a_friend
from tests.journeys.outside import Outside
from tests.journeys.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-clicking")]

LIST = "/referral/directory/programmes"
BASICS = {
    "summary__fi": "Nuori ja vapaaehtoinen kulkevat metsäpolulla.",
    "provider": "mll-vs",
    "provider_kind": "VOLUNTEER_GUIDED",
    "controller_scenario": "A",
}


@pytest.fixture
def visitors(browser: "Browser", server: Server) -> Iterator[Visitors]:
    with visiting(browser, server.base) as everybody:
        yield everybody


def test_an_administrators_new_programme_has_its_first_family(
    visitors: Visitors, outside: Outside
) -> None:
    admin = visitors["admin"]
    an_empty_draft_says_what_is_missing(admin)
    draft = admin.page.url.removeprefix(admin.base)
    its_forms_are_filled_in(admin, draft)
    it_is_looked_at_and_published(admin, draft)
    agreement = {
        "provider": outside.organisation("mll-vs"),
        "party": outside.organisation("turku"),
        "programmes": ["metsapolku"],
        "municipalities": ["853"],
        "starts_on": ago(400),
    }
    agreements = "/referral/api/v1/agreements"
    assert outside["admin"].post(agreements, agreement).status_code == 201
    outside["demo-turku"].until(
        agreements,
        lambda body: ["metsapolku"] in [each["programmes"] for each in body["agreements"]],
    )
    young = child(kind="YOUNG_PERSON", date_of_birth=born(15), interpreter_needed=False)
    family = to_a_friend(programme="metsapolku", subject=young)
    referral = refer(outside["demo-turku"], family)
    case = accept(outside["coordinator-mll"], referral, on=ago(1))
    assert outside["coordinator-mll"].get(case).json()["phase"] == "START"
    assert visitors.wrong == []


def an_empty_draft_says_what_is_missing(admin: Visitor) -> None:
    admin.opens(LIST, named="programmes")
    admin.follows("/programme-drafts/new", named="programme-new")
    admin.sends("/programme-drafts/new", code="metsapolku", title="Metsäpolku")
    admin.looks("programme-draft")
    assert "puuttuu" in admin.reads()


def its_forms_are_filled_in(admin: Visitor, draft: str) -> None:
    audience = {"audience__kinds": ["YOUNG_PERSON"], "audience__age_min": "13"}
    support = {"support": "MATCHED", "vetting__regime": "NOT_PERMITTED"}
    phase = {"phases__0__code": "START", "phases__0__name__fi": "Alku"}
    for section, fields in (
        ("basics", BASICS),
        ("audience", audience),
        ("support", support),
        ("course", phase),
    ):
        admin.opens(f"{draft}/sections/{section}", named=f"programme-{section}")
        admin.sends(f"/sections/{section}", **fields)
        assert admin.page.url.endswith(draft), admin.reads()


def it_is_looked_at_and_published(admin: Visitor, draft: str) -> None:
    admin.follows("/preview", named="programme-preview")
    assert "Alku" in admin.reads()
    admin.opens(draft, named="programme-ready")
    admin.sends("/publication")
    admin.follows("/programmes/metsapolku")
    assert "Metsäpolku" in admin.reads("h1")
