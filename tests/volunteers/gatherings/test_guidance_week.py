"""Once a week who coordinates reads how guidance stands: a count and what comes, and no name."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from services.common.codes import MailTopic
from services.common.deadlines.commands import CLOCK
from services.common.mailing.rules import topic_of
from services.volunteers.guiding.commands import sum_up_due
from services.volunteers.guiding.domain import Guiding
from services.volunteers.guiding.events import WeekSummed
from services.volunteers.guiding.rules import monday_of, week_of
from shared.inbox import Letter, letters
from shared.kernel.aggregate import fold
from shared.kernel.clock import Clock
from tests.clocks import unread
from tests.platform import Stepped, platform
from tests.volunteers.expenses.test_way_through import log_visit
from tests.volunteers.gatherings.test_guiding import NGO
from tests.volunteers.gatherings.test_way_through import (
    COORDINATOR,
    EVENING,
    GUIDANCE,
    PERSON,
    STRANGER,
    on_pages,
)

__all__ = ["platform"]
MONDAY, WEEK = date(2026, 3, 2), timedelta(days=7)
SUMMED = WeekSummed(organisation_id=NGO, monday=MONDAY, unguided=2, sessions=0)
PAGE = "/volunteers/guidance/people"


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2026, 3, 1), date(2026, 2, 23)),
        (MONDAY, MONDAY),
        (date(2026, 3, 8), MONDAY),
        (date(2026, 3, 9), MONDAY + WEEK),
    ],
)
def test_a_week_begins_on_monday(day: date, monday: date) -> None:
    assert monday_of(day) == monday


def test_a_week_is_summed_up_once() -> None:
    assert Guiding(NGO).sum_up(SUMMED) == [SUMMED]
    state = fold(Guiding(NGO), [SUMMED])
    assert state.sum_up(replace(SUMMED, unguided=3)) == []
    assert state.sum_up(replace(SUMMED, monday=MONDAY - WEEK)) == []
    later = replace(SUMMED, monday=MONDAY + WEEK)
    assert state.sum_up(later) == [later]


def sums(platform: Stepped, monday: date, *, hour: int = 8) -> int:
    """Let the clock act in the week that begins then."""
    service = platform.platform.services["volunteers"]
    usual = service.clock
    service.clock = Clock(
        usual.zone, lambda: datetime.combine(monday, time(hour), tzinfo=usual.zone)
    )
    number = sum_up_due(service)
    service.clock = usual
    platform.settle()
    return number


def next_monday(platform: Stepped) -> date:
    return monday_of(platform.platform.clock.today()) + WEEK


def written(platform: Stepped) -> list[Any]:
    query = select(letters).where(letters.c.kind == "guidance_week")
    with platform.platform.services["volunteers"].database.reading() as db:
        return list(db.execute(query))


def test_coordinators_alone_read_that_somebody_is_without(platform: Stepped) -> None:
    platform.after(log_visit)
    monday = next_monday(platform)
    assert sums(platform, monday) == 1
    assert sums(platform, monday + timedelta(days=6), hour=23) == 0
    assert unread(platform, "volunteers", COORDINATOR).count("guidance_week") == 1
    assert "guidance_week" not in unread(platform, "volunteers", PERSON)
    assert "guidance_week" not in unread(platform, "volunteers", STRANGER)
    (row,) = written(platform)
    letter = Letter(row.letter_id, row.kind, row.thing, row.thing_id, row.author, row.at)
    assert (topic_of(letter), row.author) == (MailTopic.DEADLINES, CLOCK.id)
    assert row.thing_id == week_of(UUID(row.recipient.partition(":")[0]))

    assert sums(platform, monday + WEEK) == 1
    assert [each.letter_id == row.letter_id for each in written(platform)] == [False]


def test_the_letter_leads_to_who_is_guided_and_what_comes(platform: Stepped) -> None:
    platform.after(log_visit)
    coordinator, monday = platform.caller(COORDINATOR), next_monday(platform)
    group = coordinator.post(GUIDANCE, {"title": "Maanantairyhmä"}).headers["Location"]
    today = platform.platform.clock.today()
    for day in (today, monday + WEEK):
        held = coordinator.post(f"{group}/sessions", EVENING | {"day": day.isoformat()})
        assert held.status_code == 201, held.text
    platform.settle()
    sums(platform, monday)
    inbox = coordinator.get("/volunteers/api/v1/inbox").json["letters"]
    assert "guidance_week" not in [each["kind"] for each in inbox]  # it is dated ahead
    page = on_pages(platform, COORDINATOR).get(f"{PAGE}?lang=fi").text
    assert page.count("Maanantairyhmä</bdi>") == 1
    assert "1 tukihenkilö ilman ohjausta" in page


def test_where_nobody_is_supported_nothing_is_written(platform: Stepped) -> None:
    assert sums(platform, next_monday(platform)) == 0
    assert written(platform) == []
