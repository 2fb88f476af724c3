"""On the page, an end before the promised months asks why."""

from tests.casework.visiting import browser
from tests.platform import Stepped
from tests.referral.referrals.bodies import referral

ROOT = "/referral/api/v1/referrals"
CLOSING = {"end_reason": "PLANNED_END", "outcome": "NOT_ASSESSED"}


def test_an_end_before_the_promised_months_asks_why(platform: Stepped) -> None:
    sender, provider = platform.caller("municipal-turku"), platform.caller("coordinator-mll")
    address = f"{ROOT}/{sender.post(ROOT, referral()).json['id']}"
    case = provider.put(f"{address}/acceptance", {}).json["case"]
    seat, there = browser(platform, "coordinator-mll"), f"/casework/cases/{case}/closing"
    answer = seat.send(there, CLOSING)
    assert (answer.status_code, "Tukea luvattiin 12 kuukaudeksi" in answer.text) == (409, True)
    assert seat.send(there, CLOSING | {"early_reason": "Perhe muutti."}).status_code == 303
