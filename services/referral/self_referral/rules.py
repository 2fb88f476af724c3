"""The questions of the public form, in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.web.drafts import Typed


@dataclass(frozen=True)
class Question:
    """One page of the form, and the fields on it."""

    name: str  # last part of its address
    fields: tuple[str, ...]


QUESTIONS = (
    Question("who", ("writer",)),
    Question("place", ("municipality",)),
    Question("support", ("programme",)),
    Question("words", ("text", "experience")),
    Question("answer", ("reply_by", "phone", "email", "calling_name")),
)
CHECK, WHOLE = "check", "whole"  # pages beside them: look it through, and all on one page
FIELDS = tuple(field for question in QUESTIONS for field in question.fields)


def question(name: str) -> Question | None:
    """The question at that address; all of them for the whole form."""
    if name == WHOLE:
        return Question(WHOLE, FIELDS)
    return next((each for each in QUESTIONS if each.name == name), None)


def after(name: str) -> str:
    """The page that follows."""
    names = [each.name for each in QUESTIONS] + [CHECK]
    return names[names.index(name) + 1] if name in names[:-1] else CHECK


def before(name: str) -> str:
    """The page before; empty for the first."""
    names = [each.name for each in QUESTIONS] + [CHECK]
    place = names.index(name) if name in names else 0
    return names[place - 1] if place else ""


def number(name: str) -> int:
    """Which question it is, from 1; 0 for the other pages."""
    names = [each.name for each in QUESTIONS]
    return names.index(name) + 1 if name in names else 0


def first_wrong(errors: Mapping[str, Sequence[str]]) -> str:
    """The question at which somebody has to go on; empty where all is well."""
    wrong = (each.name for each in QUESTIONS if not errors.keys().isdisjoint(each.fields))
    return next(wrong, "")


def changed(typed: Typed, sent: Typed, asked_for: Question) -> dict[str, list[str]]:
    """What stands in the form after a page of it was sent."""
    own = {name: list(sent.get(name, ())) for name in asked_for.fields}
    rest = {name: list(texts) for name, texts in typed.items() if name not in own}
    place = own.get("municipality")
    if place is not None and place != list(typed.get("municipality", ())):
        rest.pop("programme", None)  # elsewhere something else is offered
    return rest | own
