"""What the page of a case shows, in the reader's language; templates only draw it."""

from dataclasses import dataclass
from uuid import UUID

from markupsafe import Markup

from services.casework.casefile import queries, texts
from services.casework.cases import queries as cases
from services.casework.cases.queries import CaseView
from services.casework.cases.rules import follow_up_due
from services.casework.cases.texts import reference, title
from services.casework.cases.views import whom_reader_asks
from services.casework.course import views as course
from services.casework.handover.texts import kept_back, team_facts
from services.casework.messages import queries as messages, views as message_views
from services.casework.people import names
from services.casework.plan.rules import Goal
from services.casework.plan.texts import MeetingWords, meetings, profession_name, scale
from services.casework.texts import day, signed
from services.casework.visits import queries as visits
from services.common import catalogue
from services.common.codes import Assessor, EndReason, MatchStatus, Outcome, OutcomeMethod, TeamRole
from services.common.labels import label
from services.common.matches import GOING_ON
from services.common.phrases import (
    children,
    language_name,
    open_until,
    place,
    preconditions,
    withheld,
)
from services.common.programme import Per, Support
from shared.identity.principals import Principal
from shared.web.charts import Period, periods, sparkline
from shared.web.formats import format_date, format_number
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import ChecklistItem, Moment, Step, Trend
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
    tasks: list[ChecklistItem]
    settled: str  # "3 / 4"
    has_open_tasks: bool
    goals: list[Trend]
    gas: str
    scale: str
    meetings: MeetingWords
    weeks: Markup
    weeks_lead: str
    moments: list[Moment]
    team: list[tuple[str, str]]
    neighbours: list[tuple[str, str]]  # words, address: in the other services
    family: list[tuple[str, str]]
    open_until: str  # till when what is hidden stands open to the reader; else empty
    ask: str  # whom a reader asks from whom it is hidden; empty for who may open it
    ending: list[tuple[str, str]]  # empty while the case is open
    messages: list[message_views.MessageLine]  # newest first
    is_unread: bool  # has the reader a letter about the case?
    kept_back: str  # that earlier notes are not shown; empty where they are


def page(work: Work, who: Principal, case_id: UUID) -> CasePage:
    """One case, for those who may open it."""
    view = cases.case(work, who, case_id)
    weeks, weeks_lead = _weeks(work, view)
    reasons = queries.waived_because(work, case_id)
    tasks = course.tasks(view.programme, view.case.course, reasons, is_open=view.is_open)
    settled = sum(task.state != "open" for task in tasks)
    return CasePage(
        view=view,
        title=title(view),
        reference=reference(view.case.id, view.case.opened.opened_on),
        programme=view.programme.name_in(language()),
        aside=texts.aside(view),
        steps=_steps(view),
        onward=course.onward(view.programme, case_id, view.next_transition),
        back=course.back(case_id, view.transitions),
        tasks=tasks,
        settled=f"{settled} / {len(tasks)}",
        has_open_tasks=settled < len(tasks),
        goals=[_trend(view, goal) for goal in view.case.plan.goals],
        gas=_gas(view),
        scale=scale(view.programme),
        meetings=meetings(view.programme, len(view.case.plan.meetings)),
        weeks=weeks,
        weeks_lead=weeks_lead,
        moments=moments(work, who, view, most=LATEST),
        team=_team(work, view),
        neighbours=_neighbours(view),
        family=_family(view),
        open_until=open_until(view.contact_until) if view.is_hidden else "",
        ask=whom_reader_asks(work, view),
        ending=_ending(view),
        messages=message_views.lines(work, who, messages.messages_view(work, who, case_id)),
        is_unread=message_views.is_unread(work, who, case_id),
        kept_back=kept_back(who, view),
    )


def moments(work: Work, who: Principal, view: CaseView, *, most: int | None = None) -> list[Moment]:
    """The timeline, newest first."""
    name = names(work)
    return [
        Moment(
            at=format_date(happening.on, "d.M.yyyy"),
            text=texts.sentence(queries.as_read(who, view.case, happening), view.programme, name),
            by=name(happening.by),
        )
        for happening in queries.happenings(
            work, view.case.id, view.case.opened.referral_id, most=most
        )
        if queries.readable(who, view.case, happening)
    ]


def _steps(view: CaseView) -> list[Step]:
    ended_on = view.case.closing.on if view.case.closing else None
    return course.steps(view.programme, view.case.course, ended_on=ended_on, today=view.today)


def _trend(view: CaseView, goal: Goal) -> Trend:
    times = ngettext("scored %(num)s time", "scored %(num)s times", len(goal.scores))
    drawn = sparkline([score.value for score in goal.scores], title=f"{goal.text}: {times}")
    value = "–" if goal.score is None else signed(goal.score)
    expected = gettext("expected 0, %(times)s", times=times)
    profession = profession_name(view.programme, goal.profession)
    note = f"{profession} · {expected}" if profession else expected
    return Trend(goal.text, drawn if goal.scores else Markup(""), value, note)


def _gas(view: CaseView) -> str:
    score = view.case.plan.t_score
    if score is None or view.programme.is_guided:
        return ""
    return gettext("GAS T %(score)s; 50 is as expected", score=format_number(score, places=1))


