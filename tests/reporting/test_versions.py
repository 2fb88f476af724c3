"""Figures go by the programme's version that a case began with, whatever is published later."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.common.programme import Programme, Support
from services.referral.directory.events import ProgrammePublished
from services.reporting.indicators.demand import queued
from services.reporting.indicators.months import Range
from services.reporting.indicators.outcomes import KEPT, SHORT, minimum_kept, without_minimum
from services.reporting.indicators.support import supported
from shared.service import Service
from shared.work import Actor
from tests.referral.directory.examples import PROGRAMME
from tests.reporting.histories import PROVIDER, Story, Stream, write_stories
from tests.reporting.stores import services, timelines
from tests.reporting.timelines import number

__all__ = ["services"]

MARCH, SEPTEMBER = Range("2026-03", "2026-03"), Range("2026-09", "2026-09")
FIRST = replace(PROGRAMME, code="kaveri", minimum_months=6, commitment_months=None)
STORY = Story(
    1,
    accepted_on=date(2026, 3, 4),
    started_on=date(2026, 3, 10),
    met_on=date(2026, 4, 12),
    parted_on=date(2026, 9, 10),
)


def publish(services: dict[str, Service], *versions: Programme) -> None:
    published = [
        ProgrammePublished(programme_id=number(7), provider=PROVIDER, programme=programme)
        for programme in versions
    ]
    services["referral"].execute(
        lambda work: work.change(Stream(number(7)), lambda _: published), Actor("test")
    )


def second(**facts: Any) -> Programme:
    return replace(FIRST, version=2, **facts)


def classes(services: dict[str, Service]) -> list[str]:
    return [row.class_ for row in minimum_kept(timelines(services), SEPTEMBER)]


@pytest.mark.parametrize(("version", "class_"), [(1, KEPT), (2, SHORT)])
def test_the_minimum_is_that_of_the_version_a_case_began_with(
    services: dict[str, Service], version: int, class_: str
) -> None:
    publish(services, FIRST)
    write_stories(services, [replace(STORY, version=version)])
    publish(services, second(minimum_months=7))
    assert classes(services) == [class_]


def test_a_minimum_that_came_later_is_not_asked_of_who_began_before(
    services: dict[str, Service],
) -> None:
    publish(services, replace(FIRST, minimum_months=None))
    write_stories(services, [STORY, replace(STORY, n=2, version=2)])
    publish(services, second(minimum_months=7))
    assert classes(services) == [SHORT]
    assert [
        row.timeline.referral_id for row in without_minimum(timelines(services), SEPTEMBER)
    ] == [STORY.referral_id]


def test_what_a_support_person_promised_is_that_of_the_version_too(
    services: dict[str, Service],
) -> None:
    publish(services, replace(FIRST, minimum_months=None, commitment_months=7))
    write_stories(services, [STORY])
    publish(services, second(minimum_months=None, commitment_months=6))
    assert classes(services) == [SHORT]


def test_who_supports_is_told_by_the_version_a_case_began_with(
    services: dict[str, Service],
) -> None:
    publish(services, FIRST)
    unmatched = replace(STORY, started_on=None, parted_on=None)
    write_stories(services, [unmatched, replace(unmatched, n=2, version=2)])
    publish(services, second(support=Support.TEAM))
    all_timelines, april = timelines(services), Range("2026-04", "2026-04")
    assert [row.timeline.referral_id for row in supported(all_timelines, april)] == [number(2)]
    assert [row.timeline.referral_id for row in queued(all_timelines, april)] == [number(1)]


def test_before_a_case_has_begun_the_newest_version_says_who_will_support(
    services: dict[str, Service],
) -> None:
    publish(services, FIRST, second(support=Support.TEAM))
    write_stories(services, [replace(STORY, accepted_on=None, started_on=None, met_on=None)])
    assert [each.is_matched for each in timelines(services)] == [False]


def test_a_version_that_has_not_arrived_yet_counts_as_the_newest_known(
    services: dict[str, Service],
) -> None:
    publish(services, FIRST)
    write_stories(services, [replace(STORY, version=2)])
    assert classes(services) == [KEPT]
    publish(services, second(minimum_months=7))
    assert classes(services) == [SHORT]
