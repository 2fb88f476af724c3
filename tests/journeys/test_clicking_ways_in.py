"""Those who come by themselves, by clicking: a mother in Swedish, a supporter, a school, a network.

A mother writes from her phone at night and says only later who she is; a supporter applies by
herself, and meets the family. A school sends its autumn in one file. A Swedish-speaking family
goes to the second member of a network, and both who skipped and who got it can read why.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.journeys.actions import id_of
from tests.journeys.clicking import PHONE, Visitor, Visitors, visiting
from tests.journeys.families import ago, born, to_a_friend
from tests.journeys.outside import REFERRALS, Outside
from tests.journeys.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-promises")]
CODE = re.compile(r"(?:[2-9A-HJKMNP-TV-Z]{4}-){4}[2-9A-HJKMNP-TV-Z]{4}")
LETTER = "Jag är ensam med två små barn och orkar inte på kvällarna."
ANSWER = "Hej! Vi ordnar gärna en familjefadder. Berätta vem du är, så börjar vi."
WHY = "Kukaan ei palvele perheen kielellä (ruotsi)"
CHILDREN = 40
HEAD = (
    "Viite;Ohjelma;Kotikunta;Lähettäjätaho;Ketä asia koskee;Etunimi;Sukunimi;Syntymäaika;"
    "Tuen tarve;Asiakkuus sosiaalihuollossa;Suostumuspäivä;Suostumuksen antaja"
)


@pytest.fixture
def visitors(browser: "Browser", server: Server) -> Iterator[Visitors]:
    with visiting(browser, server.base, examined_at=PHONE) as everybody:
        yield everybody


def test_a_mother_and_a_supporter_come_by_themselves_and_meet(visitors: Visitors) -> None:
    mother, coordinator = visitors["mother"], visitors["coordinator-mll"]
    for stranger in (mother, visitors["supporter"]):
        stranger.page.set_viewport_size({"width": PHONE, "height": 812})
    home = the_mother_writes_at_night(mother)
    the_coordinator_answers(coordinator)
    the_mother_says_who_she_is(mother, home)
    case = the_coordinator_accepts(coordinator)
    volunteer = somebody_applies(visitors["supporter"], coordinator)
    the_two_families_meet(coordinator, case, volunteer)
    mother.until(f"{home}?lang=sv", ".step-done:nth-of-type(3)")
    mother.looks("ways-in-mother-supported")
    assert (mother.language, coordinator.language) == ("sv", "fi")
    assert visitors.wrong == []


def the_mother_writes_at_night(mother: Visitor) -> str:
    """The address to which her code leads."""
    mother.opens("/referral/self-referral?lang=sv", named="ways-in-contact")
    mother.presses(mother.page.locator("main .buttons button").first)
    for answers in (
        {"writer": "PARENT"},
        {"municipality": "853"},
        {"programme": "perhekummi"},
        {"text": LETTER, "experience": "Kvällarna är svåra."},
        {"reply_by": "CODE"},
    ):
        mother.fills("main form", **answers)
        mother.presses(mother.page.locator("main .form-end button").first)
        assert mother.page.locator("[role=alert]").count() == 0, mother.reads()
    assert LETTER in mother.reads()
    mother.looks("ways-in-contact-checked")
    mother.presses(mother.page.locator("main .buttons-down button"))
    assert CODE.search(mother.reads())
    mother.looks("ways-in-contact-sent")
    return urlsplit(mother.page.url).path


def the_coordinator_answers(coordinator: Visitor) -> None:
    coordinator.until("/referral/family-contacts", 'main a[href*="/family-contacts/"]')
    coordinator.follows("/family-contacts/", anywhere=True)
    assert LETTER in coordinator.reads()
    coordinator.sends("/answer", text=ANSWER)
    coordinator.looks("ways-in-contact-answered")


def the_mother_says_who_she_is(mother: Visitor, home: str) -> None:
    mother.until(f"{home}?lang=sv", f'main:has-text("{ANSWER}")')
    mother.follows("/who", anywhere=True)
    mother.fills(
        "main form",
        subject__kind="FAMILY",
        subject__given_name="Ida",
        subject__family_name="Provholm",
        subject__contact__phone="+358401234567",
        agreed="yes",
    )
    mother.looks("ways-in-contact-who")
    mother.presses(mother.page.locator("main .form-end button").first)
    assert urlsplit(mother.page.url).path == home


def the_coordinator_accepts(coordinator: Visitor) -> str:
    """The id of the case."""
    contact = urlsplit(coordinator.page.url).path
    coordinator.until(contact, 'main a[href*="/referral/referrals/"]')
    coordinator.follows("/referral/referrals/", anywhere=True)
    coordinator.sends("/acceptance")
    assert "Ida Provholm" in coordinator.reads()
    link = coordinator.page.locator('main a[href*="/casework/cases/"]').first
    return id_of(link.get_attribute("href") or "")


def somebody_applies(supporter: Visitor, coordinator: Visitor) -> str:
    """The id of a supporter whom the coordinator has approved."""
    supporter.opens("/volunteers/apply/perhekummi?lang=sv", named="ways-in-apply")
    supporter.fills(
        "main form",
        given_name="Saana",
        family_name="Hakulaakso",
        date_of_birth=born(35),
        municipality="853",
        contact__email="saana@hakulaakso.example",
        motivation="Minulla on aikaa iltaisin.",
        languages="sv",
        pledge="yes",
        notice="yes",
    )
    supporter.presses(supporter.page.locator("main .form-end button").first)
    assert CODE.search(supporter.reads())
    supporter.looks("ways-in-applied")
    applicant = coordinator.until("/volunteers/", 'main a:has-text("Hakulaakso")')
    coordinator.presses(applicant)
    volunteer = id_of(urlsplit(coordinator.page.url).path)
    coordinator.sends("/interview", recommended="true")
    coordinator.sends("/references", count="2")
    coordinator.sends("/training", course="Perhekummikoulutus", hours="9")
    coordinator.sends("/approval")
    return volunteer


def the_two_families_meet(coordinator: Visitor, case: str, volunteer: str) -> None:
    coordinator.until(f"/volunteers/matching/{case}", f'input[value="{volunteer}"]')
    form = coordinator.page.locator(f'form:has(input[value="{volunteer}"])')
    coordinator.confirms(form.locator("button").first)
    coordinator.sends("/volunteer-consent", press="true")
    coordinator.sends("/family-consent", press="true", by="PARENT")
    coordinator.sends("/start")
    coordinator.until(f"/casework/cases/{case}", f'a[href$="/visits/new?case={case}"]')
    coordinator.follows(f"/visits/new?case={case}")
    coordinator.sends("/visits/new", length="60")


def line(number: int, *, born_on: str = "") -> str:
    day = born_on or f"{number % 28 + 1}.{number % 12 + 1}.{2013 + number % 5}"
    child = f"Koulu;Lapsi;Oppilas;Syksylä-{chr(65 + number % 26)}{'abc'[number // 26]};{day}"
    return (
        f"SYKSY-{number};Kaveritoiminta;Turku;{child};Yksinäisyys;Ei asiakkuutta;1.3.2026;Huoltaja"
    )


def test_a_school_sends_its_whole_autumn_in_one_file(visitors: Visitors) -> None:
    school = visitors["municipal-turku"]
    faulty = [line(0, born_on="31.2.2015"), *map(line, range(1, CHILDREN))]
    the_school_sends(school, faulty)
    assert "SYKSY-0" in school.reads('section:has-text("Korjattava"), table >> nth=0')
    school.looks("ways-in-file-with-a-mistake")
    the_school_sends(school, [line(number) for number in range(CHILDREN)])
    school.confirms(school.page.locator('main form[action$="/confirmation"] button'))
    assert f"{CHILDREN}" in school.reads()
    school.looks("ways-in-file-sent")
    the_school_sends(school, [line(number) for number in range(CHILDREN)])
    assert school.page.locator('main form[action$="/confirmation"]').count() == 0
    school.until("/referral/", 'main :text("Syksylä-")')
    assert visitors.wrong == []


def the_school_sends(school: Visitor, lines: list[str]) -> None:
    content = "\r\n".join([HEAD, *lines]).encode("cp1252")  # as Excel saves it
    file = {"name": "syksy.csv", "mimeType": "text/csv", "buffer": content}
    school.opens("/referral/imports")
    school.page.locator("#file").set_input_files(file)  # type: ignore[arg-type]
    school.presses(school.page.locator("main .form-end button").first)


def test_a_swedish_family_goes_to_the_second_member_and_both_read_why(
    visitors: Visitors, outside: Outside
) -> None:
    family = {"kind": "FAMILY", "family_name": "Strandbacka", "service_language": "sv"}
    whither = {"programme": "perhelinja", "themes": ["vanhemmuus"], "needs": ["COPING"]}
    consent = {"given_on": ago(4), "given_by": "PARENT"}
    body = to_a_friend(referred_on=ago(3), subject=family, consent=consent, **whither)
    sent = outside["demo-turku"].post(REFERRALS, body)
    assert sent.status_code == 201, sent.text
    referral = id_of(sent.headers["Location"])
    second, first = visitors["coordinator-folkhalsan"], visitors["coordinator-mll"]
    second.until("/referral/", f'a[href$="{referral}"]')
    second.follows(referral)
    second.looks("ways-in-second-member")
    assert WHY in second.reads("#routing")
    first.opens("/referral/directory/routings", named="ways-in-first-member")
    assert [WHY in first.reads(), "Strandbacka" in first.reads()] == [True, False]
    assert visitors.wrong == []
