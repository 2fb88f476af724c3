"""What the pages of opinions show, in the reader's language; templates only draw it."""

from dataclasses import dataclass
from uuid import UUID

from services.referral.happenings import texts as happenings
from services.referral.opinions import queries
from services.referral.opinions.rules import SCALE
from services.referral.registrations.queries import by_code
from shared.identity.principals import Principal
from shared.web.i18n import gettext
from shared.web.parts import Option
from shared.work import Work


@dataclass(frozen=True)
class QuestionsPage:
    title: str
    is_open: bool
    scale: list[Option]
    yes_or_no: list[Option]


@dataclass(frozen=True)
class OpinionsPage:
    id: UUID
    title: str
    note: str  # why nothing is shown; empty: there is something
    facts: list[tuple[str, str]]
    words: tuple[str, ...]


def questions(work: Work, code: str) -> QuestionsPage:
    """The questions, for whoever has a code; raises `NotFound`."""
    view = by_code(work, code)
    return QuestionsPage(
        title=happenings.title(view.happening.plan_of_today),
        is_open=queries.may_answer(work, view),
        scale=[Option(str(number), str(number)) for number in SCALE],
        yes_or_no=[Option("yes", gettext("yes")), Option("no", gettext("no"))],
    )


def page(work: Work, who: Principal, happening_id: UUID) -> OpinionsPage:
    """What many thought of it."""
    view = queries.opinions(work, who, happening_id)
    return OpinionsPage(
        id=happening_id,
        title=happenings.title(view.happening.plan_of_today),
        note=_note(view),
        facts=_facts(view),
        words=view.words,
    )


def _note(view: queries.OpinionsView) -> str:
    if view.counts is not None:
        return ""
    if view.is_closed:
        return gettext("Fewer than five have answered, so nothing is shown.")
    return gettext(
        "Whoever had a seat is asked until two weeks after the last time. Then you read what they "
        "said together, if five or more have answered."
    )


def _facts(view: queries.OpinionsView) -> list[tuple[str, str]]:
    counts = view.counts
    if counts is None:
        return []
    useful = (
        (gettext("Useful: %(number)s of 5", number=number), str(count))
        for number, count in zip(SCALE, counts.useful, strict=True)
    )
    return [
        (gettext("How many answered"), str(counts.answers)),
        *useful,
        (gettext("Would recommend it"), str(counts.recommend)),
    ]
