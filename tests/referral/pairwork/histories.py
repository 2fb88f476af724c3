"""Events of one request for a pair, as tests put them together."""

from datetime import UTC, date, datetime
from uuid import UUID

from services.common.codes import NotHeldReason
from services.referral.pairwork.domain import PairWork
from services.referral.pairwork.events import (
    MinutesWritten,
    MoveProposed,
    OfferLapsed,
    OfferRefused,
    OfferWithdrawn,
    PairWorkAgreed,
    PairWorkAsked,
    PairWorkCancelled,
    PairWorkEvent,
    PairWorkHeld,
    PairWorkNotHeld,
    PairWorkOffered,
    PairWorkWithdrawn,
    WishedTime,
)
from shared.kernel.aggregate import fold

ID, CITY, HELPER, OTHER, ASKER, WORKER, SECOND = (UUID(int=n) for n in range(80, 87))
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in range(23, 28))
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)  # Monday noon in Helsinki
BEGINS, ENDS = (datetime(2026, 11, 26, hour, tzinfo=UTC) for hour in (7, 8))
ASKED = PairWorkAsked(
    pairwork_id=ID,
    organisation=CITY,
    by=ASKER,
    theme="omaiset",
    profession="STUDENT_WELFARE",
    municipality="853",
    wished=(WishedTime(day=THURSDAY, begins="09:00"),),
    minutes=60,
    venue="MUNICIPALITY",
    language="fi",
    candidates=(HELPER, OTHER),
    on=MONDAY,
    due_on=THURSDAY,
    text="Tavataan nuori yhdessä.",
)
OFFERED = PairWorkOffered(
    pairwork_id=ID,
    organisation=HELPER,
    worker=WORKER,
    by=WORKER,
    day=THURSDAY,
    begins="09:00",
    minutes=60,
    on=MONDAY,
)
AGREED = PairWorkAgreed(
    pairwork_id=ID,
    organisation=CITY,
    partner=HELPER,
    worker=WORKER,
    day=THURSDAY,
    begins="09:00",
    minutes=60,
    on=MONDAY,
)
REFUSED = OfferRefused(
    pairwork_id=ID,
    organisation=CITY,
    partner=HELPER,
    on=MONDAY,
    due_on=THURSDAY,
    reason="Aika ei sovi.",
)
TAKEN_BACK = OfferWithdrawn(
    pairwork_id=ID, organisation=HELPER, partner=HELPER, on=MONDAY, due_on=THURSDAY
)
LAPSED = OfferLapsed(pairwork_id=ID, partner=HELPER, on=THURSDAY, due_on=THURSDAY)
MOVED = MoveProposed(
    pairwork_id=ID,
    organisation=HELPER,
    partner=HELPER,
    worker=SECOND,
    day=FRIDAY,
    begins="10:00",
    minutes=45,
    on=MONDAY,
)
AGREED_ANEW = PairWorkAgreed(
    pairwork_id=ID,
    organisation=CITY,
    partner=HELPER,
    worker=SECOND,
    day=FRIDAY,
    begins="10:00",
    minutes=45,
    on=MONDAY,
)
WITHDRAWN = PairWorkWithdrawn(pairwork_id=ID, organisation=CITY, on=MONDAY)
CANCELLED = PairWorkCancelled(
    pairwork_id=ID, organisation=HELPER, on=MONDAY, reason="Työntekijä sairastui."
)
NOT_HELD = PairWorkNotHeld(
    pairwork_id=ID, organisation=CITY, why=NotHeldReason.CLIENT_DID_NOT_COME, on=THURSDAY
)
OURS = MinutesWritten(
    pairwork_id=ID,
    organisation=HELPER,
    is_asker=False,
    work_minutes=90,
    travel_minutes=30,
    brought=("NEXT_STEP",),
    on=THURSDAY,
    text="Sovittiin jatkosta.",
)
THEIRS = MinutesWritten(
    pairwork_id=ID,
    organisation=CITY,
    is_asker=True,
    work_minutes=75,
    travel_minutes=0,
    brought=(),
    on=THURSDAY,
)
HELD = PairWorkHeld(
    pairwork_id=ID,
    organisation=HELPER,
    theme="omaiset",
    profession="STUDENT_WELFARE",
    municipality="853",
    ngo_minutes=120,
    municipal_minutes=0,
    day=THURSDAY,
)


def given(*history: PairWorkEvent) -> PairWork:
    return fold(PairWork(ID), history)
