"""What a support person and the coordinators tell each other by doing is read by the other."""

from typing import Any

from tests.platform import Stepped, platform
from tests.volunteers.bodies import ROOT, proposed, vetted, waiting_case

__all__ = ["platform"]
INBOX = f"{ROOT}/inbox"
YES = {"given": True, "by": "VOLUNTEER", "on": "2026-03-04"}


def kinds(platform: Stepped, sign_in: str) -> list[tuple[str, str]]:
    """What the person has not read yet, and where they read it."""
    answer: Any = platform.caller(sign_in).get(INBOX).json
    return [(letter["kind"], letter["page"]) for letter in answer["letters"]]


def proposal(platform: Stepped) -> str:
    """The address of a match proposed to somebody who signs in."""
    return proposed(platform, waiting_case(platform), vetted(platform, sign_in="volunteer-mll"))


def test_whose_match_is_proposed_reads_it_on_their_own_page(platform: Stepped) -> None:
    proposal(platform)
    assert kinds(platform, "volunteer-mll") == [("proposed", "/volunteers/me")]
    assert kinds(platform, "coordinator-mll") == []
    platform.browser("volunteer-mll", "volunteers").get("/volunteers/me")
    assert kinds(platform, "volunteer-mll") == []


def test_an_answer_of_their_own_is_told_to_the_coordinators(platform: Stepped) -> None:
    match = proposal(platform)
    volunteer = platform.caller("volunteer-mll")
    assert volunteer.put(f"{match}/volunteer-consent", YES, of=match).status_code == 200
    page = f"/volunteers/matches/{match.rsplit('/', 1)[1]}"
    assert kinds(platform, "coordinator-mll") == [("willing", page)]
    platform.browser("coordinator-mll", "volunteers").get(page)
    assert kinds(platform, "coordinator-mll") == []


def test_their_no_is_told_as_one(platform: Stepped) -> None:
    match = proposal(platform)
    no = YES | {"given": False}
    platform.caller("volunteer-mll").put(f"{match}/volunteer-consent", no, of=match)
    assert [kind for kind, _ in kinds(platform, "coordinator-mll")] == ["unwilling"]
    assert [kind for kind, _ in kinds(platform, "volunteer-mll")] == ["proposed"]


def test_what_a_coordinator_wrote_down_is_no_news_to_coordinators(platform: Stepped) -> None:
    match = proposal(platform)
    coordinator = platform.caller("coordinator-mll")
    assert coordinator.put(f"{match}/volunteer-consent", YES, of=match).status_code == 200
    assert kinds(platform, "coordinator-mll") == []


def test_another_organisation_reads_nothing_of_it(platform: Stepped) -> None:
    match = proposal(platform)
    platform.caller("volunteer-mll").put(f"{match}/volunteer-consent", YES, of=match)
    assert kinds(platform, "coordinator-siipisulka") == []
