"""Phrases for what a programme says in codes: ages, how often, guards, steps of the policy."""

from services.common.programme import Frequency, Guard, Per, Step
from shared.web.i18n import gettext


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


def guard(asked: Guard) -> str:
    """What a way out of a phase asks for."""
    return {
        Guard.TASKS_DONE: gettext("tasks done, or left out with a reason"),
        Guard.PLAN_MEETING_GOALS_BEING_MET: gettext("a plan meeting found the goals being met"),
        Guard.POSSIBLE_FOUND: gettext("found possible"),
        Guard.BEST_INTEREST_STATED: gettext("the child's best interest stated"),
        Guard.MINIMUM_DURATION: gettext("the shortest time has passed"),
    }[asked]


def step(asked: Step) -> str:
    """What a person passes before approval."""
    return {
        Step.INTERVIEW: gettext("interview"),
        Step.REFERENCES: gettext("references"),
        Step.TRAINING: gettext("training"),
        Step.CONSENT: gettext("consent to the extract"),
        Step.EXTRACT_CHECK: gettext("extract checked"),
    }[asked]
