"""The officer reads to whom families' details went, and what is processed and why."""

from importlib import import_module
from uuid import UUID

import pytest

from services.common.codes import Role
from services.common.erasure.schedule import schedule
from services.common.labels import label
from services.common.programme.loader import read_programme
from services.referral.privacy import policy
from services.referral.privacy.queries import categories
from shared.identity.principals import Principal
from shared.kernel.events import declared, kind_of
from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import referral
from tests.sightings import revealed
from tests.tree import ROOT as FOLDER

ROOT = "/referral/api/v1/referrals"
PAGES = ("", "/disclosures", "/register", "/retention", "/requests")


def test_the_officer_alone_sees_what_they_answer_for_and_the_register_names_nobody() -> None:
    everybody = [
        (role, Principal(UUID(int=1), "person", "somebody", None, frozenset({role})))
        for role in Role
    ]
    for access, shows_people in ((policy.oversees, True), (policy.reads_register, False)):
        admitted = [role for role, who in everybody if access.admits(who)]
        assert (admitted, access.shows_people) == ([Role.DATA_PROTECTION_OFFICER], shows_people)


def test_the_register_is_of_every_class_and_field_that_is_declared() -> None:
    for path in sorted(FOLDER.glob("services/*/*/events.py")):
        import_module(".".join(path.relative_to(FOLDER).with_suffix("").parts))
    fields = {
        (label.retention, name)
        for each in declared()
        if each.__module__.startswith("services.")
        for name, label in kind_of(each).personal.items()
    }
    assert {(each.retention, name) for each in categories() for name in each.fields} == fields


def test_the_register_names_every_programme(platform: Stepped) -> None:
    page = platform.browser("dpo").get("/referral/privacy/register", base_url=BASE).text
    files = (FOLDER / "services/referral/programmes").glob("*.yaml")
    programmes = [read_programme(path.read_text(encoding="utf-8")) for path in files]
    assert [each.code for each in programmes if each.name_in("fi") not in page] == []


def test_the_officer_reads_to_whom_details_went_and_that_consent_was_withdrawn(
    platform: Stepped,
) -> None:
    made = platform.caller("municipal-turku").post(ROOT, referral("T-1"))
    address = f"{ROOT}/{made.json['id']}"
    coordinator = platform.caller("coordinator-mll")
    coordinator.put(f"{address}/acceptance", {})
    officer = platform.browser("dpo")
    page = officer.get("/referral/privacy/disclosures", base_url=BASE).text
    words = ["Aino Testinen", "Kaveritoiminta", "Koordinaattori Kaislakoski", "voimassa"]
    assert revealed(page, words) == words
    coordinator.put(f"{address}/consent-withdrawal", {"reason": "Perhe pyysi"})
    page = officer.get("/referral/privacy/disclosures", base_url=BASE).text
    assert revealed(page, ["peruttu"]) == ["peruttu"]


def test_each_row_of_the_schedule_is_shown_with_its_hold(platform: Stepped) -> None:
    page = platform.browser("dpo").get("/referral/privacy/retention", base_url=BASE).text
    names = [label(row.rule, "fi") for row in schedule()]
    assert [name for name in names if name not in page] == []
    held = page.count("säilytetään silti loppuun asti")
    assert held == sum(row.is_held for row in schedule())


@pytest.mark.parametrize("who", ["coordinator-mll", "admin", "regional"])
def test_these_pages_are_the_officers_alone(platform: Stepped, who: str) -> None:
    browser = platform.browser(who)
    codes = [browser.get(f"/referral/privacy{page}", base_url=BASE).status_code for page in PAGES]
    assert codes == [403] * len(PAGES)


def test_the_officers_pages_open(platform: Stepped) -> None:
    browser = platform.browser("dpo")
    codes = [browser.get(f"/referral/privacy{page}", base_url=BASE).status_code for page in PAGES]
    assert codes == [200] * len(PAGES)
