"""Two children, a volunteer and a worry, by clicking, in Finnish: what was promised is kept.

A municipal worker refers two children; the coordinator asks and is answered, accepts, and matches
with consents of last week. The volunteer, on a phone, writes of a bruise: the coordinator reads it
within the minute. A visit is put right, the case is closed, opened again and closed.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.journeys.actions import VOLUNTEERS, id_of
from tests.journeys.clicking import PHONE, Visitor, Visitors, visiting
from tests.journeys.families import ago, born, supporter
from tests.journeys.outside import Outside
from tests.journeys.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-promises")]
ENGLISH = re.compile(r"\b(the|and|is|are|was|with|this|of|your)\b", re.IGNORECASE)
CODE = re.compile(r"\b[A-Z]{3,}_[A-Z_]+\b")
PROMISED = supporter(
    family_name="Lupausranta",
    contact={"phone": "+358409998866", "email": "lupaus@example.org"},
    sign_in="volunteer-mll",
)
INFORMED = dict.fromkeys(("informed_purpose", "informed_content", "informed_rights"), True)
STEPS = (
    ("interview", {"held_on": ago(40), "recommended": True}),
    ("references", {"received_on": ago(38), "count": 2}),
    ("training", {"course": "Kaverikoulutus", "completed_on": ago(30), "hours": 12}),
    ("consent", {"given_on": ago(25), **INFORMED}),
)
CHECK = {"extract_issue_date": ago(20), "checked_on": ago(15), "source": "ORDERED_BY_ORGANISER"}
SCREEN = 720  # pixels: the whole visit on a phone, without scrolling
BRUISE = "Olkavarressa oli iso mustelma, ja hän ei halunnut kertoa siitä."


@pytest.fixture
def visitors(browser: "Browser", server: Server) -> Iterator[Visitors]:
    with visiting(browser, server.base, examined_at=PHONE) as everybody:
        yield everybody


def test_what_was_promised_is_kept(visitors: Visitors, outside: Outside) -> None:
    coordinator = visitors["coordinator-mll"]
    referral = the_municipality_refers_two_children(visitors["municipal-turku"])
    the_coordinator_asks(coordinator, referral)
    the_municipality_answers(visitors["municipal-turku"], referral)
    case = the_coordinator_accepts(coordinator, referral)
    the_coordinator_matches(coordinator, case, a_vetted_volunteer(outside))
    the_volunteer_writes_of_a_bruise(visitors["volunteer-mll"])
    the_coordinator_reads_it(coordinator, case)
    the_volunteer_worries(visitors["volunteer-mll"])
    the_coordinator_sees_to_it(coordinator)
    the_volunteer_puts_the_visit_right(visitors["volunteer-mll"])
    the_coordinator_closes(coordinator, case)
    the_coordinator_opens_it_again(coordinator, case)
    the_coordinator_closes(coordinator, case)
    assert visitors.wrong == []


def the_municipality_refers_two_children(sender: Visitor) -> str:
    sender.opens("/referral/referrals/new")
    form = sender.page.locator("#recording")
    sender.presses(form.locator('button[value="add:siblings"]'))
    sender.fills(
        "#recording",
        programme="kaveri",
        municipality="853",
        referrer__kind="SCHOOL",
        subject__kind="CHILD",
        subject__given_name="Aino",
        subject__family_name="Lupauslampi",
        subject__date_of_birth=born(10),
        subject__guardians__0__given_name="Maija",
        subject__guardians__0__family_name="Lupauslampi",
        siblings__0__given_name="Eino",
        siblings__0__family_name="Lupauslampi",
        siblings__0__date_of_birth=born(8),
        needs="LONELINESS",
        client_status="NONE",
        consent__given_on=ago(3),
        consent__given_by="GUARDIAN",
    )
    sender.presses(form.locator('button[value="check"]:visible'))
    sender.looks("promises-referral-checked")
    sender.presses(sender.page.locator("#recording .stays .btn-primary"))
    reads_well(sender)
    sender.looks("promises-referral-sent")
    return id_of(sender.page.url)


def the_coordinator_asks(coordinator: Visitor, referral: str) -> None:
    coordinator.until("/referral/", f'a[href$="{referral}"]')
    coordinator.follows(referral)
    assert "Lupauslampi" not in coordinator.reads()
    coordinator.sends("/information-request", text="Sopisiko tapaaminen tiistaisin?")
    reads_well(coordinator)


def the_municipality_answers(sender: Visitor, referral: str) -> None:
    sender.until("/inbox", f'a[href*="{referral}"]')
    sender.looks("promises-inbox")
    sender.follows(referral)
    assert "Sopisiko tapaaminen tiistaisin?" in sender.reads()
    assert "Lupauslampi" in sender.reads()
    sender.sends("/messages", text="Tiistai sopii hyvin.")
    reads_well(sender)


def the_coordinator_accepts(coordinator: Visitor, referral: str) -> str:
    coordinator.until("/inbox", f'a[href*="{referral}"]')
    coordinator.follows(referral)
    assert "Tiistai sopii hyvin." in coordinator.reads()
    coordinator.sends("/acceptance")
    assert ["Aino" in coordinator.reads(), "Eino" in coordinator.reads()] == [True, True]
    reads_well(coordinator)
    link = coordinator.page.locator('main a[href*="/casework/cases/"]').first
    case = id_of(link.get_attribute("href") or "")
    coordinator.until(f"/casework/cases/{case}", "h1:has-text('Aino')")
    assert "Eino" in coordinator.reads()
    return case


def the_coordinator_matches(coordinator: Visitor, case: str, volunteer: str) -> None:
    coordinator.until(f"/volunteers/matching/{case}", f'input[value="{volunteer}"]')
    form = coordinator.page.locator(f'form:has(input[value="{volunteer}"])')
    coordinator.confirms(form.locator("button").first)
    dated = {"on": ago(0), "channel": "PHONE", "press": "true"}
    coordinator.sends("/volunteer-consent", **dated)
    coordinator.sends("/family-consent", by="GUARDIAN", **dated)
    coordinator.looks("promises-agreed")
    coordinator.sends("/start", on=ago(0))
    reads_well(coordinator)


def the_volunteer_writes_of_a_bruise(volunteer: Visitor) -> None:
    volunteer.page.set_viewport_size({"width": PHONE, "height": SCREEN})
    volunteer.until("/casework/visits/new", 'label:has-text("Aino")')
    assert volunteer.page.locator('input[name="who"]').is_checked()
    assert lowest(volunteer, "notes", "kilometres", "costs") <= SCREEN
    answers = {"length": "60", "impression": "HARD", "notes": BRUISE}
    volunteer.fills('form[action$="/visits/new"]', **answers)
    volunteer.looks("promises-visit")
    volunteer.presses(volunteer.page.locator("main .save-bar button"))
    reads_well(volunteer)


def lowest(person: Visitor, *names: str) -> float:
    """How far down the page these fields and the button below them reach."""
    places = [f'main [name="{name}"]' for name in names] + ["main .save-bar button"]
    boxes = [person.page.locator(place).first.bounding_box() for place in places]
    return max(box["y"] + box["height"] for box in boxes if box)


def the_coordinator_reads_it(coordinator: Visitor, case: str) -> None:
    coordinator.until("/inbox", f'main a[href*="{case}"]')
    coordinator.looks("promises-inbox-worry")
    coordinator.follows(case, anywhere=True)
    assert BRUISE in coordinator.reads()
    reads_well(coordinator)


def the_volunteer_worries(volunteer: Visitor) -> None:
    volunteer.opens("/casework/visits/new")
    volunteer.presses(volunteer.page.locator("main button.btn-alarm"))
    assert "112" in volunteer.reads()
    volunteer.looks("concern-new")
    volunteer.sends("/concerns/new", in_danger="true", text=BRUISE)
    assert "Kiitos." in volunteer.reads()
    volunteer.looks("concern-raised")
    reads_well(volunteer)


def the_coordinator_sees_to_it(coordinator: Visitor) -> None:
    coordinator.until("/casework/concerns", 'main th a[href*="/casework/concerns/"]')
    coordinator.looks("concerns")
    coordinator.follows("/casework/concerns/", anywhere=True, named="concern-waits")
    coordinator.sends("/taking")
    coordinator.sends("/acts", act="NOTIFICATION", county="05", method="PHONE")
    coordinator.looks("concern-taken")
    coordinator.sends("/closing", outcome="NOTIFICATION", reason="Sosiaalihuolto jatkaa.")
    assert "Asia on hoidettu." in coordinator.reads()
    coordinator.looks("concern-closed")
    reads_well(coordinator)


def the_volunteer_puts_the_visit_right(volunteer: Visitor) -> None:
    volunteer.opens("/casework/visits")
    reads_well(volunteer)
    volunteer.looks("promises-own-visits")
    volunteer.presses(volunteer.page.locator('main a[href*="/casework/visits/"]').last)
    volunteer.follows("/correction")
    volunteer.sends("/correction", length="120", reason="Olimme kaksi tuntia.")
    assert "2 h" in volunteer.reads()
    reads_well(volunteer)


def the_coordinator_closes(coordinator: Visitor, case: str) -> None:
    coordinator.opens(f"/casework/cases/{case}")
    coordinator.follows("/closing")
    coordinator.sends(
        "/closing",
        end_reason="FAMILY_ENDED",
        outcome="IMPROVED",
        assessed_by="JOINTLY",
        method="INTERVIEW",
        early_reason="Perhe muuttaa.",
    )
    coordinator.until(f"/casework/cases/{case}", 'a[href$="/reopening"]')
    reads_well(coordinator)


def the_coordinator_opens_it_again(coordinator: Visitor, case: str) -> None:
    coordinator.follows("/reopening")
    coordinator.sends("/reopening", reason="Perhe jäi sittenkin paikkakunnalle.")
    coordinator.until(f"/casework/cases/{case}", 'a[href$="/closing"]')
    coordinator.looks("promises-reopened")
    reads_well(coordinator)


def reads_well(person: Visitor) -> None:
    """The page is no refusal, in Finnish, and shows nobody a code."""
    text = person.reads()
    assert person.language == "fi"
    assert (ENGLISH.findall(text), CODE.findall(text)) == ([], []), person.page.url


def a_vetted_volunteer(outside: Outside) -> str:
    """The id of a new volunteer, who signs in as the demo's support person."""
    coordinator = outside["coordinator-mll"]
    made = coordinator.post(VOLUNTEERS, PROMISED)
    assert made.status_code == 201, made.text
    volunteer: str = made.headers["Location"]
    for step, body in STEPS:
        assert coordinator.put(f"{volunteer}/{step}", body).status_code == 200
    assert outside["vetting-mll"].put(f"{volunteer}/extract-check", CHECK).status_code == 200
    approved = coordinator.put(f"{volunteer}/approval", {"programme": "kaveri"})
    assert approved.status_code == 200, approved.text
    return id_of(volunteer)
