"""What is drawn from a case's book for a summary, and how much of it each disclosure level shows.

Codes, counts and days, and the family's own goals and decisions. Nobody but the supported person
is named, and what was written of a single visit is never here.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.common.codes import DisclosureLevel as Level, EntryKind, TeamRole, VisitKind
from shared.kernel.events import value


class Part(StrEnum):
    """A part of a case's book, as far as a summary leaves it out."""

    NOTES = "notes"  # of visits
    MESSAGES = "messages"
    OTHERS = "others"  # who else was there
    CONTACTS = "contacts"
    COURSE = "course"  # phase and tasks
    TEAM = "team"
    TEXTS = "texts"  # what the writer tells in their own words
    GOALS = "goals"
    MEASURES = "measures"
    DECISIONS = "decisions"  # of plan meetings
    PLACES = "places"


NEVER = (Part.NOTES, Part.MESSAGES, Part.OTHERS)  # at no level
FROM_LEVEL: dict[Part, Level] = {  # the lowest level that shows it
    Part.CONTACTS: Level.L2,
    Part.COURSE: Level.L2,
    Part.TEAM: Level.L2,
    Part.TEXTS: Level.L2,
    Part.GOALS: Level.L3,
    Part.MEASURES: Level.L3,
    Part.DECISIONS: Level.L3,
}


@value
class Contacts:
    """Visits and other contacts of one kind within the period."""

    kind: VisitKind
    held: int = 0
    missed: int = 0
    cancelled: int = 0
    minutes: int = 0  # of those held


@value
class EntriesCounted:
    """What the book holds of one kind beside the visits, within the period."""

    kind: EntryKind
    number: int
    missed: int = 0
    minutes: int = 0
    costs: Decimal = Decimal(0)  # euros


@value
class TeamPart:
    """How many of the team have one role."""

    role: TeamRole
    people: int


@value
class GoalReached:
    """A goal with its score when the period began and when it ended, on the scale of GAS."""

    text: str
    set_on: date
    before: int | None = None  # None: not assessed by then
    after: int | None = None


@value
class Measured:
    """An indicator's first and last value of the period."""

    indicator: str
    first: Decimal
    first_on: date
    last: Decimal
    last_on: date


@value
class MeetingHeld:
    """A plan meeting of the period."""

    held_on: date
    goals_being_met: bool
    decisions: str = ""


@value
class Digest:
    """What a summary draws from the book."""

    level: Level
    contacts: tuple[Contacts, ...] = ()
    entries: tuple[EntriesCounted, ...] = ()
    phase_before: str | None = None  # when the period began; None: the programme has no phases
    phase_after: str | None = None
    tasks_done: tuple[str, ...] = ()
    tasks_waived: tuple[str, ...] = ()
    team: tuple[TeamPart, ...] = ()
    has_supporter: bool = False  # somebody was matched with the family
    goals: tuple[GoalReached, ...] = ()
    gas_before: Decimal | None = None  # of all goals, 50 as expected; None: nothing was assessed
    gas_after: Decimal | None = None
    measures: tuple[Measured, ...] = ()
    meetings: tuple[MeetingHeld, ...] = ()
    hides_places: bool = False  # a non-disclosure order holds

    @property
    def held(self) -> int:
        return sum(each.held for each in self.contacts)

    @property
    def minutes(self) -> int:
        return sum(each.minutes for each in self.contacts)

    @property
    def left_out(self) -> tuple[Part, ...]:
        """What the book holds and this does not."""
        above = tuple(part for part in FROM_LEVEL if not self.shows(part))
        places = (Part.PLACES,) if self.hides_places else ()
        return (*NEVER, *above, *places)

    def shows(self, part: Part) -> bool:
        return self.level >= FROM_LEVEL[part]

    def at(self, level: Level) -> "Digest":
        """Itself as a reader of that level may see it, who never sees more than it holds."""
        lower = replace(self, level=min(level, self.level))
        return lower._without_course()._without_plan()

    def _without_course(self) -> "Digest":
        if self.shows(Part.COURSE):
            return self
        return replace(
            self,
            contacts=(),
            entries=(),
            phase_before=None,
            phase_after=None,
            tasks_done=(),
            tasks_waived=(),
            team=(),
            has_supporter=False,
        )

    def _without_plan(self) -> "Digest":
        if self.shows(Part.GOALS):
            return self
        return replace(self, goals=(), gas_before=None, gas_after=None, measures=(), meetings=())


@value
class Written:
    """What the writer tells in their own words."""

    happened: str = ""
    child: str = ""
    ahead: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.happened or self.child or self.ahead)
