"""The families of Helsinki's multi-disciplinary team: the year that its published table is of.

Their number and circumstances are those that were published, spread over invented people by
arithmetic. Two of the thirty-seven come at the end of the eight months: on the days on which they
have not been asked yet the whole table fits. Every figure is counted of what is recorded here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random
from uuid import UUID

from services.casework.cases import commands as cases
from services.casework.cases.domain import Case
from services.casework.facts import commands as facts
from services.casework.facts.events import Fact
from services.casework.visits import commands as visits
from services.casework.visits.rules import VisitFacts
from services.common.ages import months_after
from services.common.codes import Assessor, EndReason, Outcome, OutcomeMethod, VisitKind
from services.demo import families
from services.demo.families import FamilyProfile
from services.demo.plans import share_plan
from services.demo.referrals import Family
from services.demo.year import DAY, Year, organisation_id, somebody
from services.referral.intake.commands import receive
from services.referral.referrals import commands as referrals
from shared.work import Work

TEAM, SEED, NUMBERS = "hki", 37, 2000
MONTHS, FAMILIES, LATE = 8, 35, 2
BOYS, COUNSELLED, VIOLENT = 28, 20, 10  # of the thirty-five; the next one is counselled, too
OUT_OF_WORK, POOR = 39, 33  # of their seventy parents
ENDS = (
    [(EndReason.GOALS_REACHED, Outcome.IMPROVED)] * 5
    + [(EndReason.PLANNED_END, Outcome.UNCHANGED)] * 4
    + [(EndReason.REPLACED_BY_SERVICE, Outcome.OUT_OF_HOME_PLACEMENT)] * 2
    + [(EndReason.MOVED, Outcome.NOT_ASSESSED)]
)
ANSWERED, COUNSELLING, ASKED = 4 * DAY, 12 * DAY, 16 * DAY  # after they were sent
A_ROUND = timedelta(days=28)  # between the visits that are written down
SUPPORTED = timedelta(days=95)  # of those whose support ends within the eight months
PROFILE = next(profile for profile in families.PROFILES if profile.provider == TEAM)


@dataclass
class Cohort:
    """What the days write down for those that come after them."""

    year: Year
    first: date  # of the eight months
    rng: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 - a story

    @property
    def ends_on(self) -> date:
        return months_after(self.first, MONTHS) - DAY


def has_room(first: date, last: date) -> bool:
    """Whether eight whole months lie between the two days, and what followed them."""
    return months_after(_next_month(first), MONTHS) <= last


def live_through_the_cohort(year: Year, first: date) -> None:
    """Put the team's families on the agenda of the year."""
    cohort = Cohort(year, _next_month(first))
    ending = set(_spread(len(ENDS), FAMILIES // 2))
    ends = iter(ENDS)
    for number, on in enumerate(_days(cohort)):
        end = next(ends) if number in ending else None
        _send(cohort, number, on, end)


def is_theirs(profile: FamilyProfile) -> bool:
    """Whether families of that kind come to the team."""
    return profile.provider == TEAM


def _days(cohort: Cohort) -> Iterator[date]:
    """When each is sent: most in the first five and a half months, the last two at the end."""
    for number in range(FAMILIES):
        yield cohort.first + timedelta(days=number * 165 // FAMILIES)
    for number in range(LATE):
        yield cohort.ends_on - timedelta(days=24 - number)


def _send(cohort: Cohort, number: int, on: date, end: tuple[EndReason, Outcome] | None) -> None:
    year, ids = cohort.year, dict[str, UUID]()
    body = families.request(PROFILE, NUMBERS + number, on, cohort.rng)
    body["siblings"], body["subject"]["non_disclosure"] = [], False
    sign_in, organisation = families.sender_of(body["municipality"])
    coordinator, worker = somebody("coordinator-hki", TEAM), somebody("worker-helsinki", TEAM)

    def arrive(work: Work) -> None:
        ids["referral"] = receive(work, body, sender=organisation_id(organisation)).id

    def accept(work: Work) -> None:
        ids["case"] = referrals.accept(work, ids["referral"])
        family = Family(PROFILE, body["municipality"], None, ids["referral"], case=ids["case"])
        share_plan(year, family, asks=False)

    year.plan(on, "referral", somebody(sign_in, organisation), arrive)
    year.plan(on + ANSWERED, "referral", coordinator, accept)
    year.plan(on + ASKED, "casework", worker, partial(_ask, ids, number))
    until = on + SUPPORTED if end else year.last
    _visit(cohort, ids, on + ASKED + DAY, until)
    if number in {*_spread(COUNSELLED, FAMILIES), FAMILIES}:
        counsellor = somebody("counsellor-helsinki", TEAM)
        year.plan(on + COUNSELLING, "casework", counsellor, partial(_meet, ids, 60))
    if end:
        year.plan(until + DAY, "casework", coordinator, partial(_close, ids, *end))


def _ask(ids: dict[str, UUID], number: int, work: Work) -> None:
    """The questions of the programme; each of two parents answers for themselves."""
    answers = [
        Fact(question="GENDER", answer=_of(number, BOYS, FAMILIES, "BOY", "GIRL")),
        Fact(question="VIOLENCE", answer=_of(number, VIOLENT, FAMILIES, "YES", "NONE")),
    ]
    for person in (1, 2):
        parent = number * 2 + person - 1
        out = _of(parent, OUT_OF_WORK, 2 * FAMILIES, "OUT_OF_WORK", "WORKING")
        poor = _of(parent, POOR, 2 * FAMILIES, "POOR", "TIGHT")
        answers += [
            Fact(question="WORK", answer=out, person=person),
            Fact(question="ECONOMY", answer=poor, person=person),
        ]
    facts.answer(work, ids["case"], facts=answers)


def _visit(cohort: Cohort, ids: dict[str, UUID], first: date, until: date) -> None:
    """The instructor and the nurse meet them by turns."""
    for turn, sign_in in enumerate(("worker-helsinki", "nurse-helsinki")):
        day = first + turn * A_ROUND / 2
        while day < until:
            meet = partial(_meet, ids, cohort.rng.choice((45, 60, 90)))
            cohort.year.plan(day, "casework", somebody(sign_in, TEAM), meet)
            day += A_ROUND


def _meet(ids: dict[str, UUID], minutes: int, work: Work) -> None:
    """A visit, unless support has ended."""
    if work.load(Case(ids["case"]))[0].closing is None:
        met = VisitFacts(held_on=work.today, kind=VisitKind.FACE, minutes=minutes, present=2)
        visits.log(work, ids["case"], met)


def _close(ids: dict[str, UUID], reason: EndReason, outcome: Outcome, work: Work) -> None:
    is_assessed = outcome is not Outcome.NOT_ASSESSED
    cases.close(
        work,
        ids["case"],
        end_reason=reason,
        outcome=outcome,
        assessed_by=Assessor.JOINTLY if is_assessed else None,
        method=OutcomeMethod.INTERVIEW if is_assessed else None,
        early_reason="Perhe ja tiimi sopivat päättämisestä.",
    )


def _of(number: int, part: int, whole: int, chosen: str, other: str) -> str:
    """Spread evenly: of `whole` numbers in a row `part` are chosen."""
    return chosen if (number + 1) * part // whole > number * part // whole else other


def _spread(part: int, whole: int) -> Iterator[int]:
    return (n for n in range(whole) if _of(n, part, whole, "x", "") == "x")


def _next_month(day: date) -> date:
    return months_after(day.replace(day=1), 1)
