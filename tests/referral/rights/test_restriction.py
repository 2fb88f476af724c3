"""What is restricted stays, is shown to the officer alone, and nobody decides on it."""

import pytest

from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import referral
from tests.referral.rights.test_requests import ROOT, record
from tests.sightings import revealed

REFERRALS = "/referral/api/v1/referrals"
WORDS = ["Aino", "Testinen", "Toivoo seuraa uimahalliin."]


def restricted(platform: Stepped) -> tuple[str, str]:
    """A family whose data nobody uses: address of its referral, and of the request."""
    made = platform.caller("municipal-turku").post(REFERRALS, referral("T-1")).json["id"]
    platform.caller("coordinator-mll").put(f"{REFERRALS}/{made}/acceptance", {})
    request_id = record(platform, "municipal-turku", made, kind="RESTRICTION").json["id"]
    address, officer = f"{ROOT}/{request_id}", platform.caller("dpo")
    officer.put(f"{address}/identity-confirmation", {"method": "KNOWN_PERSON"})
    answer = officer.put(f"{address}/restriction", {})
    assert (answer.status_code, answer.json["restricted"]) == (200, True)
    return made, address


def pages(platform: Stepped, made: str) -> dict[str, str]:
    """What the coordinator's pages and interface say of the family, in two services."""
    case = platform.caller("coordinator-mll").get(f"{REFERRALS}/{made}").json["case"]
    browser = platform.browser("coordinator-mll")
    casework = platform.browser("coordinator-mll", "casework")
    return {
        "referral": browser.get(f"/referral/referrals/{made}", base_url=BASE).text,
        "list": browser.get("/referral/?state=", base_url=BASE).text,
        "case": casework.get(f"/casework/cases/{case}", base_url=BASE).text,
        "cases": casework.get("/casework/", base_url=BASE).text,
        "api": platform.caller("coordinator-mll").get(f"{REFERRALS}/{made}").text,
    }


def test_nobody_but_the_officer_sees_it_until_it_is_lifted(platform: Stepped) -> None:
    made, address = restricted(platform)
    shown = pages(platform, made)
    assert {name: revealed(text, WORDS) for name, text in shown.items()} == {
        each: [] for each in shown
    }
    assert "Kysy tietosuojavastaavalta" in shown["referral"]
    officer = platform.browser("dpo")
    page = officer.get(address.replace(ROOT, "/referral/privacy/requests"), base_url=BASE).text
    assert revealed(page, WORDS[:2]) == WORDS[:2]
    platform.caller("dpo").put(f"{address}/lifting", {"reason": "Asia selvisi"})
    again = pages(platform, made)
    assert revealed(again["referral"], WORDS) == WORDS


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("correction", {"reason": "Toinen nimi", "given_name": "Aina"}),
        ("consent-withdrawal", {"reason": "Perhe pyysi"}),
    ],
)
def test_nobody_decides_on_it(platform: Stepped, step: str, body: dict[str, str]) -> None:
    made, _ = restricted(platform)
    answer = platform.caller("coordinator-mll").put(f"{REFERRALS}/{made}/{step}", body)
    assert (answer.status_code, answer.json["code"]) == (409, "restricted")
