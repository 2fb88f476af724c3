"""Plans that several professions share in the demo year, and what was agreed on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from services.casework.agreements import commands as agreements
from services.casework.agreements.domain import Agreement
from services.casework.cases import commands as cases
from services.casework.cases.domain import Case
from services.casework.planning import commands as plan
from services.common.codes import Assessor, Attendee, Signer, TeamRole
from services.demo.facts import ask_family
from services.demo.year import Year, somebody
from services.platform.demo.people import fixed_id
from shared.work import Actor, Work

if TYPE_CHECKING:
    from services.demo.referrals import Family

SERVICE = "casework"
INSTRUCTOR, NURSE, COUNSELLOR = (
    "CHILD_PROTECTION_INSTRUCTOR",
    "YOUTH_NURSE",
    "ADULT_SOCIAL_WORK_COUNSELLOR",
)
TEAM = {
    "worker-helsinki": INSTRUCTOR,
    "nurse-helsinki": NURSE,
    "counsellor-helsinki": COUNSELLOR,
}
GOALS = (
    ("Käyn koulussa joka arkipäivä", INSTRUCTOR, "Ohjaaja saattaa ensimmäiset viikot."),
    ("Nukun öisin ja jaksan päivisin", NURSE, "Sairaanhoitaja tapaa nuorta joka toinen viikko."),
    ("Vuokra ja laskut maksetaan ajallaan", COUNSELLOR, "Äiti ja ohjaaja käyvät laskut läpi."),
    ("Syömme yhdessä kaksi kertaa viikossa", "", "Koko perhe."),
)
RULES = "Puhelimet ovat ruokapöydässä pois. Kotiintulosta sovitaan aina etukäteen."
CONTACT = "Viestitellään arkisin kello 9–17. Jos tapaaminen ei onnistu, siitä kerrotaan ajoissa."
PRESENT = (Attendee.CHILD, Attendee.PARENT, Attendee.SOCIAL_WORKER, Attendee.TEAM)
UNTIL_NEXT = timedelta(days=60)


def share_plan(year: Year, family: Family, *, asks: bool = True) -> None:
    """The three professions come together, agree on goals, and have them signed."""
    if family.case is None:
        return
    story = _Plan(year, family.case, somebody("worker-helsinki", "hki"), asks=asks)
    coordinator = somebody("coordinator-hki", "hki")
    year.after(3, SERVICE, coordinator, story.gather)


class _Plan:
    """One case's plan; each step plans the next."""

    def __init__(self, year: Year, case: UUID, worker: Actor, *, asks: bool) -> None:
        self.year, self.case, self.worker, self.asks = year, case, worker, asks

    def gather(self, work: Work) -> None:
        for person, profession in TEAM.items():
            role = TeamRole.RESPONSIBLE if profession == INSTRUCTOR else TeamRole.WORKER
            cases.assign(work, self.case, fixed_id(person), role=role, profession=profession)
        self.year.after(9, SERVICE, self.worker, self.set_goals)

    def set_goals(self, work: Work) -> None:
        for text, profession, doing in GOALS:
            plan.set_goal(work, self.case, text=text, profession=profession, doing=doing)
        cases.do_task(work, self.case, "H1")
        if self.asks:
            ask_family(work, self.case)
        self.year.after(5, SERVICE, self.worker, self.agree)

    def agree(self, work: Work) -> None:
        self._meet(work, is_met=False)
        paper = draw_up(work, self.case, rhythm="1–3 kertaa viikossa")
        self.year.after(4, SERVICE, self.worker, lambda w: sign(w, paper))
        self.year.after(UNTIL_NEXT.days, SERVICE, self.worker, self.look_again)

    def look_again(self, work: Work) -> None:
        """Unless the case has ended meanwhile."""
        case, _ = work.load(Case(self.case))
        if case.closing is not None:
            return
        scores = {goal.id: self.year.rng.choice((-1, 0, 0, 1)) for goal in case.plan.goals}
        plan.score_goals(work, self.case, scores=scores, assessed_by=Assessor.JOINTLY)
        self._meet(work, is_met=True)
        self.year.after(UNTIL_NEXT.days, SERVICE, self.worker, self.look_again)

    def _meet(self, work: Work, *, is_met: bool) -> None:
        plan.hold_meeting(
            work,
            self.case,
            goals_being_met=is_met,
            present=len(PRESENT),
            roles=PRESENT,
            decisions="Jatketaan sovitusti." if is_met else "Sovittiin tavoitteista.",
            next_on=work.today + UNTIL_NEXT,
        )


def draw_up(work: Work, case: UUID, *, rhythm: str) -> UUID:
    """What was agreed, to be signed."""
    review_on = work.today + UNTIL_NEXT
    paper, _ = agreements.draw_up(
        work, case, rhythm=rhythm, ground_rules=RULES, contact=CONTACT, review_on=review_on
    )
    return paper


def sign(work: Work, paper: UUID) -> None:
    """All but the second guardian, whose signature is still waited for."""
    agreement, _ = work.load(Agreement(paper))
    places = [place for place in agreement.unsigned if place != Signer.OTHER_GUARDIAN]
    agreements.sign(work, paper, places=places)
