"""The way of a case as data: phases, their tasks, and what each way out asks for."""

from enum import StrEnum

from services.common.programme.words import Named, Words
from shared.kernel.events import value

ENDED = "ENDED"  # where the last exit leads; never a phase of its own


class Guard(StrEnum):
    """A fact that must be there before a phase may be left by an exit."""

    TASKS_DONE = "TASKS_DONE"  # each task of the phase is done, or waived with a reason
    PLAN_MEETING_GOALS_BEING_MET = "PLAN_MEETING_GOALS_BEING_MET"
    POSSIBLE_FOUND = "POSSIBLE_FOUND"  # with the day it was found
    BEST_INTEREST_STATED = "BEST_INTEREST_STATED"
    MINIMUM_DURATION = "MINIMUM_DURATION"  # the programme's minimum_months have passed


@value
class Tool:
    """Something for the tool folder; a mandatory one is used in every case."""

    code: str
    name: Words
    mandatory: bool = False


@value
class Task(Named):
    tools: tuple[Tool, ...] = ()


@value
class Exit:
    """A way out of a phase. A loop leads back to an earlier phase."""

    to: str  # code of a phase, or ENDED
    guards: tuple[Guard, ...] = ()
    loop: bool = False


@value
class Phase:
    """Any phase may also be left by an early end with its reason; that needs no exit."""

    code: str
    name: Words
    goal: Words | None = None
    optional: bool = False  # the case may end without it
    tasks: tuple[Task, ...] = ()
    exits: tuple[Exit, ...] = ()

    def exit(self, to: str) -> Exit | None:
        return next((exit_ for exit_ in self.exits if exit_.to == to), None)
