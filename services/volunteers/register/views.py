"""What the page of one support person shows, in the reader's language; the template draws it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.common import catalogue
from services.common.codes import (
    ApplicationEnd,
    Availability,
    ExtractSource,
    Interest,
    VolunteerStatus,
)
from services.common.labels import choices, label, listed, within
from services.common.phrases import language_name, place
from services.common.programme import Programme, Step as PolicyStep
from services.volunteers.matches import queries as matches
from services.volunteers.matches.texts import match_line
from services.volunteers.own_applications.queries import of_volunteer
from services.volunteers.own_applications.texts import applied, similar_to
from services.volunteers.people import queries
from services.volunteers.people.events import VolunteerTrained
from services.volunteers.people.queries import GONE, VolunteerView
from services.volunteers.ranking.texts import step_name
from services.volunteers.register.texts import expenses, mended, mends, suspended
from services.volunteers.vetting import rules
from shared.identity.principals import Principal
from shared.kernel.aggregate import Refused
from shared.web.formats import format_date, format_number
from shared.web.i18n import gettext, language
from shared.web.parts import Moment, Option, Step
from shared.web.problems import say
from shared.work import Work

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class Approval:
    """One programme that the person applied for."""

    code: str
    name: str
    done: str  # the day of approval is told by the steps; empty while it waits
    suspended: bool
    missing: list[str]
    may_approve: bool  # everything that the coordinator can see is there


@dataclass(frozen=True)
class PersonPage:
    view: VolunteerView
    title: str
    tag: tuple[str, str]
    steps: list[Step]
    contact: Facts
    offer: Facts
    check: Facts  # for the vetting contact and the person alone
    trainings: Facts
    approvals: list[Approval]
    matches: list[Moment]
    warning: str  # of an approval that is suspended; empty where none is
    next_step: str  # code of the step that is asked for now; empty when none is
    sources: list[Option]
    endings: list[Option]
    yes_or_no: list[Option]
    people: list[Option]  # who could sign in as this person
    mends: list[tuple[str, str]]  # what can be put right, and where
    mended: list[Moment]  # what was, and why
    expenses: Facts
    applied: Facts  # by themselves: what they wrote; empty for everybody else
    similar_to: str  # address of whom they seem to be
    today: str

    @property
    def is_open(self) -> bool:
        return self.view.volunteer.status not in GONE


def person(work: Work, who: Principal, volunteer_id: UUID) -> PersonPage:
    """One support person as the reader may see them."""
    view = queries.volunteer(work, who, volunteer_id)
    volunteer = view.volunteer
    described = volunteer.steps.described
    own = of_volunteer(work, volunteer_id) if view.is_coordinator else None
    return PersonPage(
        view=view,
        title=f"{described.given_name} {described.family_name}".strip() if described else "–",
        tag=_tag(view),
        steps=_steps(view),
        contact=_contact(work, view),
        offer=_offer(view),
        check=_check(view),
        trainings=_trainings(view),
        approvals=_approvals(view) if view.sees_all else [],
        matches=_matches(work, view),
        warning=suspended(work, view),
        next_step=_next_step(view),
        sources=sources(view),
        endings=_endings(view),
        yes_or_no=[Option("true", gettext("Yes")), Option("false", gettext("No"))],
        people=queries.who_could_sign_in(work, who) if view.is_coordinator else [],
        mends=mends(view),
        mended=mended(work, view),
        expenses=expenses(work, volunteer.id) if view.is_coordinator else [],
        applied=applied(own),
        similar_to=similar_to(own),
        today=work.today.isoformat(),
    )


def _tag(view: VolunteerView) -> tuple[str, str]:
    status = view.volunteer.status or VolunteerStatus.ENDED
    if view.volunteer.suspended and status not in GONE:
        return "late", gettext("Approval suspended")
    kinds = {VolunteerStatus.VETTED: "done", VolunteerStatus.APPLICANT: "wait"}
    return kinds.get(status, "idle"), label(status, language())


def _steps(view: VolunteerView) -> list[Step]:
    """The way to approval, as the policies of the programmes ask; no word of a check's day."""
    volunteer, steps = view.volunteer, view.volunteer.steps
    required = {step for programme in view.programmes for step in programme.policy}
    if not view.sees_all:
        required &= {PolicyStep.CONSENT, PolicyStep.EXTRACT_CHECK}
    missing = {step for programme in view.programmes for step in view.missing(programme)}
    days = {
        PolicyStep.INTERVIEW: steps.interview.held_on if steps.interview else None,
        PolicyStep.REFERENCES: steps.references.received_on if steps.references else None,
        PolicyStep.TRAINING: steps.trainings[-1].completed_on if steps.trainings else None,
        PolicyStep.CONSENT: steps.consent.given_on if steps.consent else None,
    }
    drawn = [Step(gettext("Applied"), "done", _day(volunteer.joined))]
    for step in (step for step in PolicyStep if step in required):
        if step is PolicyStep.EXTRACT_CHECK and not view.sees_check:
            state = "done" if volunteer.vetted else "todo"
            drawn.append(Step(step_name(step), state, "", gettext("the vetting contact's")))  # type: ignore[arg-type]
        else:
            drawn.append(
                Step(step_name(step), "todo" if step in missing else "done", _day(days.get(step)))
            )
    drawn.append(Step(gettext("Approved"), "done" if volunteer.vetted else "todo"))
    return _with_current(drawn)


