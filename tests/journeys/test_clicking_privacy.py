"""A working day of the data protection officer, by clicking, in Finnish.

A mother asks what is held of her child and reads it on paper; another has something corrected; one
family cannot be erased yet, another is; and the officer sees who has looked.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest

from tests.journeys.actions import accept, id_of, refer
from tests.journeys.clicking import PHONE, Visitor, Visitors, visiting
from tests.journeys.families import ago, child, to_a_friend
from tests.journeys.outside import Outside
from tests.journeys.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-privacy")]
REQUESTS = "/referral/privacy/requests"
MOTHER, CHILD, GONE = "Maija Oikeuslampi", "Oikeuslampi", "Unohduslampi"


@pytest.fixture
def visitors(browser: "Browser", server: Server) -> Iterator[Visitors]:
    with visiting(browser, server.base, examined_at=PHONE) as everybody:
        yield everybody


def test_the_officers_day(visitors: Visitors, outside: Outside) -> None:
    served, gone = two_families(outside)
    coordinator, officer = visitors["coordinator-mll"], visitors["dpo"]
    coordinator.opens(f"/referral/referrals/{served}")
    a_mother_reads_her_paper(officer)
    something_is_corrected(officer, coordinator, served)
    a_family_that_is_supported_is_not_erased(officer)
    another_is(officer, gone)
    both_stand_in_the_list(officer, gone)
    officer.opens("/access-log", named="privacy-access-log")
    assert visitors.wrong == []


def two_families(outside: Outside) -> tuple[str, str]:
    """One whose support goes on, and one that was not taken on."""
    sender, coordinator = outside["demo-turku"], outside["coordinator-mll"]
    guardians = [{"given_name": "Maija", "family_name": CHILD}]
    family = to_a_friend(subject=child(family_name=CHILD, guardians=guardians))
    served = refer(sender, family)
    accept(coordinator, served, on=ago(1))
    other = refer(sender, to_a_friend(subject=child(family_name=GONE)))
    rejected = coordinator.put(f"{other}/rejection", {"reason": "NO_CAPACITY"})
    assert rejected.status_code == 200, rejected.text
    return id_of(served), id_of(other)


def a_mother_reads_her_paper(officer: Visitor) -> None:
    officer.opens("/", named="privacy-day")
    begin(officer, CHILD, "ACCESS")
    officer.follows("/export", named="privacy-export")
    with officer.page.expect_download() as download:
        officer.page.locator('main button[value="pdf"]').click()
    text = paper(download.value.path())
    assert [word in text for word in (CHILD, "Maija", "Kanervikko")] == [True, True, False]
    officer.page.go_back()
    officer.sends("/answer", delivery="IN_PERSON", note="Tuloste annettiin.")
    assert "Annettiin käteen" in officer.reads()


def something_is_corrected(officer: Visitor, coordinator: Visitor, referral: str) -> None:
    coordinator.opens(f"/referral/referrals/{referral}/correction")
    coordinator.sends("/correction", given_name="Aamu", reason="Äiti kertoi oikean nimen.")
    begin(officer, CHILD, "CORRECTION")
    officer.sends("/answer", delivery="POST", note="Nimi korjattiin.")
    assert "Postitettiin" in officer.reads()


def a_family_that_is_supported_is_not_erased(officer: Visitor) -> None:
    begin(officer, CHILD, "ERASURE")
    request = officer.page.url
    officer.follows("/erasure", named="privacy-erasure-held")
    assert officer.page.locator("main button.btn-danger").count() == 0
    assert "Tuki on kesken" in officer.reads()
    officer.page.goto(request)
    reason = "Tuki on kesken."
    officer.sends("/refusal", ground="LEGAL_DUTY", reason=reason, delivery="POST")
    assert "Kieltäydyttiin" in officer.reads()


def another_is(officer: Visitor, referral: str) -> None:
    begin(officer, GONE, "ERASURE")
    officer.follows(f"/families/{referral}/erasure", named="privacy-erasure")
    officer.sends("/erasure")
    assert GONE not in officer.reads()


def both_stand_in_the_list(officer: Visitor, referral: str) -> None:
    officer.opens("/referral/privacy")
    officer.follows("/privacy/families", anywhere=True, named="privacy-erasures")
    text = officer.reads()
    wanted = (referral, "Henkilö pyysi", "Tietosuojavastaava Tervala", "Pyydetty ja evätty", MOTHER)
    assert [word for word in wanted if word not in text] == []


def begin(officer: Visitor, name: str, kind: str) -> None:
    """Look the family up, record what the mother asks, and make sure that it is she."""
    officer.opens(f"{REQUESTS}/new", named="privacy-search")
    officer.sends("/new", text=name)
    officer.follows("/new?referral=", anywhere=True, named="privacy-new")
    form = officer.fills(
        'form[action*="/new?referral="]',
        kind=kind,
        requester="GUARDIAN",
        requester_name=MOTHER,
        text="Kuka on katsonut lapseni tietoja?",
    )
    officer.presses(form.locator("button.btn").first)
    officer.looks("privacy-request")
    officer.sends("/identity-confirmation", method="IDENTITY_DOCUMENT")
    officer.looks("privacy-identified")


def paper(path: Path) -> str:
    pages = pypdf.PdfReader(path).pages
    return " ".join(page.extract_text() for page in pages)
