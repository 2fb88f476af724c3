"""What a programme says, in words: ages, how often, whom it is for, its phases and their exits."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.common.codes import ClientStatus, SupportKind, VettingRegime
from services.common.labels import label, listed
from services.common.programme import (
    ENDED,
    CrisisMeetings,
    Frequency,
    Guard,
    Includes,
    Indicator,
    Named,
    Per,
    Programme,
    Step,
    Strength,
)
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import ChecklistItem

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class PhasePart:
    """A phase with its tasks and, for each way out, what it asks for."""

    name: str
    goal: str
    tasks: list[str]
    exits: list[str]


def ages(youngest: int | None, oldest: int | None) -> str:
    """Such as "6–17 years"; empty without limits."""
    if youngest is None and oldest is None:
        return ""
    if oldest is None:
        return gettext("from %(age)s years", age=youngest)
    if youngest is None:
        return gettext("up to %(age)s years", age=oldest)
    return gettext("%(youngest)s–%(oldest)s years", youngest=youngest, oldest=oldest)


def frequency(agreed: Frequency | None) -> str:
    """Such as "2 times a month"; empty when each case agrees its own."""
    if agreed is None:
        return ""
    times = f"{agreed.min}–{agreed.max}" if agreed.min != agreed.max else str(agreed.min)
    if agreed.per is Per.WEEK:
        return gettext("%(times)s times a week", times=times)
    return gettext("%(times)s times a month", times=times)


def guard(guard: Guard) -> str:
    """What a way out of a phase asks for."""
    return {
        Guard.TASKS_DONE: gettext("tasks done, or left out with a reason"),
        Guard.PLAN_MEETING_GOALS_BEING_MET: gettext("a plan meeting found the goals being met"),
        Guard.POSSIBLE_FOUND: gettext("found possible"),
        Guard.BEST_INTEREST_STATED: gettext("the child's best interest stated"),
        Guard.MINIMUM_DURATION: gettext("the shortest time has passed"),
    }[guard]


def step(step: Step) -> str:
    """What a person passes before approval."""
    return {
        Step.INTERVIEW: gettext("interview"),
        Step.REFERENCES: gettext("references"),
        Step.TRAINING: gettext("training"),
        Step.CONSENT: gettext("consent to the extract"),
        Step.EXTRACT_CHECK: gettext("extract checked"),
    }[step]


def rules(programme: Programme) -> list[ChecklistItem]:
    """Whom it is not for, and what has to be so first."""
    marks = [
        ChecklistItem(
            "no" if rule.strength is Strength.HARD else "warn",
            rule.explanation.said_in(language()),
            gettext("A coordinator may make an exception and says why.")
            if rule.overridable
            else "",
        )
        for rule in programme.exclusions
    ]
    required = programme.audience.client_statuses
    if required:
        names = listed(map(ClientStatus, required), language())
        marks.append(
            ChecklistItem("open", gettext("Client relationship: %(required)s.", required=names))
        )
    marks += [
        ChecklistItem("open", precondition.explanation.said_in(language()))
        for precondition in programme.preconditions
    ]
    return marks


def support(programme: Programme) -> Facts:
    if not programme.policy:
        return []
    requirements = programme.supporter.requirements
    facts = (
        (gettext("Support person"), label(SupportKind(programme.supporter.kind), language())),
        (
            gettext("Asked of them"),
            ", ".join(r.explanation.said_in(language()) for r in requirements),
        ),
        (
            gettext("Criminal record extract"),
            label(VettingRegime(programme.vetting.regime), language()),
        ),
        (gettext("Before approval"), ", ".join(map(step, programme.policy))),
    )
    return [(name, text) for name, text in facts if text]


def phases(programme: Programme) -> list[PhasePart]:
    names = {phase.code: phase.name.said_in(language()) for phase in programme.phases}
    names[ENDED] = gettext("the end")
    return [
        PhasePart(
            name=names[phase.code],
            goal=phase.goal.said_in(language()) if phase.goal else "",
            tasks=[f"{task.code} {task.name.said_in(language())}" for task in phase.tasks],
            exits=[
                " · ".join([f"→ {names[exit_.to]}", *map(guard, exit_.guards)])
                for exit_ in phase.exits
            ],
        )
        for phase in programme.phases
    ]


def includes(parts: Includes) -> str:
    """What belongs to the service beside the meetings, one after the other."""
    every = parts.summary_months
    crisis = {
        CrisisMeetings.ALWAYS: gettext("extra meetings in a crisis"),
        CrisisMeetings.IF_AGREED: gettext("extra meetings in a crisis, if agreed"),
    }
    parts_of_it = (
        every and ngettext("a summary every month", "a summary every %(num)s months", every),
        parts.phone_24h and gettext("a telephone round the clock"),
        crisis.get(parts.crisis_meetings),
        parts.costs and gettext("costs of hobbies and travel with the child"),
        parts.one_plan and gettext("one plan shared by all professions"),
        parts.appointments and gettext("going to appointments together"),
    )
    return ", ".join(text for text in parts_of_it if text)


def funders(programme: Programme) -> str:
    names = {
        "MUNICIPALITY": gettext("the municipality"),
        "STEA": "STEA",
        "EU_NEXTGENERATIONEU": gettext("the European Union (NextGenerationEU)"),
    }
    return ", ".join(names.get(code, code) for code in programme.funders)


def figures(programme: Programme) -> str:
    """The figures by which the programme is described, by their names."""
    names = {
        "M01": gettext("participants"),
        "M02": gettext("families supported"),
        "M03": gettext("encounters"),
        "M05": gettext("active volunteers"),
        "M06": gettext("new trained volunteers"),
        "M09": gettext("waiting time"),
        "M10": gettext("minimum duration kept"),
        "M11": gettext("how often people met"),
        "M12": gettext("outcomes"),
        "M13": gettext("children in the service"),
        "M14": gettext("placements out of home"),
        "M15": gettext("share met by a nurse"),
        "M16": gettext("share met by adult social work"),
        "M17": gettext("circumstances of the families"),
        "M18": gettext("appointments kept"),
        "M19": gettext("bookings, events and consultations"),
        "M20": gettext("who referred"),
        "M21": gettext("municipalities reached"),
        "M23": gettext("volunteers' experience"),
    }
    return ", ".join(names[code] for code in programme.reports if code in names)


def names_of(things: Iterable[Named | Indicator]) -> str:
    return ", ".join(thing.name.said_in(language()) for thing in things)
