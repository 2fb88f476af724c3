"""Consultations as their readers may see them."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, false, func, or_, select

from services.common.codes import ConsultationStatus, Register, Role, Theme
from services.common.erasure.schedule import schedule_of
from services.referral.consultations import policy
from services.referral.consultations.domain import Consultation
from services.referral.consultations.policy import ConsultationView
from services.referral.consultations.projections import consultations, guidance
from services.referral.networks.queries import all_networks
from shared.identity.principals import Principal
from shared.web.paging import Page, PageRequest, page
from shared.work import Work


def consultation(work: Work, who: Principal, consultation_id: UUID) -> ConsultationView:
    """One before its reader; raises `NotFound`."""
    state, version = work.load(Consultation(consultation_id))
    theme = state.first.theme if state.first else ""
    view = ConsultationView(state, version, theme in themes_known(work, who))
    policy.reads.check(who, view)
    return view


def themes_known(work: Work, who: Principal) -> frozenset[str]:
    """About which themes the reader's organisation can advise, as its networks say."""
    home = who.organisation
    if home is None or not who.has(*policy.STAFF):
        return frozenset()
    offers = [each.members[home] for each in all_networks(work.db) if home in each.members]
    return frozenset(theme for offer in offers for theme in (offer.themes or tuple(Theme)))


def listed(work: Work, who: Principal, request: PageRequest) -> Page[Row[Any]]:
    """The reader's own side's and, for the network, those that nobody has taken; newest first."""
    c = consultations.c
    query = select(consultations).where(_theirs(work, who))
    order = (c.asked_on.desc(), c.consultation_id)
    return page(work.db, query, order, page_request=request, read=lambda row: row)


def unanswered(work: Work, who: Principal) -> int:
    """How many wait for an answer of the reader's organisation, or for anybody's."""
    c = consultations.c
    is_ours = (c.status == ConsultationStatus.TAKEN) & (c.answerer == who.organisation)
    waits = or_(c.status == ConsultationStatus.OPEN, is_ours)
    query = select(func.count()).select_from(consultations).where(_theirs(work, who), waits)
    return work.db.execute(query).scalar_one()


def agreed_guidance(work: Work, theme: str, request: PageRequest) -> Page[Row[Any]]:
    """What professionals may read of answers, about one theme or all; newest first."""
    c = guidance.c
    query = select(guidance)
    if theme:
        query = query.where(c.theme == theme)
    order = (c.agreed_on.desc(), c.consultation_id)
    return page(work.db, query, order, page_request=request, read=lambda row: row)


def ended(work: Work) -> list[UUID]:
    """Consultations whose time may be over: a cheap first look, without their histories."""
    since = max(kept.since(work.today) for kept in schedule_of(Register.CONTACTS))
    c = consultations.c
    query = select(c.consultation_id).where(c.latest < since)
    return list(work.db.scalars(query.order_by(c.consultation_id)))


def _theirs(work: Work, who: Principal) -> ColumnElement[bool]:
    c = consultations.c
    if who.organisation is None:
        return false()
    if who.has(Role.MUNICIPAL_WORKER):
        return c.organisation == who.organisation
    is_open = c.status == ConsultationStatus.OPEN
    answerable = and_(is_open, c.theme.in_(sorted(themes_known(work, who))))
    return or_(c.answerer == who.organisation, answerable)
