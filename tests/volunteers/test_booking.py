"""Nobody is promised twice, however many coordinators are at work; on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest

from services.casework.cases.events import CaseClosed
from services.common.codes import ApplicationEnd, EndReason, MatchConsentGiver, MatchEnd, Outcome
from services.volunteers.approval import commands as approval
from services.volunteers.matches import commands
from services.volunteers.matches.domain import Match
from services.volunteers.matching.commands import propose
from shared.kernel.aggregate import Refused
from tests.volunteers.examples import APRIL, MAY, NGO, REFERRAL
from tests.volunteers.stage import ACTOR, Stage, stage

__all__ = ["stage"]


def at_once(stage: Stage, *proposals: tuple[UUID, UUID]) -> list[str]:
    """Propose for each (case, volunteer) at the same moment; how each went, sorted."""
    barrier = Barrier(len(proposals))

    def attempt(proposal: tuple[UUID, UUID]) -> str:
        barrier.wait()
        try:
            stage.volunteers.execute(
                lambda work: propose(work, case_id=proposal[0], volunteer_id=proposal[1]), ACTOR
            )
        except Refused as refused:
            return refused.code
        return "proposed"

    with ThreadPoolExecutor(len(proposals)) as pool:
        went = sorted(pool.map(attempt, proposals))
    stage.settle()
    return went


def started(stage: Stage, case_id: UUID, volunteer_id: UUID) -> UUID:
    match, _ = stage.do(propose, case_id=case_id, volunteer_id=volunteer_id, on=APRIL)
    agree(stage, match.id)
    stage.do(commands.start, match.id, on=APRIL)
    return UUID(str(match.id))


def agree(stage: Stage, match_id: UUID) -> None:
    stage.do(commands.record_volunteer_consent, match_id, given=True, on=APRIL)
    stage.do(
        commands.record_family_consent,
        match_id,
        given=True,
        by=MatchConsentGiver.GUARDIAN,
        on=APRIL,
    )


def proposing(stage: Stage, case_id: UUID, volunteer_id: UUID) -> Callable[[], Any]:
    return lambda: stage.do(propose, case_id=case_id, volunteer_id=volunteer_id)


def status(stage: Stage, match_id: UUID) -> str:
    return str(stage.read_only(lambda work: work.load(Match(match_id))[0].status))


def closed(case_id: UUID, reason: EndReason) -> CaseClosed:
    return CaseClosed(
        case_id=case_id,
        referral_id=REFERRAL,
        programme="buddy",
        organisation=NGO,
        end_reason=reason,
        outcome=Outcome.IMPROVED,
        on=MAY,
    )


def test_of_two_cases_at_once_one_gets_the_person(stage: Stage) -> None:
    volunteer = stage.vetted()
    cases = (stage.need(asks_child=False), stage.need(asks_child=False))
    assert at_once(stage, *((case, volunteer) for case in cases)) in (
        ["double_booked", "proposed"],
        ["excluded_double_booking", "proposed"],
    )


def test_of_two_proposals_for_one_case_at_once_one_wins(stage: Stage) -> None:
    case = stage.need(asks_child=False)
    people = (stage.vetted(), stage.vetted())
    assert at_once(stage, *((case, person) for person in people)) == ["need_taken", "proposed"]


def test_a_person_with_two_places_supports_two_and_no_third(stage: Stage) -> None:
    volunteer = stage.vetted(capacity=2)
    cases = [stage.need(asks_child=False) for _ in range(3)]
    assert at_once(stage, *((case, volunteer) for case in cases)).count("proposed") == 2


def test_a_no_frees_the_person_and_the_need(stage: Stage) -> None:
    volunteer, case = stage.vetted(), stage.need(asks_child=False)
    match, _ = stage.do(propose, case_id=case, volunteer_id=volunteer)
    with pytest.raises(Refused):
        proposing(stage, case, volunteer)()
    stage.do(commands.record_volunteer_consent, match.id, given=False)
    again, _ = proposing(stage, case, volunteer)()
    assert again.status == "proposed"


def test_an_end_frees_the_person_for_another_case(stage: Stage) -> None:
    volunteer = stage.vetted()
    match_id = started(stage, stage.need(asks_child=False), volunteer)
    other = stage.need(asks_child=False)
    with pytest.raises(Refused, match="as many families"):
        proposing(stage, other, volunteer)()
    stage.do(commands.end, match_id, reason=MatchEnd.PLANNED, on=MAY)
    assert proposing(stage, other, volunteer)()[0].status == "proposed"


def test_a_closed_case_ends_its_match_that_day_and_frees_the_person(stage: Stage) -> None:
    volunteer, case = stage.vetted(), stage.need(asks_child=False)
    match_id = started(stage, case, volunteer)
    stage.publish("casework", closed(case, EndReason.GOALS_REACHED), stream=case)
    match = stage.read_only(lambda work: work.load(Match(match_id))[0])
    assert (match.status, match.ended_on, match.end_reason) == ("ended", MAY, MatchEnd.PLANNED)
    assert proposing(stage, stage.need(asks_child=False), volunteer)()[0].status == "proposed"


@pytest.mark.parametrize(
    ("reason", "end"),
    [
        (EndReason.GOALS_REACHED, MatchEnd.PLANNED),
        (EndReason.PLANNED_END, MatchEnd.PLANNED),
        (EndReason.REDUNDANT, MatchEnd.PLANNED),
        (EndReason.REPLACED_BY_SERVICE, MatchEnd.PLANNED),
        (EndReason.FAMILY_ENDED, MatchEnd.FAMILY_ENDED),
        (EndReason.MOVED, MatchEnd.MOVED),
        (EndReason.AGED_OUT, MatchEnd.PLANNED),
        (EndReason.OUT_OF_HOME_PLACEMENT, MatchEnd.OTHER),
        (EndReason.NO_SUPPORT_PERSON, MatchEnd.OTHER),
        (EndReason.OTHER, MatchEnd.OTHER),
    ],
)
def test_why_a_case_ends_says_why_its_match_does(reason: EndReason, end: MatchEnd) -> None:
    assert commands.end_with_case(reason) is end


def test_a_closed_case_declines_what_was_proposed_and_waits_no_more(stage: Stage) -> None:
    volunteer, case = stage.vetted(), stage.need(asks_child=False)
    match, _ = stage.do(propose, case_id=case, volunteer_id=volunteer, on=APRIL)
    stage.publish("casework", closed(case, EndReason.FAMILY_ENDED), stream=case)
    assert status(stage, match.id) == "declined"
    with pytest.raises(Refused, match="does not wait"):
        proposing(stage, case, volunteer)()


def test_closing_a_case_that_asked_for_nobody_does_nothing(stage: Stage) -> None:
    stage.publish("casework", closed(REFERRAL, EndReason.MOVED), stream=REFERRAL)
    with stage.volunteers.database.reading() as db:
        assert stage.volunteers.completeness("casework", db)[0].missing == 0


def test_whoever_leaves_ends_their_matches(stage: Stage) -> None:
    volunteer = stage.vetted(capacity=2)
    running = started(stage, stage.need(asks_child=False), volunteer)
    open_, _ = stage.do(propose, case_id=stage.need(), volunteer_id=volunteer, on=APRIL)
    stage.do(approval.end, volunteer, reason=ApplicationEnd.WITHDRAWN, on=MAY)
    assert (status(stage, running), status(stage, open_.id)) == ("ended", "declined")
