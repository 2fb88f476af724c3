"""The officer erases a support person: what the law keeps stays, and what is left can still go."""

from typing import Any
from uuid import UUID

from services.common.codes import ErasureGround, Register
from services.common.erasure.domain import Erasure
from shared.work import Actor
from tests.platform import BASE, Stepped
from tests.volunteers.bodies import vetted

ERASURES = "/volunteers/api/v1/erasures"
PRESS = "Poista lopullisesti"


def left(platform: Stepped) -> str:
    address = vetted(platform)
    answer = platform.caller("coordinator-mll").put(f"{address}/ending", {"reason": "WITHDRAWN"})
    assert answer.status_code == 200, answer.text
    return address.rsplit("/", 1)[1]


def erase(platform: Stepped, volunteer_id: str) -> Any:
    return platform.caller("dpo").put(f"{ERASURES}/{volunteer_id}/erasure", {})


def page(platform: Stepped, volunteer_id: str) -> str:
    officer = platform.browser("dpo", "volunteers")
    address = f"/volunteers/privacy/people/{volunteer_id}/erasure?lang=fi"
    return officer.get(address, base_url=BASE).text


def test_who_volunteers_is_in_use(platform: Stepped) -> None:
    volunteer_id = vetted(platform).rsplit("/", 1)[1]
    refused = erase(platform, volunteer_id)
    assert (refused.status_code, refused.json["code"]) == (409, "in-use")
    assert PRESS not in page(platform, volunteer_id)


def test_who_has_left_is_erased_but_for_the_training(platform: Stepped) -> None:
    volunteer_id = left(platform)
    assert PRESS in page(platform, volunteer_id)
    answer = erase(platform, volunteer_id)
    assert answer.json["erased"] == ["application", "vetting", "volunteer"]
    shown = page(platform, volunteer_id)
    assert (PRESS in shown, "Tiedot on poistettu." in shown) == (False, True)


def test_what_time_has_taken_leaves_the_rest_to_be_erased(platform: Stepped) -> None:
    volunteer_id = left(platform)
    platform.platform.services["volunteers"].execute(
        lambda work: work.change(
            Erasure(UUID(volunteer_id)),
            lambda erasure: erasure.erase(
                ("vetting",),
                register=Register.VOLUNTEERS,
                record_id=UUID(volunteer_id),
                ground=ErasureGround.RETENTION,
                on=work.today,
            ),
        ),
        Actor("nightly", over_all=True),
    )
    platform.settle()
    assert PRESS in page(platform, volunteer_id)
    assert erase(platform, volunteer_id).json["erased"] == ["application", "vetting", "volunteer"]


def test_the_officers_list_says_what_the_law_kept(platform: Stepped) -> None:
    volunteer_id = left(platform)
    erase(platform, volunteer_id)
    (line,) = platform.caller("dpo").get(ERASURES).json["erasures"]
    assert (line["record_id"], line["classes"], line["kept"]) == (
        volunteer_id,
        ["application", "vetting", "volunteer"],
        ["expenses", "training"],  # what was paid, by the accounting act
    )
