"""What a file of people would change, line by line; nothing is done here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from services.referral.access.domain import Person
from services.referral.rosters.schemas import Row
from shared.web.csv_files import Fault, Faulty
from shared.web.sentences import Sentence


class Kind(StrEnum):
    """What happens to somebody."""

    JOINS = "joins"
    CHANGES = "changes"
    LEAVES = "leaves"
    STAYS = "stays"


@dataclass(frozen=True)
class Step:
    """One person's part of it."""

    kind: Kind
    sign_in: str
    name: str
    roles: tuple[str, ...]
    organisation: UUID | None
    person_id: UUID | None = None  # None: nobody whom we know
    subject: str | None = None


@dataclass(frozen=True)
class Plan:
    """All steps, in the order of the file, with whoever leaves last."""

    steps: tuple[Step, ...]

    @property
    def seal(self) -> str:
        """Tells whether what is done is what was shown."""
        return sha256(repr(self.steps).encode()).hexdigest()

    def of(self, kind: Kind) -> list[Step]:
        return [step for step in self.steps if step.kind is kind]


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Whose people whoever sent the file may change, and which roles they may give."""

    sender: UUID
    home: UUID | None  # None: of every organisation
    roles: frozenset[str]
    others_leave: bool  # whoever is not in the file


def plan(
    rows: Sequence[Row],
    people: Mapping[str, Person],  # by their sign-in in small letters
    organisations: Mapping[str, UUID],  # by code and by name
    reach: Reach,
) -> Plan:
    """What would happen; raises `Faulty` with each line that may not be so."""
    steps, faults = list[Step](), list[Fault]()
    for row in rows:
        person = people.get(row.sign_in.casefold())
        step = _step(row, person, organisations, reach)
        messages = list(_against(row, person, step, organisations, reach))
        faults += [Fault(row.line, message) for message in messages]
        steps.append(step)
    if faults:
        raise Faulty(faults)
    return Plan((*steps, *_leaving(steps, people, reach)))


def _step(row: Row, person: Person | None, organisations: Mapping[str, UUID], reach: Reach) -> Step:
    home = organisations.get(row.organisation) if row.organisation else reach.home
    kind = Kind.JOINS
    if person is not None and person.is_here:
        same = (person.name, {*person.roles}) == (row.name, {*map(str, row.roles)})
        kind = Kind.STAYS if same else Kind.CHANGES
        home = home if row.organisation or reach.home else person.organisation
    roles = tuple(sorted(map(str, row.roles)))
    known_id = person.id if person else None
    return Step(kind, row.sign_in, row.name, roles, home, known_id, row.subject)


def _against(
    row: Row,
    person: Person | None,
    step: Step,
    organisations: Mapping[str, UUID],
    reach: Reach,
) -> Iterator[Sentence]:
    """What speaks against a line."""
    if row.organisation and row.organisation not in organisations:
        yield Sentence("No organisation has the code or name “{code}”.", code=row.organisation[:60])
        return
    here = person if person and person.is_here else None
    before = {*here.roles} if here else set[str]()
    if not ({*step.roles} ^ before) <= reach.roles:
        yield Sentence("You may not give or take one of these roles.")
    is_elsewhere = person is not None and person.organisation != step.organisation
    if reach.home is not None and (step.organisation != reach.home or is_elsewhere):
        yield Sentence("This person belongs to another organisation.")
    elif is_elsewhere and here:
        yield Sentence("This person belongs to another organisation. Let them leave it first.")
    if person is not None and person.id == reach.sender and step.kind is not Kind.STAYS:
        yield Sentence("Nobody changes their own roles.")
    if row.subject and here and row.subject != here.subject:
        yield Sentence("The subject of somebody who is here does not change.")


def _leaving(steps: Sequence[Step], people: Mapping[str, Person], reach: Reach) -> Iterator[Step]:
    """Whoever is of an organisation of the file and not in it, where that was asked for."""
    if not reach.others_leave:
        return
    named = {step.sign_in.casefold() for step in steps}
    homes = {step.organisation for step in steps} - {None}
    for sign_in, person in sorted(people.items()):
        is_theirs = person.is_here and person.organisation in homes and sign_in not in named
        if is_theirs and person.id != reach.sender and {*person.roles} <= reach.roles:
            yield Step(
                Kind.LEAVES,
                person.sign_in,
                person.name,
                person.roles,
                person.organisation,
                person.id,
            )
