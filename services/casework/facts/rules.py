"""Which answers fit a programme's questions, which of them hold, and what is still to be asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.casework.facts.events import Fact
from services.common.codes import QuestionMoment
from services.common.programme import Programme, Question
from shared.kernel.aggregate import Invalid

AT_THE_END = timedelta(days=31)  # before the closing: what was answered then was asked at the end
Key = tuple[str, int]  # question and person


@dataclass(frozen=True)
class Sheet:
    """What was answered on one day."""

    answered_on: date
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Held:
    """The answer that holds, since when, and the one before it."""

    answer: str
    answered_on: date
    before: str | None = None  # None: it is the first one


@dataclass(frozen=True)
class Course:
    """Of a case what says which questions are due."""

    phase_since: date
    closed_on: date | None = None  # None: it is open


def must_fit(programme: Programme, facts: Sequence[Fact]) -> None:
    """Refuse what nobody asks, what is no answer to it, and to answer twice."""
    if not facts:
        raise Invalid("Choose at least one answer.", code="answers", missing=["answers"])
    for fact in facts:
        question = programme.question(fact.question)
        if question is None:
            raise Invalid(
                "%(programme)s asks no %(question)s.",
                code="question",
                programme=programme.name,
                question=fact.question,
            )
        if fact.person not in question.people or not question.takes(fact.answer):
            raise Invalid(
                "%(answer)s is no answer to: %(question)s",
                code="answer",
                answer=fact.answer,
                question=question.text,
            )
    if len({(fact.question, fact.person) for fact in facts}) < len(facts):
        raise Invalid("Each question is answered once a day.", code="answers")


def holding(sheets: Iterable[Sheet]) -> Mapping[Key, Held]:
    """The newest answer to each question; of one day the one written last."""
    held: dict[Key, Held] = {}
    for sheet in sorted(sheets, key=lambda each: each.answered_on):
        for fact in sheet.facts:
            key = fact.question, fact.person
            before = held.get(key)
            earlier = before.answer if before else None
            held[key] = Held(fact.answer, sheet.answered_on, earlier)
    return held


def due(programme: Programme, held: Mapping[Key, Held], course: Course) -> list[Question]:
    """The questions to ask now, in the programme's order: whom nobody asked, or not anew."""
    return [each for each in programme.questions if _is_due(each, held, course)]


def _is_due(question: Question, held: Mapping[Key, Held], course: Course) -> bool:
    """A parent who is not there is not waited for: one answer is enough."""
    keys = [(question.code, number) for number in question.people]
    days, moments = [held[key].answered_on for key in keys if key in held], question.moments
    if QuestionMoment.END in moments and course.closed_on is not None:
        return not days or max(days) < course.closed_on - AT_THE_END
    if QuestionMoment.PHASE in moments:
        return not days or max(days) < course.phase_since
    return QuestionMoment.START in moments and not days
