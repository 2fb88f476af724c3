"""What pages and API read of matches. Names come only with a match that all have agreed to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, or_, select

from services.common.codes import MatchStatus, Role
from services.common.matches import GOING_ON
from services.common.programme import Consent
from services.volunteers.matches import policy
from services.volunteers.matches.commands import adult_from_of
from services.volunteers.matches.domain import Match
from services.volunteers.matches.events import MatchConsidered, MatchProposed, OfMatch
from services.volunteers.matches.policy import MatchView
from services.volunteers.matches.projections import introductions, matches
from services.volunteers.needs.events import NeedOpened
from services.volunteers.people import queries as people
from services.volunteers.ranking.domain import Caution, Engaged
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.codec import to_json
from shared.kernel.sealing import opened
from shared.store.history import moved_since
from shared.web.paging import Page, PageRequest, in_order, page
from shared.work import Work, state_of


@dataclass(frozen=True)
class Introduction:
    """Whom a support person meets, and how to reach them."""

    given_name: str
    phone: str | None
    address: str | None
    guardian_name: str | None
    guardian_phone: str | None
    siblings: tuple[str, ...] = ()  # first names


def match(work: Work, principal: Principal, match_id: UUID) -> MatchView:
    """One match; raises `NotFound` for whoever may not read it."""
    state, version = work.load(Match(match_id))
    if state.proposed is None:
        raise NotFound
    view = MatchView(state, version, is_own=False)
    if not policy.follows.allows(principal, view):
        own_id = people.own_id(work, principal)
        view = replace(view, is_own=state.proposed.volunteer_id == own_id)
    policy.reads.check(principal, view)
    return view


def as_json(work: Work, match: Match) -> dict[str, Any]:
    """The resource: ids, codes and days, no name."""
    proposed = match.proposed
    if proposed is None:
        raise NotFound
    return {
        "id": match.id,
        "status": match.status,
        "case": proposed.case_id,
        "referral": proposed.referral_id,
        "volunteer": proposed.volunteer_id,
        "programme": proposed.programme,
        "proposed_on": match.proposed_on,
        "agreed_on": match.agreed_on,
        "started_on": match.started_on,
        "until": match.until,
        "ended_on": match.ended_on,
        "end_reason": match.end_reason,
        "waits_for": _waits_for(work, match),
        "consents": _consents(match),
    }


def _waits_for(work: Work, match: Match) -> list[Consent]:
    if match.status != MatchStatus.PROPOSED:
        return []
    return list(match.waits_on(work.today, adult_from_of(work, match.id)))


def concerned(db: Connection, event: OfMatch) -> Collection[UUID]:
    """Who may hear of an event that an earlier policy was asked about."""
    return state_of(db, Match(event.match_id), MatchConsidered, MatchProposed).concerned_by(event)


def views(
    work: Work,
    principal: Principal,
    *,
    case_id: UUID | None = None,
    status: str = "",
    since: datetime | None = None,
    sort: str = "-proposed_on",
    page_request: PageRequest,
) -> Page[MatchView]:
    """The organisation's matches, or a support person's own; newest first unless asked else."""
    moved = moved_since(work.db, Match.category, since) if since else None
    query = select(matches)
    if principal.has(Role.NGO_COORDINATOR, Role.NGO_WORKER):
        query = query.where(matches.c.organisation == principal.organisation)
    else:
        query = query.where(matches.c.volunteer_id == people.own_id(work, principal))
    if case_id is not None:
        query = query.where(matches.c.case_id == case_id)
    if status:
        query = query.where(matches.c.status == status)

    def read(row: Row[Any]) -> MatchView | None:
        is_left_out = moved is not None and row.match_id not in moved
        return None if is_left_out else match(work, principal, row.match_id)

    order = in_order(matches.c.proposed_on, matches.c.match_id, sort)
    return page(work.db, query, order, page_request=page_request, read=read)


def of_volunteer(work: Work, volunteer_id: UUID) -> list[Row[Any]]:
    """Every match of one person, newest first."""
    query = select(matches).where(matches.c.volunteer_id == volunteer_id)
    ordered = query.order_by(matches.c.proposed_on.desc(), matches.c.match_id)
    return list(work.db.execute(ordered).all())


def last_end(work: Work, volunteer_id: UUID) -> date | None:
    """When the latest support of a person ended; None while none has."""
    is_it = matches.c.volunteer_id == volunteer_id, matches.c.status == MatchStatus.ENDED
    return work.db.execute(select(func.max(matches.c.ended_on)).where(*is_it)).scalar()


def of_case(work: Work, case_id: UUID) -> list[Row[Any]]:
    """Every match of one case, newest first: the history of re-matches."""
    query = select(matches).where(matches.c.case_id == case_id)
    ordered = query.order_by(matches.c.proposed_on.desc(), matches.c.match_id)
    return list(work.db.execute(ordered).all())


def introduction(work: Work, match: Row[Any]) -> Introduction | None:
    """Whom an agreed match is with; None before all consented, and after it has ended."""
    if match.status not in GOING_ON:
        return None
    query = select(introductions).where(introductions.c.match_id == match.match_id)
    row = work.db.execute(query).first()
    if row is None:
        return None
    values = {
        name: opened(getattr(row, name), work.sealing) for name in Introduction.__dataclass_fields__
    }
    return Introduction(**values | {"siblings": tuple(values["siblings"] or ())})


def partings(work: Work, need: NeedOpened) -> Mapping[UUID, frozenset[str]]:
    """How support of this family by the organisation's people ended before: ends, and DECLINED."""
    is_family = or_(matches.c.case_id == need.case_id, matches.c.referral_id == need.referral_id)
    over = matches.c.status.in_((MatchStatus.ENDED, MatchStatus.DECLINED))
    columns = (matches.c.volunteer_id, matches.c.status, matches.c.end_reason)
    endings: dict[UUID, set[str]] = {}
    for row in work.db.execute(select(*columns).where(is_family, over)):
        endings.setdefault(row.volunteer_id, set()).add(row.end_reason or Caution.DECLINED)
    return {volunteer_id: frozenset(ends) for volunteer_id, ends in endings.items()}


def engagements(work: Work, organisation: UUID) -> Mapping[UUID, Engaged]:
    """How much of each person's time is promised."""
    columns = (matches.c.volunteer_id, matches.c.status, func.count())
    query = select(*columns).where(matches.c.organisation == organisation)
    tally: dict[UUID, dict[str, int]] = {}
    for volunteer_id, status, number in work.db.execute(
        query.group_by(matches.c.volunteer_id, matches.c.status)
    ):
        tally.setdefault(volunteer_id, {})[status] = number
    return {volunteer_id: _engaged(by_status) for volunteer_id, by_status in tally.items()}


def _engaged(tally: Mapping[str, int]) -> Engaged:
    return Engaged(
        supporting=sum(tally.get(status, 0) for status in GOING_ON),
        proposed=tally.get(MatchStatus.PROPOSED, 0),
        earlier=tally.get(MatchStatus.ENDED, 0),
    )


def _consents(match: Match) -> dict[str, Any]:
    answers = {"volunteer": match.volunteer, "family": match.family, "child": match.child}
    return {name: answer and _without_id(to_json(answer)) for name, answer in answers.items()}


def _without_id(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "match_id"}
