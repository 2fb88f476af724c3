"""A programme as data: its parts, and how it is read from a document and checked."""

from services.common.programme.conditions import (
    Audience,
    Condition,
    Exclusion,
    Precondition,
    Strength,
)
from services.common.programme.phases import ENDED, Exit, Guard, Phase, Task, Tool
from services.common.programme.programme import (
    CrisisMeetings,
    Frequency,
    Includes,
    Indicator,
    Per,
    Programme,
    Scenario,
)
from services.common.programme.questions import Question
from services.common.programme.support import (
    Consent,
    Requirement,
    Step,
    Support,
    Supporter,
    Vetting,
)
from services.common.programme.words import Named, Words

__all__ = [
    "ENDED",
    "Audience",
    "Condition",
    "Consent",
    "CrisisMeetings",
    "Exclusion",
    "Exit",
    "Frequency",
    "Guard",
    "Includes",
    "Indicator",
    "Named",
    "Per",
    "Phase",
    "Precondition",
    "Programme",
    "Question",
    "Requirement",
    "Scenario",
    "Step",
    "Strength",
    "Support",
    "Supporter",
    "Task",
    "Tool",
    "Vetting",
    "Words",
]
