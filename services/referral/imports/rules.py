"""What a file of referrals would send, line by line; nothing is done here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from services.referral.duplicates.queries import Double
from services.referral.duplicates.rules import Described, is_same
from services.referral.imports.schemas import Row, Table
from shared.web.sentences import Sentence


class Kind(StrEnum):
    """What happens to a line."""

    NEW = "new"
    THERE = "there"  # sent before by the same organisation
    FAULTY = "faulty"


@dataclass(frozen=True)
class Verdict:
    """What the rules of intake say of a line that can be read."""

    mistakes: Mapping[str, Sequence[str]]  # field, empty for the whole line -> sentences
    warnings: tuple[str, ...] = ()  # codes of soft exclusions


@dataclass(frozen=True)
class Step:
    """One line's part of it."""

    line: int
    reference: str
    kind: Kind
    data: Mapping[str, Any]
    mistakes: Mapping[str, Sequence[str]]
    warnings: tuple[str, ...] = ()
    referral_id: UUID | None = None  # of one that was sent before
    doubles: tuple[Double, ...] = ()  # sent before under another reference
    same_as: int | None = None  # an earlier line of the same child

    @property
    def described(self) -> Described:
        return described(self.data)


@dataclass(frozen=True)
class Plan:
    """All lines of a file, in its order."""

    unknown: tuple[str, ...]  # columns that nobody has named yet: then no line is read
    steps: tuple[Step, ...]

    @property
    def seal(self) -> str:
        """Tells whether what is sent is what was shown."""
        shown = [(step.line, step.kind, step.reference, step.data) for step in self.steps]
        return sha256(repr((self.unknown, shown)).encode()).hexdigest()

    def of(self, kind: Kind) -> list[Step]:
        return [step for step in self.steps if step.kind is kind]


def plan(
    table: Table,
    before: Mapping[str, UUID],  # reference -> referral
    judge: Callable[[Mapping[str, Any]], Verdict],
    doubles_of: Callable[[Mapping[str, Any]], Iterable[Double]],
) -> Plan:
    """What would happen to each line."""
    first: dict[str, int] = {}
    steps = list[Step]()
    for row in table.rows:
        step = _step(row, before, judge, first.setdefault(row.reference, row.line))
        if step.kind is Kind.NEW:
            earlier = next((e.line for e in steps if is_double(e, step)), None)
            step = replace(step, doubles=tuple(doubles_of(row.data)), same_as=earlier)
        steps.append(step)
    return Plan(table.unknown, tuple(steps))


def described(data: Mapping[str, Any]) -> Described:
    """The person whom a line is about."""
    subject = data.get("subject", {})
    names = (subject.get("given_name", ""), subject.get("family_name", ""))
    return Described(" ".join(names).strip(), subject.get("date_of_birth"))


def is_double(earlier: Step, step: Step) -> bool:
    """Are two lines that would both be sent about the same person?"""
    return earlier.kind is Kind.NEW and is_same(earlier.described, step.described)


def _step(
    row: Row,
    before: Mapping[str, UUID],
    judge: Callable[[Mapping[str, Any]], Verdict],
    first_line: int,
) -> Step:
    sent = before.get(row.reference)
    if row.mistakes:
        return Step(row.line, row.reference, Kind.FAULTY, {}, row.mistakes)
    if first_line != row.line:
        again = Sentence("The same reference is on line {line} already.", line=first_line)
        mistakes = {"source_reference": [again.translated()]}
        return Step(row.line, row.reference, Kind.FAULTY, row.data, mistakes)
    if sent:
        return Step(row.line, row.reference, Kind.THERE, row.data, {}, referral_id=sent)
    verdict = judge(row.data)
    kind = Kind.FAULTY if verdict.mistakes else Kind.NEW
    return Step(row.line, row.reference, kind, row.data, verdict.mistakes, verdict.warnings)
