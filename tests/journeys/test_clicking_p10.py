"""P10 by clicking, in Finnish: a worker walks four phases and logs a visit on a phone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.journeys.actions import id_of, refer
from tests.journeys.clicking import HEIGHT, PHONE, Visitor, Visitors, visiting
from tests.journeys.families import ago, born, child, to_a_professional
from tests.journeys.outside import Outside
from tests.journeys.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-clicking")]

START = ("T1", "T2", "T3", "T4", "T5", "T6", "T7")
TRUST = ("T8", "T9", "T10", "T11")
FUTURE = ("T12", "T13", "T14", "T15")


@pytest.fixture
def visitors(browser: "Browser", server: Server) -> Iterator[Visitors]:
    with visiting(browser, server.base) as everybody:
        yield everybody


def test_a_professional_walks_beside_a_child_by_clicking(
    visitors: Visitors, outside: Outside
) -> None:
    older = child(given_name="Onni", date_of_birth=born(14), mother_tongue="fi")
    consent = {"given_on": ago(9), "given_by": "GUARDIAN", "disclosure_level": "L3"}
    body = to_a_professional(referred_on=ago(8), subject=older, consent=consent)
    referral = id_of(refer(outside["demo-varha"], body))
    coordinator, worker = visitors["coordinator-siipisulka"], visitors["worker-siipisulka"]
    case = the_coordinator_accepts_and_names_a_worker(coordinator, referral)
    professional = the_coordinator_vets_a_professional(visitors)
    the_child_agrees(coordinator, case, professional)
    the_worker_finds_the_case(worker, case)
    the_worker_logs_a_visit_on_a_phone(worker, case)
    the_worker_goes_through_the_phases(worker, case)
    the_worker_closes_and_follows_up(worker, case)
    outside["demo-varha"].sees(
        f"/referral/api/v1/referrals/{referral}", status="completed", outcome="IMPROVED"
    )
    assert visitors.wrong == []


def the_coordinator_accepts_and_names_a_worker(coordinator: Visitor, referral: str) -> str:
    coordinator.until("/referral/", f'a[href$="{referral}"]')
    coordinator.follows(referral)
    coordinator.sends("/acceptance")
    link = coordinator.page.locator('main a[href*="/casework/cases/"]').first
    case = id_of(link.get_attribute("href") or "")
    coordinator.until(f"/casework/cases/{case}", 'a[href$="/team"]')
    coordinator.follows("/team", named="team")
    option = coordinator.page.locator("select[name=person] option", has_text="Tuulensuu")
    coordinator.sends("/team", person=option.get_attribute("value"), role="RESPONSIBLE")
    return case


def the_coordinator_vets_a_professional(visitors: Visitors) -> str:
    coordinator = visitors["coordinator-siipisulka"]
    coordinator.opens("/volunteers/people/new")
    name = "Raimo" if coordinator.script else "Tuomo"  # the second time somebody else applies
    coordinator.sends(
        "/people/new",
        kind="PROFESSIONAL",
        programmes="amm-tukihenkilo",
        given_name=name,
        family_name="Napsutinsuo",
        date_of_birth=born(41),
        municipality="609",
        languages="fi",
    )
    professional = id_of(coordinator.page.url)
    coordinator.sends("/interview", recommended="true")
    contact = visitors["vetting-siipisulka"]
    contact.opens(f"/volunteers/people/{professional}", named="check-worker")
    contact.sends("/extract-check", extract_issue_date=ago(30), source="SHOWN_BY_WORKER")
    coordinator.opens(f"/volunteers/people/{professional}")
    coordinator.sends("/approval")
    return professional


def the_child_agrees(coordinator: Visitor, case: str, professional: str) -> None:
    coordinator.until(f"/volunteers/matching/{case}", f'input[value="{professional}"]')
    form = coordinator.page.locator(f'form:has(input[value="{professional}"])')
    coordinator.presses(form.locator("button").first)
    coordinator.looks("match-asks-the-child")
    coordinator.sends("/family-consent", press="true", by="GUARDIAN")
    coordinator.sends("/child-view", view="WANTS")
    coordinator.sends("/start")


def the_worker_finds_the_case(worker: Visitor, case: str) -> None:
    worker.until("/casework/", f'a[href$="{case}"]')
    worker.looks("my-cases")
    worker.follows(case, named="case-start")
    assert "Aloitus" in worker.reads()


def the_worker_logs_a_visit_on_a_phone(worker: Visitor, case: str) -> None:
    worker.page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    worker.follows(f"/visits/new?case={case}")
    worker.sends("/visits/new", length="120", activities=["SPORT"], impression="GOOD")
    worker.looks("case-visited")
    worker.opens("/casework/visits/worry", named="worry")
    worker.page.set_viewport_size({"width": 1280, "height": HEIGHT})


def the_worker_goes_through_the_phases(worker: Visitor, case: str) -> None:
    do_tasks(worker, case, *START)
    move(worker, case, "TRUST")
    worker.opens(f"/casework/cases/{case}/goals/new", named="goal-new")
    worker.sends("/goals/new", text="Koulupäivät kokonaan")
    worker.opens(f"/casework/cases/{case}/goals/scores", named="goals-scored")
    worker.opens(f"/casework/cases/{case}/measurements/new", named="measurement-new")
    do_tasks(worker, case, *TRUST)
    worker.opens(f"/casework/cases/{case}/plan-meetings/new", named="meeting-new")
    worker.sends("/plan-meetings/new", participants="lapsi\näiti", goals_being_met="true")
    move(worker, case, "FUTURE")
    do_tasks(worker, case, *FUTURE)
    worker.opens(f"/casework/cases/{case}/phase?to=REDUNDANCY", named="phase-redundancy")
    stated = {"possible_found_on": ago(0), "best_interest": "Oma verkosto kantaa."}
    worker.sends("/phase", **stated)
    do_tasks(worker, case, "T16")
    worker.opens(f"/casework/cases/{case}", named="case-redundancy")


def do_tasks(worker: Visitor, case: str, *codes: str) -> None:
    for code in codes:
        worker.opens(f"/casework/cases/{case}/tasks/{code}")
        worker.looks("task")
        worker.sends(f"/tasks/{code}", state="DONE")


def move(worker: Visitor, case: str, to: str) -> None:
    worker.opens(f"/casework/cases/{case}")
    worker.presses(worker.page.locator(f'a[href*="/phase?to={to}"]').first)
    worker.looks("phase")
    worker.sends("/phase")


def the_worker_closes_and_follows_up(worker: Visitor, case: str) -> None:
    worker.opens(f"/casework/cases/{case}/closing", named="case-closing-early")
    worker.sends(
        "/closing",
        end_reason="REDUNDANT",
        outcome="IMPROVED",
        assessed_by="JOINTLY",
        method="GAS",
        early_reason="Perhe pärjää jo.",
    )
    worker.opens(f"/casework/cases/{case}/timeline", named="timeline")
    worker.opens(f"/casework/cases/{case}/follow-up", named="follow-up")
    worker.sends("/follow-up", outcome="IMPROVED")
    worker.opens(f"/casework/cases/{case}", named="case-followed-up")
