"""What a programme asks of the families it supports, and when: the facts of its own figures."""

from services.common.codes import QuestionMoment, QuestionSubject, Unanswered
from services.common.programme.words import Named, Words
from shared.kernel.events import value

PARENTS = 2  # of whom a question about parents is asked, each by themselves


@value
class Question:
    """A question with the answers to choose from. Not to want to say is always an answer."""

    code: str
    text: Words
    answers: tuple[Named, ...]
    about: QuestionSubject = QuestionSubject.CHILD
    moments: tuple[QuestionMoment, ...] = (QuestionMoment.START,)
    profession: str | None = None  # of the programme's team, who asks it; None: anybody

    @property
    def people(self) -> range:
        """The numbers of those it is asked of, from 1."""
        return range(1, 1 + (PARENTS if self.about is QuestionSubject.PARENT else 1))

    def takes(self, answer: str) -> bool:
        return answer in [*Unanswered] or any(each.code == answer for each in self.answers)

    def answer_in(self, locale: str, code: str) -> str:
        """What an answer of its own is called; the code for one of an earlier version."""
        names = (each.name.said_in(locale) for each in self.answers if each.code == code)
        return next(names, code)
