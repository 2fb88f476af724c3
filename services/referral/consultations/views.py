"""What the pages of consultations show, in the reader's language; templates only draw it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy import Row, select

from services.common import catalogue
from services.common.codes import Profession, Role, Theme, Urgency
from services.common.labels import choices, label
from services.referral.consultations import policy, queries, texts
from services.referral.consultations.policy import ConsultationView
from services.referral.referrals.projections import referrals
from shared.identity.principals import Principal
from shared.web.access_log import note_listed
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.paging import PageRequest
from shared.web.parts import Kind, Option
from shared.work import Work

SHOWN = 50  # of a page, and of one's own referrals to choose from
Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class ConsultationLine:
    href: str
    theme: str
    about: str
    due: str
    tag: tuple[Kind, str]


@dataclass(frozen=True)
class ConsultationList:
    lines: list[ConsultationLine]
    more: str
    may_ask: bool


@dataclass(frozen=True)
class Message:
    who: str
    day: str
    text: str


@dataclass(frozen=True)
class ConsultationPage:
    view: ConsultationView
    title: str
    tag: tuple[Kind, str]
    facts: Facts
    thread: list[Message]
    proposed: str
    may_take: bool
    may_write: bool
    may_propose: bool
    may_agree: bool
    may_close: bool
    may_link: bool
    referral_href: str
    referrals: list[Option]


@dataclass(frozen=True)
class GuidanceLine:
    theme: str
    who: str
    day: str
    text: str


@dataclass(frozen=True)
class GuidancePage:
    lines: list[GuidanceLine]
    themes: list[Option]
    theme: str
    more: str


def board(work: Work, who: Principal, cursor: str) -> ConsultationList:
    """The reader's own side's, and what the network has not answered yet."""
    shown = queries.listed(work, who, PageRequest(SHOWN, cursor))
    return ConsultationList(
        lines=[_line(work, row) for row in shown.items],
        more=url_for("consultations.show_list", cursor=shown.next) if shown.next else "",
        may_ask=who.has(Role.MUNICIPAL_WORKER),
    )


def page(work: Work, who: Principal, consultation_id: UUID) -> ConsultationPage:
    """One, and what its reader can do."""
    view = queries.consultation(work, who, consultation_id)
    state, question = view.consultation, view.consultation.question
    note_listed([consultation_id])
    is_asker = policy.is_asker.allows(who, view)
    answers = policy.answers.allows(who, view)
    takes_part = policy.takes_part.allows(who, view)
    return ConsultationPage(
        view=view,
        title=texts.theme(question.theme),
        tag=texts.tag(str(state.status)),
        facts=_facts(work, view),
        thread=[
            Message(_name(work, each.organisation), format_date(each.on), each.text or "")
            for each in state.thread
        ],
        proposed=state.proposed_text if takes_part and not state.guidance else "",
        may_take=view.is_open and policy.takes.allows(who, view),
        may_write=takes_part and state.is_in_work,
        may_propose=answers and state.is_answered and not state.guidance,
        may_agree=is_asker and bool(state.proposed_text) and not state.guidance,
        may_close=takes_part and not state.is_closed,
        may_link=is_asker and state.referral is None,
        referral_href=_referral_href(state.referral) if is_asker else "",
        referrals=_own_referrals(work, who) if is_asker else [],
    )


def guidance(work: Work, theme: str, cursor: str) -> GuidancePage:
    """What professionals may read of answers to others."""
    shown = queries.agreed_guidance(work, theme, PageRequest(SHOWN, cursor))
    more = url_for("consultations.show_guidance", theme=theme, cursor=shown.next)
    return GuidancePage(
        lines=[
            GuidanceLine(
                texts.theme(row.theme),
                _name(work, row.organisation),
                format_date(row.agreed_on),
                row.guidance,
            )
            for row in shown.items
        ],
        themes=_options(Theme),
        theme=theme,
        more=more if shown.next else "",
    )


def choices_of_question() -> dict[str, list[Option]]:
    """What the form of a question lets choose from."""
    return {
        "themes": _options(Theme),
        "professions": _options(Profession),
        "urgencies": _options(Urgency),
    }


def _options(codes: Any) -> list[Option]:
    return [Option(value, text) for value, text in choices(codes, language())]


def _line(work: Work, row: Row[Any]) -> ConsultationLine:
    about = (label(Urgency(row.urgency), language()), label(Profession(row.profession), language()))
    return ConsultationLine(
        href=url_for("consultations.show", consultation_id=row.consultation_id),
        theme=texts.theme(row.theme),
        about=" · ".join(about),
        due=texts.due(row.status, row.due_on, work.today),
        tag=texts.tag(row.status),
    )


def _facts(work: Work, view: ConsultationView) -> Facts:
    question, taken = view.consultation.question, view.consultation.taken
    facts = (
        (gettext("Profession"), label(Profession(question.profession), language())),
        (gettext("Urgency"), label(Urgency(question.urgency), language())),
        (gettext("Asked on"), format_date(question.on)),
        (gettext("Answers"), _name(work, taken.organisation) if taken else ""),
        (
            gettext("Deadline"),
            texts.due(str(view.consultation.status), question.due_on, work.today),
        ),
    )
    return [(term, text) for term, text in facts if text]


def _own_referrals(work: Work, who: Principal) -> list[Option]:
    """Those that the professional's organisation has sent, the newest first, without names."""
    c = referrals.c
    query = select(c.referral_id, c.programme, c.referred_on).where(c.sender == who.organisation)
    rows = work.db.execute(query.order_by(c.referred_on.desc(), c.referral_id).limit(SHOWN))
    names = catalogue.names_of_programmes(work.db, language())
    called = gettext("No programme chosen yet")
    return [
        Option(
            str(row.referral_id),
            f"{format_date(row.referred_on)} · {names.get(row.programme or '', called)}",
        )
        for row in rows
    ]


def _referral_href(referral_id: UUID | None) -> str:
    return url_for("referrals.show", referral_id=referral_id) if referral_id else ""


def _name(work: Work, organisation: UUID) -> str:
    home = catalogue.organisation(work.db, organisation)
    return home.name_in(language()) if home else "–"
