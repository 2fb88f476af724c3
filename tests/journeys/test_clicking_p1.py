"""P1 by clicking, in Finnish: from the referral on the worklist to a volunteer who is free again.

The second run has no JavaScript: every page has to work without it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.journeys.actions import id_of, refer
from tests.journeys.clicking import PHONE, Visitors, visiting
from tests.journeys.families import ago, born, to_a_friend
from tests.journeys.outside import Outside
from tests.journeys.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-clicking")]


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def visitors(
    browser: "Browser", server: Server, request: pytest.FixtureRequest
) -> Iterator[Visitors]:
    with visiting(browser, server.base, script=request.param) as everybody:
        yield everybody


def test_a_child_gets_a_friend_by_clicking(visitors: Visitors, outside: Outside) -> None:
    body = to_a_friend(referred_on=ago(3), consent={"given_on": ago(4), "given_by": "GUARDIAN"})
    referral = id_of(refer(outside["demo-turku"], body))
    case = the_coordinator_accepts(visitors, referral)
    volunteer = the_coordinator_takes_an_applicant_to_vetted(visitors)
    match = the_coordinator_matches_the_two(visitors, case, volunteer)
    the_coordinator_logs_a_visit_on_a_phone(visitors, case)
    the_coordinator_closes_the_case(visitors, case)
    visitors["coordinator-mll"].until(f"/volunteers/matches/{match}", "text=Päättynyt")
    visitors["coordinator-mll"].looks("match-ended")
    assert visitors.wrong == []


def the_coordinator_accepts(visitors: Visitors, referral: str) -> str:
    coordinator = visitors["coordinator-mll"]
    coordinator.until("/referral/", f'a[href$="{referral}"]')
    coordinator.looks("worklist")
    coordinator.follows(referral, named="referral-offered")
    assert coordinator.language == "fi"
    assert "Aino" not in coordinator.reads()
    coordinator.sends("/acceptance")
    coordinator.looks("referral-accepted")
    assert "Aino Testilampi" in coordinator.reads()
    link = coordinator.page.locator('main a[href*="/casework/cases/"]').first
    case = id_of(link.get_attribute("href") or "")
    coordinator.until(f"/casework/cases/{case}", "h1:has-text('Aino')")
    coordinator.looks("case-without-phases")
    return case


def the_coordinator_takes_an_applicant_to_vetted(visitors: Visitors) -> str:
    coordinator = visitors["coordinator-mll"]
    coordinator.opens("/volunteers/", named="board-before")
    name, phone = ("Vilja", "+358401112233") if coordinator.script else ("Kaisla", "+358401112244")
    coordinator.opens("/volunteers/people/new", named="applicant-new")
    coordinator.sends(
        "/people/new",
        kind="VOLUNTEER",
        programmes="kaveri",
        given_name=name,
        family_name="Napsutinsuo",
        date_of_birth=born(30),
        municipality="853",
        contact__phone=phone,
        languages="so",
        interests="SPORT",
        availability="TUE_PM",
    )
    coordinator.looks("applicant")
    volunteer = id_of(coordinator.page.url)
    coordinator.sends("/interview", recommended="true")
    coordinator.looks("applicant-references")
    coordinator.sends("/references", count="2")
    coordinator.looks("applicant-training")
    coordinator.sends("/training", course="Kaverikoulutus", hours="12")
    coordinator.looks("applicant-consent")
    consent = dict.fromkeys(("informed_purpose", "informed_content", "informed_rights"), "yes")
    coordinator.sends("/consent", **consent)
    coordinator.looks("applicant-approval")
    the_vetting_contact_notes_the_extract(visitors, volunteer)
    coordinator.opens(f"/volunteers/people/{volunteer}")
    coordinator.sends("/approval")
    coordinator.looks("volunteer-vetted")
    coordinator.opens("/volunteers/", named="board")
    assert "Napsutinsuo" in coordinator.reads()
    return volunteer


def the_vetting_contact_notes_the_extract(visitors: Visitors, volunteer: str) -> None:
    contact = visitors["vetting-mll"]
    contact.opens("/volunteers/", named="checks")
    contact.follows(volunteer, named="check-extract")
    contact.sends("/extract-check", extract_issue_date=ago(10), source="ORDERED_BY_ORGANISER")
    contact.looks("check-noted")


def the_coordinator_matches_the_two(visitors: Visitors, case: str, volunteer: str) -> str:
    coordinator = visitors["coordinator-mll"]
    coordinator.until("/volunteers/matching", f'a[href$="/matching/{case}"]')
    coordinator.looks("families-who-wait")
    coordinator.until(f"/volunteers/matching/{case}", f'input[value="{volunteer}"]')
    coordinator.looks("matching")
    form = coordinator.page.locator(f'form:has(input[value="{volunteer}"])')
    coordinator.presses(form.locator("button").first)
    coordinator.looks("match-proposed")
    match = id_of(coordinator.page.url)
    coordinator.sends("/volunteer-consent", press="true")
    coordinator.sends("/family-consent", press="true", by="GUARDIAN")
    coordinator.looks("match-agreed")
    coordinator.sends("/start")
    coordinator.looks("match-started")
    return match


def the_coordinator_logs_a_visit_on_a_phone(visitors: Visitors, case: str) -> None:
    coordinator = visitors["coordinator-mll"]
    coordinator.page.set_viewport_size({"width": PHONE, "height": 812})
    coordinator.until(f"/casework/cases/{case}", f'a[href$="/visits/new?case={case}"]')
    coordinator.follows(f"/visits/new?case={case}", named="visit-new")
    coordinator.sends("/visits/new", length="60")
    coordinator.opens(f"/casework/cases/{case}", named="case-visited")
    assert "Kasvokkain, 1 h" in coordinator.reads()


def the_coordinator_closes_the_case(visitors: Visitors, case: str) -> None:
    coordinator = visitors["coordinator-mll"]
    coordinator.opens(f"/casework/cases/{case}")
    coordinator.follows("/closing", named="case-closing")
    coordinator.sends(
        "/closing",
        end_reason="GOALS_REACHED",
        outcome="IMPROVED",
        assessed_by="JOINTLY",
        method="INTERVIEW",
        early_reason="Lapsi sai ystäviä koulusta.",
    )
    coordinator.opens(f"/casework/cases/{case}", named="case-closed")
