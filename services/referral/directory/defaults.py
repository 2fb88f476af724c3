"""What a programme file may leave unsaid: days and months, the ways out of phases, the policy."""

from dataclasses import replace
from typing import TYPE_CHECKING

from services.codes import VettingRegime
from services.referral.directory.phases import ENDED, Exit, Guard, Phase
from services.referral.directory.support import Step, Support

if TYPE_CHECKING:
    from services.referral.directory.programme import Programme

PROMISE_DAYS = 7  # working days
LONG_WAIT_DAYS = QUIET_DAYS = 30
FOLLOW_UP_MONTHS = 6
POLICIES = {
    VettingRegime.NOT_PERMITTED: (Step.INTERVIEW, Step.TRAINING),
    VettingRegime.ORGANISER_MAY_148_2014: (
        Step.INTERVIEW,
        Step.REFERENCES,
        Step.TRAINING,
        Step.CONSENT,
        Step.EXTRACT_CHECK,
    ),
    VettingRegime.EMPLOYER_MUST_504_2002: (Step.INTERVIEW, Step.EXTRACT_CHECK),
    VettingRegime.EMPLOYER_MAY_504_2002: (Step.INTERVIEW,),
}


def with_policy(programme: "Programme") -> "Programme":
    """The programme with the steps usual under its regime; none where nobody is matched."""
    if programme.support is Support.NONE:
        return programme
    return replace(programme, policy=POLICIES[programme.vetting.regime])


def with_exits(programme: "Programme") -> "Programme":
    """Phases that name no exit lead to the next one, over optional ones too, or to the end."""
    phases = programme.phases
    filled = (
        phase if phase.exits else replace(phase, exits=_onward(phase, phases[place + 1 :]))
        for place, phase in enumerate(phases)
    )
    return replace(programme, phases=tuple(filled))


def _onward(phase: Phase, rest: tuple[Phase, ...]) -> tuple[Exit, ...]:
    guards = (Guard.TASKS_DONE,) if phase.tasks else ()
    ways: list[Exit] = []
    for following in rest:
        ways.append(Exit(to=following.code, guards=guards))
        if not following.optional:
            return tuple(ways)
    return (*ways, Exit(to=ENDED, guards=guards))
