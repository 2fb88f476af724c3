"""What of a referral leaves the service, and to whom."""

import pytest

from tests.platform import Stepped, platform
from tests.referral.referrals.bodies import referral
from tests.sightings import revealed

__all__ = ["platform"]

FEED = "/referral/api/v1/events"


def test_the_sender_can_follow_its_own_referral_without_anything_about_the_child(
    platform: Stepped,
) -> None:
    turku = platform.caller("demo-turku")
    before = turku.get(FEED).json["next"]
    turku.post("/referral/api/v1/referrals", referral())
    answer = turku.get(f"{FEED}?after={before}")
    types = [event["type"] for event in answer.json["events"]]
    assert types == ["fi.rinnalla.referral.received.v1", "fi.rinnalla.referral.offered.v1"]
    assert revealed(answer.text, ("Aino", "2015-04-01")) == []


def test_whom_a_referral_does_not_concern_learns_nothing_of_it(platform: Stepped) -> None:
    platform.caller("demo-turku").post("/referral/api/v1/referrals", referral())
    answer = platform.caller("demo-kela").get(FEED).json
    assert [event["type"] for event in answer["events"] if "referral." in event["type"]] == []


@pytest.mark.parametrize("service", ["referral", "volunteers", "casework"])
def test_every_service_has_a_feed_and_people_have_none(platform: Stepped, service: str) -> None:
    path = f"/{service}/api/v1/events"
    assert platform.caller("demo-kela").get(path).status_code == 200
    assert platform.caller("coordinator-mll").get(path).status_code == 403
