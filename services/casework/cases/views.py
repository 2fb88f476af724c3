"""What the pages of a case show, in the reader's language; templates only draw it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from markupsafe import Markup

from services.ages import age_on
from services.casework.cases import course_view as course, queries, words
from services.casework.cases.closing import follow_up_due
from services.casework.cases.queries import CaseView
from services.casework.people import names
from services.casework.plan.domain import Goal
from services.casework.visits import queries as visits
from services.codes import Assessor, EndReason, MatchStatus, Outcome, OutcomeMethod, TeamRole
from services.labels import label
from services.referral.directory.events import Per
from services.wording import language_name, place, preconditions
from shared.charts import Period, periods, sparkline
from shared.i18n import format_date, gettext, language, ngettext
from shared.identity.principals import Principal
from shared.parts import Mark, Moment, Step, Trend
from shared.work import Work

LATEST = 6  # happenings on the page of a case


@dataclass(frozen=True)
class CasePage:
    view: CaseView
    title: str
    reference: str
    programme: str
    aside: str
    steps: list[Step]
    onward: course.Onward | None
    back: list[tuple[str, str]]  # words, address: ways back to an earlier phase
    tasks: list[Mark]
    settled: str  # "3 / 4"
    goals: list[Trend]
    gas: str
    weeks: Markup
    weeks_lead: str
    moments: list[Moment]
    team: list[tuple[str, str]]
    family: list[tuple[str, str]]
    ending: list[tuple[str, str]]  # empty while the case is open


def page(work: Work, who: Principal, case_id: UUID) -> CasePage:
    """One case, for those who may open it."""
    view = queries.case(work, who, case_id)
    weeks, weeks_lead = _weeks(work, view)
    tasks = course.tasks(view, queries.waived_because(work, case_id))
    settled = sum(mark.state != "open" for mark in tasks)
    return CasePage(
        view=view,
        title=title(view),
        reference=reference(view.case.id, view.case.opened.opened_on),
        programme=view.programme.name_in(language()),
        aside=_aside(view),
        steps=course.steps(view),
        onward=course.onward(view),
        back=course.back(view),
        tasks=tasks,
        settled=f"{settled} / {len(tasks)}",
        goals=[_trend(view, goal) for goal in view.case.plan.goals],
        gas=_gas(view),
        weeks=weeks,
        weeks_lead=weeks_lead,
        moments=moments(work, view, most=LATEST),
        team=_team(work, view),
        family=_family(view),
        ending=_ending(view),
    )


def reference(case_id: UUID, opened_on: date) -> str:
    """What people call the case among themselves; it says nothing of the person."""
    return f"A-{opened_on.year}-{str(case_id)[:4].upper()}"


def title(view: CaseView) -> str:
    person = view.case.person
    name = f"{person.given_name} {person.family_name}".strip()
    born = person.date_of_birth
    if not name:
        return gettext("Case %(reference)s", reference=reference(view.case.id, view.today))
    if born is None:
        return name
    return gettext("%(name)s, %(age)s y", name=name, age=age_on(born, view.today))


def moments(work: Work, view: CaseView, *, most: int | None = None) -> list[Moment]:
    """The timeline, newest first."""
    name = names(work)
    return [
        Moment(
            at=format_date(told.on, "d.M.yyyy"),
            text=words.sentence(told, view.programme, name),
            by=name(told.by),
        )
        for told in queries.happenings(work, view.case.id, most=most)
    ]


def _aside(view: CaseView) -> str:
    opened = view.case.opened
    said = [
        gettext("opened %(day)s", day=words.day(opened.opened_on)),
        gettext("programme version %(version)s", version=opened.programme_version),
    ]
    until = view.minimum_until
    if until:
        over = until <= (view.case.closing.on if view.case.closing else view.today)
        told = {"months": view.programme.minimum_months, "day": words.day(until)}
        if over:
            said.append(gettext("minimum %(months)s months was full %(day)s", **told))
        else:
            said.append(gettext("minimum %(months)s months is full %(day)s", **told))
    return " · ".join(said)


def _trend(view: CaseView, goal: Goal) -> Trend:
    times = ngettext("scored %(num)s time", "scored %(num)s times", len(goal.scores))
    drawn = sparkline([score.value for score in goal.scores], title=f"{goal.text}: {times}")
    value = "–" if goal.score is None else words.signed(goal.score)
    note = gettext("expected 0, %(times)s", times=times)
    return Trend(goal.text, drawn if goal.scores else Markup(""), value, note)


def _gas(view: CaseView) -> str:
    score = view.case.plan.t_score
    if score is None:
        return ""
    return gettext("GAS T %(score)s; 50 is as expected", score=f"{score:.1f}".replace(".", ","))


def _weeks(work: Work, view: CaseView) -> tuple[Markup, str]:
    until = view.case.closing.on if view.case.closing else view.today
    found = visits.weekly(work, view.case.id, until=until)
    agreed = view.programme.frequency
    drawn = periods(
        [Period(str(week.number), _held(week, view)) for week in found],
        title=gettext("Held visits of each week"),
        over=gettext("Week"),
        amount=gettext("Visits"),
        agreed=agreed.min if agreed and agreed.per is Per.WEEK else None,
    )
    span = gettext("weeks %(first)s–%(last)s", first=found[0].number, last=found[-1].number)
    return drawn, f"{words.frequency(agreed)} · {span}"


def _held(week: visits.Week, view: CaseView) -> int | None:
    """None where none was due: before the case began, or when the rhythm is not weekly."""
    agreed = view.programme.frequency
    due = (
        agreed is not None and agreed.per is Per.WEEK and week.sunday >= view.case.opened.opened_on
    )
    return week.held if week.held or due else None


def _team(work: Work, view: CaseView) -> list[tuple[str, str]]:
    name = names(work)
    facts = [
        (label(TeamRole(role), language()), name(str(person)) or "–")
        for person, role in view.case.team.items()
    ]
    row = view.match
    if row is not None:
        person = name(str(row.person_id)) if row.person_id else ""
        status = label(MatchStatus(row.status), language())
        said = ", ".join(part for part in (person, status.lower() if person else status) if part)
        facts.append((gettext("Support person"), said))
    facts.append((gettext("Sender"), view.case.person.sender_name or "–"))
    if view.case.closing and not view.case.followed_up:
        due = follow_up_due(view.programme, view.case.closing.on)
        facts.append((gettext("Follow-up due"), words.day(due)))
    return facts


def _family(view: CaseView) -> list[tuple[str, str]]:
    """Contact and languages; under non-disclosure no place and no number."""
    person, hidden = view.case.person, gettext("hidden: non-disclosure")
    guardians = [
        f"{g.given_name} {g.family_name} {'' if view.is_hidden else g.phone}".strip()
        for g in person.guardians
    ]
    spoken = [language_name(person.mother_tongue), language_name(person.service_language)]
    spoken += [gettext("interpreter needed")] if person.interpreter_needed else []
    facts = [
        (gettext("Guardians"), "; ".join(guardians)),
        (gettext("Phone"), hidden if view.is_hidden else person.phone),
        (gettext("Address"), hidden if view.is_hidden else person.address),
        (gettext("Municipality"), place(view.case.opened.municipality)),
        (gettext("Language"), ", ".join(dict.fromkeys(part for part in spoken if part))),
        (gettext("Told of preconditions"), preconditions(view.programme, person.preconditions)),
        (gettext("Notes from the referral"), person.notes),
    ]
    return [(term, said) for term, said in facts if said]


def _ending(view: CaseView) -> list[tuple[str, str]]:
    closing = view.case.closing
    if closing is None:
        return []
    facts = [
        (gettext("Closed"), words.day(closing.on)),
        (gettext("Why it ended"), label(EndReason(closing.end_reason), language())),
        (gettext("Outcome"), label(Outcome(closing.outcome), language())),
    ]
    if closing.method and closing.assessed_by:
        by = label(Assessor(closing.assessed_by), language())
        how = label(OutcomeMethod(closing.method), language())
        facts.append((gettext("Assessed"), f"{by}, {how}"))
    if found := view.case.followed_up:
        said = f"{words.day(found.assessed_on)}, {label(Outcome(found.outcome), language())}"
        facts.append((gettext("Follow-up"), said))
    return facts
