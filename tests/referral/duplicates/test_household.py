"""Who lives with somebody under a non-disclosure order is found in the index, unopened."""

from typing import Any

import pytest
from sqlalchemy import select

from shared.database.scope import EVERYTHING
from shared.finding import searchable
from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import child, referral

ROOT = "/referral/api/v1/referrals"
SUGGESTED = "Samassa taloudessa jollakulla on turvakielto."
WHY = {"reason": "Kirjattu väärin."}
OUTI = {"given_name": "Outi", "family_name": "Lahtinen", "phone": "+358401112223"}
OILI = {"given_name": "Oili", "family_name": "Lahtinen", "phone": "+358401112224"}
EINO = {"given_name": "Eino", "family_name": "Lahtinen", "guardians": [OUTI]}


def accepted(platform: Stepped, reference: str, **named: Any) -> str:
    made = platform.caller("municipal-turku").post(
        ROOT, referral(reference, subject=child(**named))
    )
    address = str(made.headers["Location"])
    platform.caller("coordinator-mll").put(f"{address}/acceptance", {})
    return address


def hidden(platform: Stepped, reference: str, **named: Any) -> str:
    address = accepted(platform, reference, **named)
    order = {"non_disclosure": True} | WHY
    platform.caller("municipal-turku").put(f"{address}/correction", order)
    return address


def suggests(platform: Stepped, who: str, address: str) -> bool:
    page = platform.browser(who).get(f"/referral/referrals/{address[-36:]}", base_url=BASE)
    return SUGGESTED in page.text


@pytest.mark.parametrize("who", ["municipal-turku", "coordinator-mll"])
def test_only_who_may_share_a_home_is_opened(platform: Stepped, who: str) -> None:
    for n in range(4):
        other = {"family_name": "Virtanen", "date_of_birth": f"2014-01-0{n + 1}"}
        mother = {"given_name": f"Outi{n}", "family_name": "Virtanen"}
        hidden(platform, f"V-{n}", given_name="Väinö", **other, guardians=[mother])
    sibling = hidden(platform, "T-1", given_name="Aino", family_name="Lahtinen", guardians=[OUTI])
    address = accepted(platform, "T-2", **EINO)
    assert suggests(platform, who, address)
    service = platform.platform.services["referral"]
    with service.database.reading(EVERYTHING) as db:
        families = {row.person: row.thing for row in db.execute(select(searchable))}
    sealing: Any = service.sealing
    sealing.drop()
    assert suggests(platform, who, address)
    opened = {str(families.get(key.person)) for key, _ in sealing._by_id.values()} - {"None"}
    assert {sibling[-36:], address[-36:]} <= opened
    assert len(opened) == 4  # both as they were sent, and as they were disclosed


def test_a_providers_own_correction_is_found_by_the_provider_alone(platform: Stepped) -> None:
    hidden(platform, "T-1", given_name="Aino", family_name="Lahtinen", guardians=[OILI])
    address = accepted(platform, "T-2", **EINO)
    readers = ["municipal-turku", "coordinator-mll"]
    assert [suggests(platform, who, address) for who in readers] == [False, False]
    put_right = {"guardians": [OILI]} | WHY
    answer = platform.caller("coordinator-mll").put(f"{address}/correction", put_right)
    assert answer.status_code == 200, answer.text
    assert [suggests(platform, who, address) for who in readers] == [False, True]