def _with_current(steps: list[Step]) -> list[Step]:
    """The first station ahead is where the person is now."""
    for at, step in enumerate(steps):
        if step.state == "todo":
            now = Step(step.label, "current", step.date, step.reason)
            return [*steps[:at], now, *steps[at + 1 :]]
    return steps


def _contact(work: Work, view: VolunteerView) -> Facts:
    volunteer, described = view.volunteer, view.volunteer.steps.described
    if described is None:
        return []
    names = catalogue.names_of_programmes(work.db, language())
    facts = [
        (gettext("Kind"), label(volunteer.kind, language()) if volunteer.kind else ""),
        (gettext("Programmes"), ", ".join(names.get(code, code) for code in volunteer.programmes)),
        (gettext("Date of birth"), _day(described.date_of_birth)),
    ]
    if view.sees_all:
        facts += [
            (gettext("Phone"), described.phone),
            (gettext("E-mail"), described.email),
            (gettext("Address"), described.address),
        ]
    return [(name, text) for name, text in facts if text]


def _offer(view: VolunteerView) -> Facts:
    offer = view.volunteer.steps.offer
    if offer is None or not view.sees_all:
        return []
    interests = listed(map(Interest, offer.interests or ()), language())
    times = listed(map(Availability, offer.availability or ()), language())
    return [
        (gettext("Municipality"), place(offer.municipality) if offer.municipality else "–"),
        (gettext("Languages"), ", ".join(map(language_name, offer.languages or ())) or "–"),
        (gettext("Interests"), interests or "–"),
        (gettext("Times"), times or "–"),
        (gettext("Families at the same time"), str(offer.capacity)),
    ]


def _check(view: VolunteerView) -> Facts:
    check = view.check
    if check is None or not view.sees_check or not check.source:  # erased after their leaving
        return []
    return [
        (gettext("Issued"), _day(check.extract_issue_date)),
        (gettext("Checked"), _day(check.checked_on)),
        (gettext("How it came"), label(ExtractSource(check.source), language())),
        (gettext("Given back"), _day(check.returned_on)),
    ]


def _trainings(view: VolunteerView) -> Facts:
    if not view.sees_all:
        return []
    return [_training(done) for done in view.volunteer.steps.trainings]


def _training(done: VolunteerTrained) -> tuple[str, str]:
    hours, day = format_number(done.hours), _day(done.completed_on)
    return done.course or "–", gettext("%(day)s · %(hours)s h", day=day, hours=hours)


def _approvals(view: VolunteerView) -> list[Approval]:
    return [_approval(view, programme) for programme in view.programmes]


def _approval(view: VolunteerView, programme: Programme) -> Approval:
    missing = view.missing(programme)
    done = programme.code in view.volunteer.vetted
    return Approval(
        code=programme.code,
        name=programme.name_in(language()),
        done=gettext("approved") if done else "",
        suspended=programme.code in view.volunteer.suspended,
        missing=[] if done else [within(step_name(step)) for step in missing],
        may_approve=view.is_coordinator and not done and not missing,
    )


def _matches(work: Work, view: VolunteerView) -> list[Moment]:
    if not (view.is_coordinator or view.is_worker):
        return []
    return [match_line(row) for row in matches.of_volunteer(work, view.volunteer.id)]


def _next_step(view: VolunteerView) -> str:
    """What the page asks its reader for now."""
    if view.volunteer.status in GONE:
        return ""
    if view.is_vetting_contact and view.waits_for_check and view.check is None:
        return PolicyStep.EXTRACT_CHECK
    if not view.is_coordinator:
        return ""
    missing = {step for programme in view.programmes for step in view.missing(programme)}
    first = next((step for step in PolicyStep if step in missing), None)
    if first:
        return first
    waiting = [approval for approval in _approvals(view) if approval.may_approve]
    return "APPROVAL" if waiting else ""


def sources(view: VolunteerView) -> list[Option]:
    """The sources that the law of the person's programmes knows."""
    asks = any(rules.asks_consent(programme) for programme in view.programmes)
    fitting = {
        ExtractSource.ORDERED_BY_ORGANISER: asks,
        ExtractSource.SHOWN_BY_VOLUNTEER: asks,
        ExtractSource.SHOWN_BY_WORKER: not asks,
    }
    return [
        Option(code, text)
        for code, text in choices(ExtractSource, language())
        if fitting[ExtractSource(code)]
    ]


def _endings(view: VolunteerView) -> list[Option]:
    ends = [Option(code, text) for code, text in choices(ApplicationEnd, language())]
    if view.volunteer.was_approved:
        return [end for end in ends if end.value == ApplicationEnd.WITHDRAWN]
    return ends


def _day(day: date | None) -> str:
    return format_date(day, "d.M.yyyy") if day else ""


def why_not(refused: Refused) -> str:
    """A refusal with what is missing, in words."""
    steps = [step_name(PolicyStep(code)) for code in refused.missing]
    if steps == [step_name(PolicyStep.EXTRACT_CHECK)]:
        return gettext("The vetting contact has not finished.")
    return " ".join([say(refused), ", ".join(steps)]).strip()
