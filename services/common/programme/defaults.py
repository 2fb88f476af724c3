"""What a programme file may leave unsaid: the ways out of phases, the steps of the policy."""

from dataclasses import replace

from services.common.codes import VettingRegime
from services.common.programme.phases import ENDED, Exit, Guard, Phase
from services.common.programme.programme import Programme
from services.common.programme.support import Step, Support

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


def with_policy(programme: Programme) -> Programme:
    """The programme with the steps usual under its regime; none where nobody is matched."""
    if programme.support is Support.NONE:
        return programme
    return replace(programme, policy=POLICIES[programme.vetting.regime])


def with_exits(programme: Programme) -> Programme:
    """Phases that name no exit lead to the next one, over optional ones too, or to the end."""
    phases = programme.phases
    filled = (
        phase if phase.exits else replace(phase, exits=_onward(phase, phases[place + 1 :]))
        for place, phase in enumerate(phases)
    )
    return replace(programme, phases=tuple(filled))


def _onward(phase: Phase, rest: tuple[Phase, ...]) -> tuple[Exit, ...]:
    guards = (Guard.TASKS_DONE,) if phase.tasks else ()
    exits: list[Exit] = []
    for following in rest:
        exits.append(Exit(to=following.code, guards=guards))
        if not following.optional:
            return tuple(exits)
    return (*exits, Exit(to=ENDED, guards=guards))
