"""What the sender writes after acceptance reaches the case."""

from uuid import UUID

from services.casework.correspondence.queries import messages_of
from shared.work import Actor
from tests.platform import Stepped, platform
from tests.referral.referrals.bodies import referral

__all__ = ["platform"]
ROOT = "/referral/api/v1/referrals"


def test_a_message_after_acceptance_stands_with_the_case(platform: Stepped) -> None:
    sender, provider = platform.caller("municipal-turku"), platform.caller("coordinator-mll")
    address = f"{ROOT}/{sender.post(ROOT, referral()).json['id']}"
    sender.post(f"{address}/messages", {"text": "Torstai sopii."})
    case = provider.put(f"{address}/acceptance", {}).json["case"]
    sender.post(f"{address}/messages", {"text": "Perhe muutti, uusi puhelin."})
    with platform.platform.services["casework"].read_only(Actor("x")) as work:
        texts = [message.text for message in messages_of(work, UUID(case))]
    assert texts == ["Perhe muutti, uusi puhelin."]
