"""Shares of families by what they answered, and how many did not answer or were not asked.

A case counts in a period in which it was open on a day. Of each question its newest answer by the
end of the period counts. A question about parents counts parents, one about the family or the child
counts cases. Who does not want to say, whom nobody could answer and who was not asked stand apart:
shares are of those asked and answered.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.casework.facts.events import Fact
from services.common.codes import Unanswered
from services.common.programme import Programme, Question
from services.reporting.indicators.months import Period

LEAST_FOR_SHARES = 10  # of those who answered; below it a share tells of single people
Key = tuple[str, str]  # programme and question


@dataclass(frozen=True)
class Answered:
    """What a family answered on a day."""

    on: date
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class CountedCase:
    """A case, with the version of the programme that it began with."""

    case_id: UUID
    programme: Programme
    opened_on: date
    closed_on: date | None = None
    municipality: str | None = None  # None: withheld
    children: int | None = None  # that the support is for; None: never told

    def is_open_in(self, period: Period) -> bool:
        began = self.opened_on <= period.ends_on
        return began and (self.closed_on is None or self.closed_on >= period.starts_on)


@dataclass(frozen=True)
class Circumstance:
    """How one question of a programme was answered."""

    programme: str
    question: Question
    answers: Mapping[str, int]  # of those who answered, by code, in the question's order
    declined: int
    unknown: int
    not_asked: int  # cases

    @property
    def answered(self) -> int:
        return sum(self.answers.values())

    def share(self, code: str) -> int | None:
        """Per cent of those who answered, half up; None where they are too few."""
        if self.answered < LEAST_FOR_SHARES:
            return None
        return (200 * self.answers[code] + self.answered) // (2 * self.answered)


def circumstances(
    cases: Iterable[CountedCase], answered: Mapping[UUID, Iterable[Answered]], period: Period
) -> list[Circumstance]:
    """In the order of programmes and their questions; questions of all versions that counted."""
    questions: dict[Key, Question] = {}
    given: dict[Key, list[str]] = defaultdict(list)
    silent: Counter[Key] = Counter()
    in_order = sorted(cases, key=lambda case: (case.programme.code, -case.programme.version))
    for case in in_order:
        if not case.is_open_in(period):
            continue
        newest = _newest(answered.get(case.case_id, ()), period)
        for question in case.programme.questions:
            key = case.programme.code, question.code
            questions.setdefault(key, question)
            people = [(question.code, number) for number in question.people]
            answers = [newest[person] for person in people if person in newest]
            given[key] += answers
            silent[key] += not answers
    return [_counted(key, questions[key], given[key], silent[key]) for key in questions]


def _newest(answered: Iterable[Answered], period: Period) -> Mapping[tuple[str, int], str]:
    until = [each for each in answered if each.on <= period.ends_on]
    in_order = sorted(until, key=lambda each: each.on)
    return {(f.question, f.person): f.answer for each in in_order for f in each.facts}


def _counted(key: Key, question: Question, given: list[str], silent: int) -> Circumstance:
    counts = Counter(given)
    own = [answer.code for answer in question.answers]
    earlier = sorted(code for code in counts if code not in [*own, *Unanswered])
    return Circumstance(
        programme=key[0],
        question=question,
        answers={code: counts[code] for code in [*own, *earlier]},
        declined=counts[Unanswered.DECLINED],
        unknown=counts[Unanswered.UNKNOWN],
        not_asked=silent,
    )
