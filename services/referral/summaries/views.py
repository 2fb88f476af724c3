"""What the pages of the sender show of a summary, in the reader's language."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.common.summaries.texts import days
from services.common.summaries.views import Section, Sheet, edition, paper, sections
from services.referral.referrals import queries as referrals
from services.referral.referrals.queries import ReferralView
from services.referral.summaries import queries
from services.referral.summaries.queries import SentEdition
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.work import Work


@dataclass(frozen=True)
class ReadPage:
    """One edition before somebody of the sender."""

    shown: SentEdition
    title: str
    reference: tuple[str, str]  # of the referral, and its address
    facts: list[tuple[str, str]]
    sections: list[Section]
    editions: list[tuple[str, str, str]]  # words, address, address of the paper
    paper: str


def lines(work: Work, who: Principal, referral_id: UUID) -> list[tuple[str, str, str]]:
    """For the page of the referral: the period, its address, and whether it is new."""
    view = referrals.referral(work, who, referral_id)
    return [
        (
            days(each.since, each.until),
            url_for("sent_summaries.show", summary_id=each.summary_id),
            gettext("sent %(day)s", day=format_date(each.sent_on)) if each.is_read else "",
        )
        for each in queries.of_referral(work, view, who)
    ]


def page(work: Work, who: Principal, summary_id: UUID, number: int | None) -> ReadPage:
    summary = queries.summary(work, who, summary_id)
    view, editions = summary.view, summary.editions
    shown = _chosen(editions, number)
    sheet, described = _sheet(work, view, shown), view.referral.described
    return ReadPage(
        shown=shown,
        title=gettext("Summary %(days)s", days=days(shown.since, shown.until)),
        reference=(
            described.source_reference if described else "",
            url_for("referrals.show", referral_id=view.referral.id),
        ),
        facts=[(gettext("Provider"), sheet.provider), (gettext("Edition"), edition(sheet))],
        sections=_sections(work, shown),
        editions=[_line(work, view, each) for each in editions] if len(editions) > 1 else [],
        paper=_paper_address(shown),
    )


def values(
    work: Work, who: Principal, summary_id: UUID, number: int
) -> tuple[SentEdition, dict[str, Any]]:
    """One edition, and what the template of its paper takes."""
    summary = queries.summary(work, who, summary_id)
    view, shown = summary.view, _chosen(summary.editions, number)
    programme = catalogue.programme(work.db, shown.programme, shown.programme_version)
    return shown, paper(_sheet(work, view, shown), _sections(work, shown), programme)


def _chosen(editions: list[SentEdition], number: int | None) -> SentEdition:
    if number is None:
        return editions[0]
    chosen = next((each for each in editions if each.edition == number), None)
    if chosen is None:
        raise NotFound
    return chosen


def _sections(work: Work, shown: SentEdition) -> list[Section]:
    programme = catalogue.programme(work.db, shown.programme, shown.programme_version)
    return sections(shown.digest, shown.written, programme, since=shown.since, until=shown.until)


def _line(work: Work, view: ReferralView, each: SentEdition) -> tuple[str, str, str]:
    where = url_for("sent_summaries.show", summary_id=each.summary_id, edition=each.edition)
    return edition(_sheet(work, view, each)), where, _paper_address(each)


def _paper_address(each: SentEdition) -> str:
    return url_for("sent_summaries.paper", summary_id=each.summary_id, edition=each.edition)


def _sheet(work: Work, view: ReferralView, each: SentEdition) -> Sheet:
    family, received = view.record, view.referral.received
    name = f"{family.given_name} {family.family_name}".strip() if family else ""
    return Sheet(
        name=name,
        provider=_name(work, each.organisation),
        sender=_name(work, received.sender) if received else "",
        since=each.since,
        until=each.until,
        approved_on=each.sent_on,
        edition=each.edition,
        reason=each.reason,
    )


def _name(work: Work, organisation_id: UUID) -> str:
    organisation = catalogue.organisation(work.db, organisation_id)
    return organisation.name_in(language()) if organisation else ""
