"""The four phases of a professional's case in the demo year, as far as the year lets them come."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from services.casework.cases import commands as cases
from services.casework.independence import commands as independence
from services.casework.independence.events import AreaPlan
from services.casework.planning import commands as plan
from services.casework.toolfolder.commands import record_tool
from services.common.codes import (
    Assessor,
    Attendee,
    EndReason,
    LifeArea,
    Outcome,
    OutcomeMethod,
    ToolState,
)
from services.demo.book import FIRST_MAP, LATER_MAP, draw_network
from services.demo.facts import ask_family
from services.demo.plans import UNTIL_NEXT, draw_up, sign
from services.demo.year import Action, Year
from shared.work import Actor, Work

if TYPE_CHECKING:
    from services.demo.referrals import Family

SERVICE = "casework"
GOALS = ("Käy koulua viitenä päivänä viikossa", "Yksi harrastus, jossa käydään yhdessä")
START = ("T1", "T2", "T3", "T4", "T5", "T6", "T7")
TRUST = ("T8", "T10", "T11")
KEPT = {"NETWORK_MAP": "Verkostokartta-sivulla", "STRENGTHS": "Lapsella itsellään"}
ALONE = (
    AreaPlan(
        area=LifeArea.SCHOOL_WORK,
        can="Herää itse ja ehtii kouluun useimpina aamuina.",
        needs="Joku kysyy kokeista.",
        supporter="Tukihenkilö",
        replaced_by="Luokanvalvoja",
    ),
    AreaPlan(
        area=LifeArea.FREE_TIME,
        can="Käy salibandyssa kahdesti viikossa.",
        supporter="Tukihenkilö",
        replaced_by="Salibandyvalmentaja",
    ),
    AreaPlan(area=LifeArea.PEOPLE, can="Soittaa mummille tai enolle, kun on paha olla."),
)
FUTURE = ("T12", "T13", "T14", "T15")
FRIENDS, DAILY, LIFE = "3x10d.6", "3x10d.4", "3x10d.10"


def plan_phases(year: Year, family: Family, worker: Actor) -> None:
    """Begin with getting to know each other."""
    if family.case is None:
        return
    story = _Story(year, family.case, worker)
    year.after(year.rng.randint(5, 15), SERVICE, worker, story.begin)


class _Story:
    """One case's way; each step plans the next."""

    def __init__(self, year: Year, case: UUID, worker: Actor) -> None:
        self.year, self.case, self.worker = year, case, worker
        self.goals: list[UUID] = []

    def begin(self, work: Work) -> None:
        self.goals = [plan.set_goal(work, self.case, text=text)[0] for text in GOALS]
        self._tasks(work, START[:4])
        self._measure(work, {FRIENDS: 3, DAILY: 4, LIFE: 5})
        ask_family(work, self.case)
        draw_network(work, self.case, FIRST_MAP)
        paper = draw_up(work, self.case, rhythm="Kerran viikossa")
        self.year.after(7, SERVICE, self.worker, lambda w: sign(w, paper))
        self._later(20, 40, self.to_trust)

    def to_trust(self, work: Work) -> None:
        self._tasks(work, START[4:])
        self._score(work, -1)
        cases.advance(work, self.case, to="TRUST")
        self._later(40, 60, self.in_trust)

    def in_trust(self, work: Work) -> None:
        self._tasks(work, TRUST[:2])
        self._measure(work, {FRIENDS: 4, LIFE: 4})
        cases.waive_task(work, self.case, "T9", reason="Koulu ja perhe toivoivat nykyistä rytmiä.")
        self._score(work, 0)
        if self.year.rng.random() < 0.75:
            self._later(25, 50, self.to_future)

    def to_future(self, work: Work) -> None:
        for code, kept_at in KEPT.items():
            record_tool(work, self.case, code=code, state=ToolState.USED, kept_at=kept_at)
        skipped, reason = ToolState.LEFT_OUT, "Lapsi kertoi mieluummin puhumalla."
        record_tool(work, self.case, code="LIFE_LINE", state=skipped, reason=reason)
        self._tasks(work, TRUST[2:])
        plan.hold_meeting(
            work,
            self.case,
            goals_being_met=True,
            present=5,
            roles=(Attendee.CHILD, Attendee.PARENT, Attendee.SOCIAL_WORKER, Attendee.SCHOOL),
            next_on=work.today + UNTIL_NEXT,
        )
        cases.advance(work, self.case, to="FUTURE")
        self._later(20, 45, self.in_future)

    def in_future(self, work: Work) -> None:
        self._tasks(work, FUTURE)
        draw_network(work, self.case, LATER_MAP)
        independence.plan(work, self.case, areas=ALONE)
        self._measure(work, {FRIENDS: 6, DAILY: 4, LIFE: 7})
        self._score(work, 1)
        if self.year.rng.random() < 0.5:
            self._later(15, 30, self.to_redundancy)
        else:
            self._later(30, 60, self.end_planned)

    def to_redundancy(self, work: Work) -> None:
        cases.advance(
            work,
            self.case,
            to="REDUNDANCY",
            possible_found_on=work.today,
            best_interest="Lapsi pärjää lähiverkostonsa tuella.",
        )
        self._tasks(work, ("T16",))
        self._later(20, 40, self.end_redundant)

    def end_redundant(self, work: Work) -> None:
        self._close(work, EndReason.REDUNDANT)

    def end_planned(self, work: Work) -> None:
        self._close(work, EndReason.REPLACED_BY_SERVICE)

    def _close(self, work: Work, reason: EndReason) -> None:
        cases.close(
            work,
            self.case,
            end_reason=reason,
            outcome=self.year.rng.choice((Outcome.IMPROVED, Outcome.IMPROVED, Outcome.UNCHANGED)),
            assessed_by=Assessor.JOINTLY,
            method=OutcomeMethod.GAS,
            early_reason="Tavoitteet saavutettiin ennen määräaikaa.",
        )

    def _tasks(self, work: Work, codes: tuple[str, ...]) -> None:
        for code in codes:
            cases.do_task(work, self.case, code)

    def _score(self, work: Work, value: int) -> None:
        for goal in self.goals:
            plan.score(work, self.case, goal, value=value, assessed_by=Assessor.JOINTLY)

    def _measure(self, work: Work, values: dict[str, int]) -> None:
        for indicator, value in values.items():
            plan.measure(work, self.case, indicator=indicator, value=Decimal(value))

    def _later(self, soonest: int, latest: int, step: Action) -> None:
        days = self.year.rng.randint(soonest, latest)
        self.year.after(days, SERVICE, self.worker, step)
