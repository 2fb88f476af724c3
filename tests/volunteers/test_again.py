"""Whom a case may be given: by its own version's policy, and by how they endings before."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.common.codes import MatchConsentGiver, MatchEnd
from services.common.programme import Step
from services.referral.directory.events import ProgrammePublished
from services.volunteers.approval import commands as approval
from services.volunteers.matches import commands
from services.volunteers.matches.queries import engagements, partings
from services.volunteers.matching.commands import propose
from services.volunteers.needs.domain import Need
from services.volunteers.people.domain import Volunteer
from services.volunteers.ranking import queries as ranking
from services.volunteers.ranking.domain import Caution, Excluded, Rule
from shared.kernel.aggregate import Refused
from tests.volunteers.examples import APRIL, BUDDY, MARCH, MAY, NGO
from tests.volunteers.stage import Stage, stage
from tests.volunteers.test_booking import agree

__all__ = ["stage"]
LIGHT = replace(BUDDY, version=2, policy=(Step.INTERVIEW, Step.REFERENCES, Step.TRAINING))


def ranked(stage: Stage, case_id: UUID) -> Any:
    def read(work: Any) -> Any:
        need = work.load(Need(case_id))[0].opened
        return ranking.ranking(work, need, engagements(work, NGO), partings(work, need))

    return stage.read_only(read)


def publish(stage: Stage) -> None:
    published = ProgrammePublished(programme_id=uuid4(), provider=NGO, programme=LIGHT)
    stage.publish("referral", published)


def test_an_approval_holds_for_cases_whose_version_asks_for_no_more(stage: Stage) -> None:
    full = stage.vetted()
    publish(stage)
    light = stage.applicant()
    stage.do(approval.approve, light, programme="buddy", on=MARCH)
    assert stage.read_only(lambda work: work.load(Volunteer(light))[0].vetted) == ("buddy",)
    lacks = Excluded(volunteer_id=light, rule=Rule.VERSION, lacks=(Step.EXTRACT_CHECK,))
    old, new = stage.need(programme_version=1), stage.need(programme_version=2)
    candidates, excluded = ranked(stage, old)
    assert ([c.volunteer_id for c in candidates], excluded) == ([full], (lacks,))
    assert {c.volunteer_id for c in ranked(stage, new)[0]} == {full, light}
    with pytest.raises(Refused) as refused:
        stage.do(propose, case_id=old, volunteer_id=light)
    assert (refused.value.code, refused.value.missing) == ("excluded_version", ("EXTRACT_CHECK",))
    assert stage.do(propose, case_id=new, volunteer_id=light)


def ended(stage: Stage, reason: MatchEnd) -> tuple[UUID, UUID]:
    """A family and a person who have endings for that reason."""
    case_id, volunteer_id = stage.need(asks_child=False), stage.vetted()
    match, _ = stage.do(propose, case_id=case_id, volunteer_id=volunteer_id, on=APRIL)
    agree(stage, match.id)
    stage.do(commands.start, match.id, on=APRIL)
    stage.do(commands.end, match.id, reason=reason, on=MAY)
    return case_id, volunteer_id


@pytest.mark.parametrize(
    ("reason", "rule"), [(MatchEnd.NOT_A_FIT, Rule.NOT_A_FIT), (MatchEnd.SAFETY, Rule.SAFETY)]
)
def test_what_ended_badly_is_not_tried_again_with_the_same_family(
    stage: Stage, reason: MatchEnd, rule: Rule
) -> None:
    case_id, volunteer_id = ended(stage, reason)
    assert ranked(stage, case_id) == ((), (Excluded(volunteer_id=volunteer_id, rule=rule),))
    with pytest.raises(Refused) as refused:
        stage.do(propose, case_id=case_id, volunteer_id=volunteer_id)
    assert refused.value.code == f"excluded_{rule.lower()}"
    another = stage.need(asks_child=False, referral_id=uuid4())
    assert len(ranked(stage, another)[0]) == 1


def test_siblings_are_the_same_family(stage: Stage) -> None:
    ended(stage, MatchEnd.NOT_A_FIT)
    sibling = stage.need(asks_child=False)
    assert ranked(stage, sibling)[0] == ()


@pytest.mark.parametrize(
    ("reason", "warnings"),
    [
        (MatchEnd.FAMILY_ENDED, (Caution.FAMILY_ENDED,)),
        (MatchEnd.PLANNED, ()),
        (MatchEnd.MOVED, ()),
    ],
)
def test_how_they_parted_is_said_where_it_warns(
    stage: Stage, reason: MatchEnd, warnings: tuple[Caution, ...]
) -> None:
    case_id, _ = ended(stage, reason)
    ((candidate,), _) = ranked(stage, case_id)
    assert candidate.warnings == warnings


def test_a_familys_no_warns_too(stage: Stage) -> None:
    case_id, volunteer_id = stage.need(asks_child=False), stage.vetted()
    match, _ = stage.do(propose, case_id=case_id, volunteer_id=volunteer_id, on=APRIL)
    no = {"given": False, "by": MatchConsentGiver.PARENT}
    stage.do(commands.record_family_consent, match.id, on=APRIL, **no)
    ((candidate,), _) = ranked(stage, case_id)
    assert candidate.warnings == (Caution.DECLINED,)
