"""What families of the demo year answered to the questions of their programmes."""

from random import Random
from uuid import UUID

from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.facts import commands
from services.casework.facts.events import Fact
from services.common.codes import Unanswered
from services.common.programme import Question
from shared.work import Work

SILENT = 0.1  # does not want to say
LEFT_OUT = 0.1  # the moment did not suit
ALONE = 0.3  # of families, where a single parent answers


def ask_family(work: Work, case_id: UUID) -> None:
    """Ask most of the questions of the case's programme; the same family answers the same."""
    case, _ = work.load(Case(case_id))
    born = case.person.date_of_birth
    chance = Random(born.toordinal() if born else 0)  # noqa: S311 - invented people
    facts = [
        fact
        for question in programme_of(work, case_id).questions
        if chance.random() > LEFT_OUT
        for fact in _answers(question, chance)
    ]
    if facts:
        commands.answer(work, case_id, facts=facts)


def _answers(question: Question, chance: Random) -> list[Fact]:
    people = question.people[:1] if chance.random() < ALONE else question.people
    return [
        Fact(question=question.code, answer=_answer(question, chance), person=number)
        for number in people
    ]


def _answer(question: Question, chance: Random) -> str:
    if chance.random() < SILENT:
        return Unanswered.DECLINED
    return chance.choice(question.answers).code
