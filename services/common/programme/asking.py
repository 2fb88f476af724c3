"""Whether the questions of a programme fit together: answers to choose from, and who asks them."""

from collections.abc import Iterator

from services.common.codes import Unanswered
from services.common.programme.programme import Programme
from services.common.programme.questions import Question
from shared.web.sentences import Sentence

Path = tuple[str | int, ...]
LEAST_ANSWERS = 2
MOST_QUESTIONS = 30


def question_faults(programme: Programme) -> Iterator[tuple[Path, Sentence]]:
    """What of a question cannot be asked so, and where it stands."""
    if len(programme.questions) > MOST_QUESTIONS:
        yield ("questions",), Sentence("are more than {most}", most=MOST_QUESTIONS)
    for number, question in enumerate(programme.questions):
        where: Path = ("questions", number)
        if not question.moments:
            yield (*where, "moments"), Sentence("names no moment")
        code = question.profession
        if code is not None and programme.profession(code) is None:
            yield (*where, "profession"), Sentence("is no profession of the team")
        yield from _answers(where, question)


def _answers(where: Path, question: Question) -> Iterator[tuple[Path, Sentence]]:
    codes = [answer.code for answer in question.answers]
    if len(codes) < LEAST_ANSWERS:
        yield (*where, "answers"), Sentence("are fewer than {least}", least=LEAST_ANSWERS)
    for place, code in enumerate(codes):
        path = (*where, "answers", place, "code")
        if code in [*Unanswered]:
            yield path, Sentence("belongs to every question already")
        elif code in codes[:place]:
            yield path, Sentence("is there twice")
