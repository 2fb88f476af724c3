"""Pair work of the demo: a school asks, FinFami comes along; another request waits for an offer."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from services.common.codes import MeetingVenue, PairWorkResult, Profession, Theme
from services.demo.year import DAY, Year, somebody
from services.platform.demo.people import fixed_id
from services.referral.pairwork import commands
from shared.work import Work

TURKU = "853"
HELD_AGO, ASKED_AGO, WISHED_IN = timedelta(6), timedelta(12), timedelta(9)
WISHED = (
    "Nuoren äiti sairastaa masennusta, ja nuori kantaa huolta kotona. Toivon, että omaistyön "
    "ammattilainen kertoisi koululla, mistä nuori voi itse saada tukea."
)
BROUGHT = "Nuori lähtee mukaan vertaisryhmään, ja äidin kanssa puhutaan tuesta kotona."
STILL_OPEN = "Vanhemman jaksaminen on lopussa. Toivon paria, joka tuntee vertaistuen."
USUAL: dict[str, Any] = {
    "profession": Profession.STUDENT_WELFARE,
    "municipality": TURKU,
    "first_begins": "09:00",
    "second_day": None,
    "second_begins": "",
    "third_day": None,
    "third_begins": "",
    "minutes": 60,
    "venue": MeetingVenue.MUNICIPALITY,
    "language": "fi",
}


def work_in_pairs(year: Year) -> None:
    """One that was held, with the hours of both sides, and one that waits."""
    asker = somebody("municipal-turku", "turku")
    helper = somebody("coordinator-finfami", "finfami")
    held = year.last - HELD_AGO

    def begin(work: Work) -> None:
        made, _ = _ask(Theme.OMAISET, WISHED, work, first_day=held)
        year.after(1, "referral", helper, partial(_offer, made, held))
        year.after(2, "referral", asker, partial(_agree, made))
        written = partial(_write, made, PairWorkResult.SERVICE_FOUND, BROUGHT, 30)
        year.plan(held + DAY, "referral", helper, written)
        ours = partial(_write, made, PairWorkResult.NEXT_STEP, "", 0)
        year.plan(held + DAY, "referral", asker, ours)

    def wait(work: Work) -> None:
        _ask(Theme.JAKSAMINEN, STILL_OPEN, work, first_day=year.last + WISHED_IN)

    year.plan(year.last - ASKED_AGO, "referral", asker, begin)
    year.plan(year.last, "referral", asker, wait)


def _ask(theme: Theme, text: str, work: Work, **wished: Any) -> tuple[UUID, int]:
    return commands.ask(work, theme=theme, text=text, **USUAL, **wished)


def _offer(pairwork_id: UUID, day: date, work: Work) -> None:
    worker = fixed_id("coordinator-finfami")
    commands.offer(work, pairwork_id, worker=worker, day=day, begins="09:00", minutes=60)


def _agree(pairwork_id: UUID, work: Work) -> None:
    commands.agree(work, pairwork_id)


def _write(pairwork_id: UUID, result: PairWorkResult, text: str, travel: int, work: Work) -> None:
    commands.write_minutes(
        work,
        pairwork_id,
        work_minutes=90,
        travel_minutes=travel,
        brought=(result,),
        text=text,
    )
