"""The tasks of a case are those of its programme version, whatever is published later."""

from services.common.programme.loader import PROGRAMMES
from tests.casework.acceptance import a_case, ago
from tests.platform import Stepped

START = ["T1", "T2", "T3", "T4", "T5", "T6", "T7"]


def publish_another_task(platform: Stepped) -> None:
    """Version 2 asks for T70 where version 1, which the demo has, asks for T7."""
    first = (PROGRAMMES / "amm-tukihenkilo.yaml").read_text(encoding="utf-8")
    second = first.replace("version: 1\n", "version: 2\n").replace("code: T7\n", "code: T70\n")
    published = platform.caller("admin").post("/referral/api/v1/programmes", {"yaml": second})
    assert published.status_code == 201, published.text


def test_a_case_keeps_its_version_and_the_next_case_begins_with_the_newest(
    platform: Stepped,
) -> None:
    case = a_case(platform)
    publish_another_task(platform)
    following = a_case(platform)
    assert (case.read()["programme_version"], case.read()["open_tasks"]) == (1, START)
    assert following.read()["programme_version"] == 2
    assert following.read()["open_tasks"] == [*START[:-1], "T70"]


def test_a_case_leaves_a_phase_when_the_tasks_of_its_own_version_are_done(
    platform: Stepped,
) -> None:
    case = a_case(platform)
    publish_another_task(platform)
    case.settle(*START, on=ago(platform, 240))
    assert case.move("TRUST", on=ago(platform, 230)).status_code == 200
