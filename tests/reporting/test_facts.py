"""The projection of facts, on both databases: any order of services gives one timeline."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any
from uuid import UUID

from services.casework.visits.events import VisitLogged
from services.common.codes import Outcome, VisitKind, VisitStatus
from services.referral.sameness.events import ReferralMerged, ReferralSeparated
from services.reporting.facts import queries
from services.reporting.indicators.catalogue import INDICATORS
from services.reporting.indicators.months import Range
from shared.service import Service
from shared.work import Actor
from tests.reporting.histories import OTHER, Story, Stream, write_stories
from tests.reporting.stores import SOURCES, services, timelines
from tests.reporting.timelines import match, number, timeline

__all__ = ["services"]

WHOLE = Story(
    1,
    accepted_on=date(2026, 3, 4),
    started_on=date(2026, 3, 10),
    met_on=date(2026, 3, 12),
    parted_on=date(2026, 9, 30),
    closed_on=date(2026, 9, 30),
    outcome=Outcome.IMPROVED,
)
MAY = date(2026, 5, 4)
TIMELINE = timeline(
    answered_on=date(2026, 3, 4),
    accepted_on=date(2026, 3, 4),
    met_on=date(2026, 3, 12),
    closed_on=date(2026, 9, 30),
    outcome="IMPROVED",
    matches=(
        match(
            200_001,
            agreed_on=date(2026, 3, 10),
            started_on=date(2026, 3, 10),
            ended_on=date(2026, 9, 30),
        ),
    ),
    is_matched=True,
)


def test_three_services_tell_one_timeline(services: dict[str, Service]) -> None:
    write_stories(services, [WHOLE])
    assert timelines(services) == [TIMELINE]


def test_what_was_told_of_a_merged_municipality_counts_in_its_successor(
    services: dict[str, Service],
) -> None:
    stories = [replace(WHOLE, municipality="588"), replace(WHOLE, n=2, municipality=None)]
    write_stories(services, stories)
    assert [each.municipality for each in timelines(services)] == ["507", None]


def test_any_order_of_the_services_tells_the_same_timeline(services: dict[str, Service]) -> None:
    for n, order in enumerate(permutations(SOURCES), start=1):
        write_stories(services, [replace(WHOLE, n=n)])
        for name in order:
            services["reporting"].consumer("facts", name).step()
    found_timelines = timelines(services)
    assert len(found_timelines) == 6
    assert {
        replace(each, referral_id=TIMELINE.referral_id, matches=()) for each in found_timelines
    } == {replace(TIMELINE, matches=())}
    assert [each.matches[0].started_on for each in found_timelines] == [WHOLE.started_on] * 6


def test_a_case_whose_referral_has_not_arrived_counts_nowhere_yet(
    services: dict[str, Service],
) -> None:
    write_stories(services, [WHOLE])
    services["reporting"].consumer("facts", "casework").step()
    services["reporting"].consumer("facts", "volunteers").step()
    with services["reporting"].database.reading() as db:
        assert queries.timelines(db) == []


def test_only_a_visit_that_was_held_ends_the_waiting(services: dict[str, Service]) -> None:
    write_stories(services, [replace(WHOLE, met_on=None)])
    missed = VisitLogged(
        visit_id=number(500_000),
        case_id=WHOLE.case_id,
        organisation=WHOLE.provider,
        held_on=date(2026, 3, 11),
        kind=VisitKind.FACE,
        status=VisitStatus.MISSED,
        minutes=0,
        present=0,
    )
    services["casework"].execute(
        lambda work: work.change(Stream(number(500_000)), lambda _: [missed]), Actor("test")
    )
    assert [timeline.met_on for timeline in timelines(services)] == [None]


def test_support_of_two_merged_referrals_counts_one_person(services: dict[str, Service]) -> None:
    """What was received and accepted their senders count: there they stay two."""
    write_stories(services, [WHOLE, replace(WHOLE, n=2)])
    march = Range("2026-03", "2026-03")
    of: dict[str, Any] = {
        "referral_id": number(2),
        "case_id": number(100_002),
        "organisation": WHOLE.provider,
    }
    merged = ReferralMerged(**of, into=number(1), into_case=number(100_001), on=MAY)
    separated = ReferralSeparated(**of, other=number(1), other_case=number(100_001), on=MAY)
    counts = []
    for event in (None, merged, separated):
        if event is not None:
            write_event(services, "referral", number(2), event)
        lines = timelines(services)
        names = ("received", "accepted", "supported", "met", "found")
        counts.append([len(list(INDICATORS[name].rows(lines, march))) for name in names])
    assert counts == [[2, 2, 2, 2, 2], [2, 2, 1, 1, 1], [2, 2, 2, 2, 2]]


def write_event(services: dict[str, Service], name: str, stream: UUID, event: object) -> None:
    services[name].execute(
        lambda work: work.change(Stream(stream), lambda _: [event]), Actor("test")
    )


def test_an_organisation_reads_only_what_was_offered_to_it(services: dict[str, Service]) -> None:
    write_stories(services, [WHOLE, replace(WHOLE, n=2, provider=OTHER)])
    services["reporting"].followers.settle()
    with services["reporting"].database.reading() as db:
        assert [timeline.referral_id for timeline in queries.timelines(db, of=OTHER)] == [number(2)]
