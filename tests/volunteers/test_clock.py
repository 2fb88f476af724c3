"""The clock of matches: who reads that a proposal, a first meeting or a family waits too long."""

from tests.clocks import let_pass, unread
from tests.platform import Stepped, platform
from tests.volunteers.bodies import ROOT, proposed, vetted, waiting_case

__all__ = ["platform"]
COORDINATOR, ASKED, STRANGER = "coordinator-mll", "volunteer-mll", "coordinator-siipisulka"
LIST, PAGE = f"{ROOT}/deadlines", "/volunteers/deadlines"
YES = {"given": True, "by": "VOLUNTEER"}


def kinds(platform: Stepped, *sign_ins: str) -> list[list[str]]:
    return [unread(platform, "volunteers", each) for each in sign_ins]


def test_a_proposal_without_answers_is_read_of_until_it_is_answered(platform: Stepped) -> None:
    match = proposed(platform, waiting_case(platform), vetted(platform, sign_in=ASKED))
    let_pass(platform, "volunteers", 0)  # it was proposed long ago, and the family waits as long
    late, own = kinds(platform, COORDINATOR, ASKED)
    assert late == ["answers_late", "person_late"]
    assert own == ["asked_before", "proposed"]
    assert kinds(platform, STRANGER) == [[]]
    platform.caller(ASKED).put(f"{match}/volunteer-consent", YES, of=match)
    assert kinds(platform, ASKED) == [["proposed"]]


def test_deadlines_are_the_organisations_own(platform: Stepped) -> None:
    proposed(platform, waiting_case(platform), vetted(platform, sign_in=ASKED))
    shown = platform.caller(COORDINATOR).get(LIST).json["deadlines"]
    assert sorted(line["kind"] for line in shown) == ["person", "proposal"]
    assert platform.caller(STRANGER).get(LIST).json["deadlines"] == []
    assert platform.caller(ASKED).get(LIST).status_code == 403
    page = platform.browser(COORDINATOR, "volunteers").get(PAGE, base_url="http://localhost").text
    assert "Vastaus ehdotukseen" in page