def _weeks(work: Work, view: CaseView) -> tuple[Markup, str]:
    until = view.case.closing.on if view.case.closing else view.today
    weeks = visits.weekly(work, view.case.id, until=until)
    agreed = view.programme.frequency
    drawn = periods(
        [Period(str(week.number), _held(week, view)) for week in weeks],
        title=gettext("Held visits of each week"),
        over=gettext("Week"),
        amount=gettext("Visits"),
        agreed=agreed.min if agreed and agreed.per is Per.WEEK else None,
    )
    span = gettext("weeks %(first)s–%(last)s", first=weeks[0].number, last=weeks[-1].number)
    return drawn, f"{texts.frequency(agreed)} · {span}"


def _held(week: visits.Week, view: CaseView) -> int | None:
    """None where none was due: before the case began, or when the rhythm is not weekly."""
    agreed = view.programme.frequency
    due = (
        agreed is not None and agreed.per is Per.WEEK and week.sunday >= view.case.opened.opened_on
    )
    return week.held if week.held or due else None


def _neighbours(view: CaseView) -> list[tuple[str, str]]:
    """Where it goes on: to who supports the family or could, and to where it began."""
    if not view.is_coordinator:
        return []
    opened, row = view.case.opened, view.match
    links = []
    if row is not None and row.status in (MatchStatus.PROPOSED, *GOING_ON):
        links.append((gettext("Open the match"), f"/volunteers/matches/{row.match_id}"))
    elif view.is_open and view.programme.support is Support.MATCHED:
        links.append((gettext("Find a support person"), f"/volunteers/matching/{view.case.id}"))
    asks = f"/referral/privacy/requests/new?referral={opened.referral_id}"
    return [
        *links,
        (gettext("Open the referral"), f"/referral/referrals/{opened.referral_id}"),
        (gettext("The family asks about its data"), asks),
    ]


def _team(work: Work, view: CaseView) -> list[tuple[str, str]]:
    name = names(work)
    facts = [
        (label(TeamRole(role), language()), _worker(view, person, name(str(person)) or "–"))
        for person, role in view.case.team.items()
    ]
    if view.case.staffing.misses_responsible and view.is_open:
        facts.append((label(TeamRole.RESPONSIBLE, language()), gettext("Nobody is responsible")))
    row = view.match
    if row is not None:
        person = name(str(row.person_id)) if row.person_id else ""
        status = label(MatchStatus(row.status), language())
        text = ", ".join(part for part in (person, status.lower() if person else status) if part)
        facts.append((gettext("Support person"), text))
    facts += [*team_facts(work, view), (gettext("Sender"), _sender(work, view))]
    if view.case.closing and not view.case.followed_up:
        due = follow_up_due(view.programme, view.case.closing.on)
        facts.append((gettext("Follow-up due"), day(due)))
    return facts


def _worker(view: CaseView, person: UUID, name: str) -> str:
    """Their name, and as what they work where the programme's team has professions."""
    working_as = profession_name(view.programme, view.case.plan.professions.get(person))
    return f"{name}, {working_as}" if working_as else name


def _sender(work: Work, view: CaseView) -> str:
    sender = catalogue.organisation(work.db, view.case.opened.sender)
    return sender.name_in(language()) if sender else view.case.person.sender_name or "–"


def _family(view: CaseView) -> list[tuple[str, str]]:
    """Contact and languages; under non-disclosure no place and no number."""
    person, shown = view.case.person, view.shows_contact
    guardians = [
        f"{g.given_name} {g.family_name} {g.phone if shown else ''}".strip()
        for g in person.guardians
    ]

    def contact(text: str) -> str:
        return text if shown else withheld()

    spoken = [language_name(person.mother_tongue), language_name(person.service_language)]
    spoken += [gettext("interpreter needed")] if person.interpreter_needed else []
    facts = [
        (gettext("Siblings"), children(person.siblings, on=view.today)),
        (gettext("Guardians"), "; ".join(guardians)),
        (gettext("Phone"), contact(person.phone)),
        (gettext("E-mail"), contact(person.email)),
        (gettext("Address"), contact(person.address)),
        (gettext("Municipality"), place(view.case.opened.municipality)),
        (gettext("Language"), ", ".join(dict.fromkeys(part for part in spoken if part))),
        (gettext("Told of preconditions"), preconditions(view.programme, person.preconditions)),
        (gettext("Notes from the referral"), contact(person.notes)),
    ]
    return [(term, text) for term, text in facts if text]


def _ending(view: CaseView) -> list[tuple[str, str]]:
    closing = view.case.closing
    if closing is None:
        return []
    facts = [
        (gettext("Closed"), day(closing.on)),
        (gettext("Why it ended"), label(EndReason(closing.end_reason), language())),
        (gettext("Outcome"), label(Outcome(closing.outcome), language())),
    ]
    if closing.method and closing.assessed_by:
        by = label(Assessor(closing.assessed_by), language())
        how = label(OutcomeMethod(closing.method), language())
        facts.append((gettext("Assessed"), f"{by}, {how}"))
    if followed_up := view.case.followed_up:
        outcome = label(Outcome(followed_up.outcome), language())
        facts.append((gettext("Follow-up"), f"{day(followed_up.assessed_on)}, {outcome}"))
    return facts
