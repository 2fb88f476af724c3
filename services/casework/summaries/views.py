"""What the pages of summaries show, in the reader's language; the templates only draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.casework.cases import queries as cases
from services.casework.cases.commands import programme_of
from services.casework.cases.queries import CaseView
from services.casework.cases.texts import title as case_title
from services.casework.digest.queries import drawn
from services.casework.summaries import policy, queries, texts
from services.casework.summaries.commands import usual_period
from services.casework.summaries.policy import SummaryView
from services.casework.summaries.rules import Edition
from services.common import catalogue, people
from services.common.codes import DisclosureLevel, SummaryStatus
from services.common.phrases import caution
from services.common.summaries.domain import Digest, Written
from services.common.summaries.texts import days
from services.common.summaries.views import Section, Sheet, edition, paper, sections
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.work import Work


@dataclass(frozen=True)
class SummaryPage:
    view: SummaryView
    title: str
    case: tuple[str, str]  # its name and address
    tag: tuple[str, str]
    facts: list[tuple[str, str]]
    reader: str  # who will read it, and how much
    caution: str
    sections: list[Section]
    editions: list[tuple[str, str, str]]  # words, address, address of the paper
    paper: str  # address; empty of a draft
    approves: bool
    draft: Mapping[str, str]  # what stands in its form

    @property
    def status(self) -> SummaryStatus | None:
        return self.view.summary.status


def summary(work: Work, who: Principal, summary_id: UUID, *, number: int | None) -> SummaryPage:
    """One summary as it is written, or an approved edition of it."""
    view = queries.summary(work, who, summary_id)
    state, case = view.summary, view.case
    shown = _edition_of(view, number)
    digest, written = _content(work, view, shown)
    period = shown.period if shown else state.current
    programme = programme_of(work, case.id)
    level = DisclosureLevel(case.person.disclosure_level)
    texts_written = written if shown or not state.is_draft else Written()
    return SummaryPage(
        view=view,
        title=gettext("Summary %(days)s", days=days(period.since, period.until)),
        case=_case(work, who, case.id),
        tag=texts.tag(state.status or SummaryStatus.DRAFT),
        facts=_facts(work, view, shown),
        reader=texts.who_reads(level, _organisation(work, case.opened.sender)),
        caution=caution(case.person.non_disclosure),
        sections=sections(digest, texts_written, programme, since=period.since, until=period.until),
        editions=[_edition_line(work, view, each) for each in state.editions[::-1]],
        paper=_paper_address(view, shown) if shown else "",
        approves=policy.approves.allows(who, view),
        draft={
            "happened": state.written.happened,
            "child": state.written.child,
            "ahead": state.written.ahead,
            "since": period.since.isoformat(),
            "until": period.until.isoformat(),
        },
    )


def summary_paper(work: Work, who: Principal, summary_id: UUID, number: int) -> dict[str, Any]:
    """An approved edition, as the template of the paper takes it."""
    view = queries.summary(work, who, summary_id)
    shown = _edition_of(view, number)
    if shown is None:
        raise NotFound
    programme, period = programme_of(work, view.case.id), shown.period
    days_of = {"since": period.since, "until": period.until}
    parts = sections(shown.digest, shown.written, programme, **days_of)
    return paper(_sheet(work, view, shown), parts, programme)


def begin_form(work: Work, view: CaseView) -> dict[str, str]:
    """The days of the next summary, unless somebody says otherwise."""
    period = usual_period(work, view.case)
    return {"since": period.since.isoformat(), "until": period.until.isoformat()}


def _content(work: Work, view: SummaryView, shown: Edition | None) -> tuple[Digest, Written]:
    if shown is not None:
        return shown.digest, shown.written
    state = view.summary
    return state.digest or drawn(work, view.case, state.current), state.written


def _edition_of(view: SummaryView, number: int | None) -> Edition | None:
    """The edition that was asked for; what is written now where none was, else the last one."""
    state = view.summary
    if number is not None:
        return next((each for each in state.editions if each.number == number), None)
    is_written = state.status in queries.OPEN or not state.editions
    return None if is_written else state.editions[-1]


def _facts(work: Work, view: SummaryView, shown: Edition | None) -> list[tuple[str, str]]:
    read_on = queries.read_on(work.db, view.summary.id)
    name, state = people.names(work), view.summary
    facts = [(gettext("Written by"), name(str(state.writer)) if state.writer else "")]
    if shown is not None:
        facts.append((gettext("Edition"), edition(_sheet(work, view, shown))))
        if shown.by_writer:
            facts.append((gettext("Approval"), gettext("whoever wrote it approved it too")))
        if shown.is_sent:
            day = read_on.get(shown.number)
            read = gettext("read %(day)s", day=format_date(day)) if day else gettext("not read yet")
            facts.append((gettext("The sender"), read))
    if state.is_draft and state.correction:
        facts.append((gettext("Why it is corrected"), state.correction))
    return [(term, text) for term, text in facts if text]


def _edition_line(work: Work, view: SummaryView, each: Edition) -> tuple[str, str, str]:
    where = url_for("summaries.show", summary_id=view.summary.id, edition=each.number)
    return edition(_sheet(work, view, each)), where, _paper_address(view, each)


def _paper_address(view: SummaryView, each: Edition) -> str:
    return url_for("summaries.paper", summary_id=view.summary.id, edition=each.number)


def _sheet(work: Work, view: SummaryView, each: Edition) -> Sheet:
    case = view.case
    return Sheet(
        name=f"{case.person.given_name} {case.person.family_name}".strip(),
        provider=_organisation(work, case.opened.organisation),
        sender=_organisation(work, case.opened.sender),
        since=each.period.since,
        until=each.period.until,
        approved_on=each.approved_on,
        edition=each.number,
        reason=each.reason,
    )


def _organisation(work: Work, organisation_id: UUID) -> str:
    organisation = catalogue.organisation(work.db, organisation_id)
    return organisation.name_in(language()) if organisation else ""


def _case(work: Work, who: Principal, case_id: UUID) -> tuple[str, str]:
    view = cases.case(work, who, case_id)
    return case_title(view), url_for("casefile.show", case_id=case_id)
