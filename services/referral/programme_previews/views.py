"""What each role will see of a programme, drawn by the views that it will be drawn by."""

from dataclasses import dataclass

from services.common.programme import Programme
from services.referral.directory import queries as agreements, texts as directory
from services.referral.directory.views import ProgrammePage, page_of
from services.referral.guide.rules import Offer
from services.referral.guide.views import OfferPage, page_of as guide_page
from services.referral.programme_forms import texts
from services.referral.recording.views import Question, asks_status, questions
from shared.web.i18n import gettext, language, ngettext
from shared.work import Work

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class Preview:
    """The programme as each of those sees it who will work with it."""

    programme: ProgrammePage
    questions: tuple[Question, ...]
    asks_identity_code: bool
    asks_status: bool
    support: Facts
    offer: OfferPage | None  # None: families do not see it
    measures: Facts
    figures: str


def preview(work: Work, programme: Programme) -> Preview:
    today = agreements.agreements_on(work.db, work.today)
    terms = tuple(each for each in today if programme.code in each.programmes)
    offer = guide_page(work, Offer(programme, terms))
    months = programme.commitment_months or 0
    promise = ngettext("%(num)s month", "%(num)s months", months) if months else ""
    facts = (
        *directory.support(programme),
        (gettext("It is not"), directory.names_of(programme.not_a)),
        (
            gettext("Who says yes before support starts"),
            ", ".join(map(texts.choice, programme.consents)),
        ),
        (gettext("Meetings"), directory.frequency(programme.frequency)),
        (gettext("Promises to go on for"), promise),
    )
    return Preview(
        programme=page_of(work, programme, (programme,)),
        questions=tuple(questions(programme)),
        asks_identity_code=programme.asks_identity_code,
        asks_status=asks_status(programme),
        support=[(name, text) for name, text in facts if text],
        offer=offer if programme.referable else None,
        measures=[
            (each.name.said_in(language()), f"{each.lowest}–{each.highest}")
            for each in programme.indicators
        ],
        figures=directory.figures(programme),
    )
