"""What was asked and answered as pages and forms show it, in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask import g, url_for

from services.casework.cases import queries as cases
from services.casework.cases.queries import CaseView
from services.casework.cases.texts import first_name, title
from services.casework.facts import queries, rules
from services.casework.facts.policy import SheetView
from services.casework.facts.queries import ListedSheet
from services.casework.facts.rules import Course, Held, Key
from services.casework.texts import day
from services.common.codes import QuestionSubject, Unanswered
from services.common.labels import label
from services.common.programme import Programme, Question
from shared.identity.principals import Principal
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForms
from shared.web.parts import Option
from shared.work import Work


def page(work: Work, who: Principal, case_id: UUID) -> dict[str, Any]:
    view = cases.case(work, who, case_id)
    listed = queries.of_case(work, who, view.case)
    held = _held(each for each in listed if each.is_readable)
    return {
        "case_id": case_id,
        "title": title(view),
        "asks": bool(view.programme.questions),
        "due": [(_text(each), _who_asks(view.programme, each)) for each in _due(view, listed)],
        "rows": [_row(*each, held) for each in _pairs(view.programme)],
        "sheets": [_sheet(each) for each in listed if each.is_readable],
        "hides": sum(not each.is_readable for each in listed),
    }


def new_form(work: Work, view: CaseView) -> dict[str, Any]:
    """The questions that are due stand first; the others can be answered anew."""
    listed = queries.of_case(work, g.who, view.case)
    held = _held(each for each in listed if each.is_readable)
    due = [each.code for each in _due(view, listed)]
    return {
        "today": _latest(view),
        "questions": _choices(view.programme, due, held),
        "has_due": bool(due),
    }


def correction_form(work: Work, view: SheetView) -> dict[str, Any]:
    return {"today": work.today.isoformat(), "questions": _choices(view.programme, (), {})}


def answered(_work: Work, view: SheetView) -> Mapping[str, object]:
    """What the day says stands in the form, to be put right."""
    given = {(fact.question, fact.person): fact.answer for fact in view.sheet.facts}
    filled: dict[str, object] = {"answered_on": view.sheet.answered_on.isoformat()}
    for number, (question, person) in enumerate(_pairs(view.programme)):
        filled[f"facts.{number}.answer"] = given.get((question.code, person), "")
    return filled


def _due(view: CaseView, listed: Iterable[ListedSheet]) -> list[Question]:
    closing = view.case.closing
    course = Course(view.case.course.since, closing.on if closing else None)
    return rules.due(view.programme, _held(listed), course)


def _held(listed: Iterable[ListedSheet]) -> Mapping[Key, Held]:
    return rules.holding(each.dated for each in reversed([*listed]))


def _pairs(programme: Programme) -> list[tuple[Question, int]]:
    """Each question with each of those it is asked of."""
    return [(question, n) for question in programme.questions for n in question.people]


def _choices(
    programme: Programme, due: Iterable[str], held: Mapping[Key, Held]
) -> list[tuple[int, str, int, str, str, list[Option]]]:
    """Number of the row, question, person, words, what was answered before, and the answers."""
    waiting = [*due]
    rows = [
        (number, question.code, person, _of(question, person), _before(question, person, held))
        for number, (question, person) in enumerate(_pairs(programme))
    ]
    options = {question.code: _options(question) for question in programme.questions}
    in_order = sorted(rows, key=lambda row: row[1] not in waiting)
    return [(*row, options[row[1]]) for row in in_order]


def _options(question: Question) -> list[Option]:
    own = [Option(each.code, each.name.said_in(language())) for each in question.answers]
    common = [Option(each.value, label(each, language())) for each in Unanswered]
    return [*own, *common, Option("", gettext("Not asked"))]


def _before(question: Question, person: int, held: Mapping[Key, Held]) -> str:
    last = held.get((question.code, person))
    if last is None:
        return ""
    answer = _answer(question, last.answer)
    return gettext("%(day)s: %(answer)s", day=day(last.answered_on), answer=answer)


def _row(question: Question, person: int, held: Mapping[Key, Held]) -> tuple[str, str, str, str]:
    """The question, its answer, the day, and the answer before it if that was another one."""
    last = held.get((question.code, person))
    if last is None:
        return _of(question, person), gettext("Not asked"), "", ""
    before = last.before if last.before != last.answer else None
    earlier = gettext("before: %(answer)s", answer=_answer(question, before)) if before else ""
    return _of(question, person), _answer(question, last.answer), day(last.answered_on), earlier


def _answer(question: Question, code: str) -> str:
    if code in [*Unanswered]:
        return label(Unanswered(code), language())
    return question.answer_in(language(), code)


def _text(question: Question) -> str:
    return question.text.said_in(language())


def _of(question: Question, person: int) -> str:
    text = _text(question)
    if question.about is not QuestionSubject.PARENT:
        return text
    return gettext("%(question)s – parent %(number)s", question=text, number=person)


def _who_asks(programme: Programme, question: Question) -> str:
    profession = programme.profession(question.profession) if question.profession else None
    return profession.name.said_in(language()) if profession else ""


def _sheet(each: ListedSheet) -> tuple[str, str, list[tuple[str, str]]]:
    """The day, how it was put right, and where that is done."""
    corrected = gettext("corrected") if each.sheet.corrections else ""
    links = [
        (text, url_for(f"fact_sheet.{endpoint}", sheet_id=each.sheet.id))
        for text, endpoint in (
            (gettext("Correct"), "correction"),
            (gettext("Recorded by mistake"), "entered_in_error"),
        )
    ]
    return day(each.sheet.answered_on), corrected, links


def _latest(view: CaseView) -> str:
    closing = view.case.closing
    return min(view.today, closing.on if closing else view.today).isoformat()


forms = OwnForms[CaseView](
    key="case_id",
    read=cases.case,
    home=lambda case_id: url_for("facts.show", case_id=case_id),
    lists=("fact_sheets",),
    frame=lambda view: {"name": first_name(view.case), "case_id": view.case.id},
)
sheet_forms = OwnForms[SheetView](
    key="sheet_id",
    read=queries.sheet,
    home=lambda sheet_id: url_for("caseload.mine"),
    lists=("fact_sheets",),
    frame=lambda view: {"name": first_name(view.case), "case_id": view.case.id},
)
