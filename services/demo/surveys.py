"""What support persons of the demo answered in the autumn, counted when the month had ended."""

import random
from datetime import timedelta
from functools import partial

from services.common.deadlines.commands import CLOCK
from services.common.survey import QUESTIONS
from services.demo.year import Year, organisation_id
from services.volunteers.surveys import commands
from services.volunteers.surveys.rules import voucher
from shared.web.public_forms import new_key
from shared.work import Actor, Work

ANSWERS = {"mll-vs": 14, "siipi": 9, "sasta": 6}  # organisation, and how many answer
ANYTHING = (2, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5)


def ask(year: Year) -> None:
    """Answers come on one day; they are counted on the first of the next month."""
    day = year.last - timedelta(days=75)
    turn = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    for code, number in ANSWERS.items():
        actor = Actor("survey", organisation_id(code))
        year.plan(day, "volunteers", actor, partial(_answer, code=code, number=number))
    year.plan(turn, "volunteers", CLOCK, _count)


def _count(work: Work) -> None:
    commands.count_ripe(work)


def _answer(work: Work, *, code: str, number: int) -> None:
    chosen = random.Random(code)  # noqa: S311 - a story, not a secret
    organisation, today = organisation_id(code), work.today.year
    for _ in range(number):
        drawn = voucher(new_key(), commands.signer(work, organisation, today))
        answers = {question: chosen.choice(ANYTHING) for question in QUESTIONS}
        commands.answer(work, organisation, today, code=drawn, **answers)
