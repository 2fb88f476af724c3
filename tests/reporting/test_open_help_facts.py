"""What reporting keeps of help without a referral, as it was known on a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from services.common.codes import (
    Audience,
    BookedBy,
    BookingStatus,
    HappeningKind,
    PackageAudience,
    PackageKind,
    Profession,
    Theme,
    Urgency,
)
from services.referral.bookings.events import BookingCounted
from services.referral.consultations.events import ConsultationAnswered
from services.referral.happenings.events import HeadsCounted
from services.referral.packages.events import PackageClosed
from services.referral.pairwork.events import PairWorkHeld
from services.reporting.facts.projections import facts
from services.reporting.open_help import queries
from services.reporting.open_help.domain import HalfYear
from services.reporting.open_help.rules import (
    PLACE,
    THEME,
    Package,
)
from tests.following import follow

AUTUMN = HalfYear(2026, 2)
FINAL = date(2027, 2, 4)
OURS, THEIRS, TOWN = UUID(int=1), UUID(int=2), UUID(int=3)


BOOKED = BookingCounted(
    booking_id=UUID(int=71),
    organisation=OURS,
    programme="perhelinja",
    theme=Theme.ERO,
    municipality="400",
    booked_by=BookedBy.FAMILY,
    booked_on=date(2026, 9, 1),
    day=date(2026, 9, 8),
    status=BookingStatus.BOOKED,
    on=date(2026, 9, 1),
)
LATER = replace(BOOKED, status=BookingStatus.HELD, on=date(2026, 9, 8))
ANSWERED = ConsultationAnswered(
    consultation_id=UUID(int=72),
    organisation=OURS,
    theme=Theme.OMAISET,
    profession=Profession.SCHOOL,
    urgency=Urgency.NORMAL,
    days=2,
    on=date(2026, 9, 4),
)
HEADS = HeadsCounted(
    happening_id=UUID(int=73),
    organisation=OURS,
    programme="perhelinja",
    kind=HappeningKind.LECTURE,
    themes=(Theme.ERO, Theme.OMAISET),
    audience=Audience.FAMILIES,
    municipality="",
    day=date(2026, 9, 9),
    children=1,
    young_people=2,
    parents=3,
    professionals=4,
    others=5,
    is_estimate=False,
)


@pytest.mark.parametrize(
    ("history", "until", "read"),
    [
        ([BOOKED], BOOKED.on, [("ero", "400", False)]),
        ([BOOKED], BOOKED.on - timedelta(days=1), []),
        ([BOOKED, LATER], LATER.on - timedelta(days=1), [("ero", "400", False)]),
        ([BOOKED, LATER], LATER.on, [("ero", "400", True)]),
        ([BOOKED, replace(LATER, status=BookingStatus.CANCELLED)], LATER.on, []),
        ([BOOKED, replace(BOOKED, day=date(2027, 1, 2))], LATER.on, []),
        ([replace(BOOKED, municipality="")], BOOKED.on, [("ero", "online", False)]),
    ],
)
def test_a_booked_time_stands_as_it_did_on_a_day(
    engine: Engine, history: list[Any], until: date, read: list[tuple[str, str, bool]]
) -> None:
    with engine.begin() as db:
        facts.create(db)
        follow(db, facts, history)
        rows = list(queries.booked(db, AUTUMN, until, None))
        assert list(queries.booked(db, AUTUMN, until, THEIRS)) == []
        assert list(queries.booked(db, AUTUMN, until, OURS)) == rows
    assert [(row.classes[THEME], row.classes[PLACE], row.held) for row in rows] == read


def test_answers_and_heads_of_the_half_year(engine: Engine) -> None:
    early = replace(ANSWERED, consultation_id=UUID(int=74), on=date(2026, 6, 30))
    counted_again = replace(HEADS, children=7, is_estimate=True)
    with engine.begin() as db:
        facts.create(db)
        follow(db, facts, [early, ANSWERED, HEADS, counted_again])
        (answer,) = queries.consulted(db, AUTUMN, ANSWERED.on, OURS)
        assert list(queries.consulted(db, AUTUMN, ANSWERED.on - timedelta(days=1), OURS)) == []
        (day,) = queries.attended_days(db, AUTUMN, None)
    assert answer.classes == {"theme": "omaiset", "profession": "SCHOOL"}
    assert (day.themes, day.place, day.all, day.is_estimate) == (
        ("ero", "omaiset"),
        "online",
        21,
        True,
    )


PAIR = PairWorkHeld(
    pairwork_id=UUID(int=75),
    organisation=OURS,
    theme=Theme.ERO,
    profession=Profession.SCHOOL,
    municipality="400",
    ngo_minutes=90,
    municipal_minutes=60,
    day=date(2026, 9, 10),
)


def recorded(event: PairWorkHeld, on: date) -> Any:
    noon = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    return event, SimpleNamespace(name="pairwork.held", recorded_at=noon)


@pytest.mark.parametrize(
    ("history", "until", "minutes"),
    [
        ([recorded(PAIR, date(2026, 9, 11))], date(2026, 9, 10), []),
        ([recorded(PAIR, date(2026, 9, 11))], date(2026, 9, 11), [(90, 60)]),
        (
            [
                recorded(PAIR, date(2026, 9, 11)),
                recorded(replace(PAIR, municipal_minutes=75), date(2026, 9, 20)),
            ],
            date(2026, 9, 19),
            [(90, 60)],
        ),
        ([recorded(replace(PAIR, day=date(2026, 6, 30)), date(2026, 7, 1))], FINAL, []),
    ],
)
def test_pair_work_counts_as_it_was_known_on_a_day(
    engine: Engine, history: list[Any], until: date, minutes: list[tuple[int, int]]
) -> None:
    with engine.begin() as db:
        facts.create(db)
        for event, message in history:
            facts.call(db, event, message)
        held = list(queries.in_pairs(db, AUTUMN, until, OURS))
    assert [each.minutes for each in held] == minutes


CLOSED = PackageClosed(
    package_id=UUID(int=76),
    organisation=OURS,
    kind=PackageKind.TRAINING,
    theme=Theme.ERO,
    audience=PackageAudience.PROFESSIONALS,
    municipality="400",
    sessions=3,
    children=1,
    young_people=2,
    parents=3,
    professionals=4,
    others=5,
    is_estimate=False,
    paid_by_municipality=12_000,
    paid_by_own_grants=3_000,
    paid_by_others=500,
    on=date(2026, 12, 31),
)


def test_packages_count_in_the_half_year_in_which_they_were_closed(engine: Engine) -> None:
    later = replace(CLOSED, package_id=UUID(int=77), on=date(2027, 1, 1))
    with engine.begin() as db:
        facts.create(db)
        follow(db, facts, [CLOSED, later])
        closed = list(queries.closed_packages(db, AUTUMN, OURS))
        assert list(queries.closed_packages(db, AUTUMN, THEIRS)) == []
        assert list(queries.closed_packages(db, AUTUMN, None)) == closed
    assert closed == [Package("TRAINING", sessions=3, heads=15, paid=(12_000, 3_000, 500))]
