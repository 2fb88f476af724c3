"""What pages and API read of matches. Names come only with a match that all have agreed to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from services.codes import MatchStatus, Role
from services.common.matches import GOING_ON
from services.volunteers.matches.domain import Match
from services.volunteers.matches.projections import introductions, matches
from services.volunteers.people import queries as people
from shared.codec import to_json
from shared.identity.principals import Principal
from shared.paging import Asked, Page, page
from shared.problems import NotFound
from shared.sealing import opened
from shared.work import Work


@dataclass(frozen=True)
class Engaged:
    """How much of a person's time is promised."""

    supporting: int = 0  # agreed and started
    proposed: int = 0
    earlier: int = 0  # ended


@dataclass(frozen=True)
class Introduction:
    """Whom a support person meets, and how to reach them."""

    given_name: str
    phone: str | None
    address: str | None
    guardian_name: str | None
    guardian_phone: str | None


@dataclass(frozen=True)
class MatchView:
    """A match as one reader may see it."""

    match: Match
    version: int
    is_coordinator: bool

    @property
    def case_id(self) -> UUID | None:
        return self.match.proposed.case_id if self.match.proposed else None


def match(work: Work, who: Principal, match_id: UUID) -> MatchView:
    """One match; raises `NotFound` unless it is the organisation's or the reader's own."""
    found, version = work.load(Match(match_id))
    if found.proposed is None:
        raise NotFound
    inside = found.proposed.organisation == who.organisation
    if inside and who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER):
        return MatchView(found, version, who.has(Role.NGO_COORDINATOR))
    if found.proposed.volunteer_id == people.own_id(work, who):
        return MatchView(found, version, False)
    raise NotFound


def as_json(view: MatchView) -> dict[str, Any]:
    """The resource: ids, codes and days, no name."""
    found, told = view.match, view.match.proposed
    if told is None:
        raise NotFound
    return {
        "id": found.id,
        "status": found.status,
        "case": told.case_id,
        "referral": told.referral_id,
        "volunteer": told.volunteer_id,
        "programme": told.programme,
        "proposed_on": told.proposed_on,
        "agreed_on": found.agreed_on,
        "started_on": found.started_on,
        "ended_on": found.ended_on,
        "end_reason": found.end_reason,
        "waits_for": list(found.waits_for) if found.status == MatchStatus.PROPOSED else [],
        "consents": _consents(found),
    }


def views(
    work: Work, who: Principal, *, case_id: UUID | None = None, status: str = "", asked: Asked
) -> Page[MatchView]:
    """The organisation's matches, or a support person's own; newest first."""
    query = select(matches)
    if who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER):
        query = query.where(matches.c.organisation == who.organisation)
    else:
        query = query.where(matches.c.volunteer_id == people.own_id(work, who))
    if case_id is not None:
        query = query.where(matches.c.case_id == case_id)
    if status:
        query = query.where(matches.c.status == status)
    return page(
        work.db,
        query,
        (matches.c.proposed_on.desc(), matches.c.match_id),
        asked=asked,
        read=lambda row: match(work, who, row.match_id),
    )


def of_volunteer(work: Work, volunteer_id: UUID) -> list[Row[Any]]:
    """Every match of one person, newest first."""
    query = select(matches).where(matches.c.volunteer_id == volunteer_id)
    ordered = query.order_by(matches.c.proposed_on.desc(), matches.c.match_id)
    return list(work.db.execute(ordered).all())


def of_case(work: Work, case_id: UUID) -> list[Row[Any]]:
    """Every match of one case, newest first: the history of re-matches."""
    query = select(matches).where(matches.c.case_id == case_id)
    ordered = query.order_by(matches.c.proposed_on.desc(), matches.c.match_id)
    return list(work.db.execute(ordered).all())


def introduction(work: Work, found: Row[Any]) -> Introduction | None:
    """Whom an agreed match is with; None before all consented, and after it has ended."""
    if found.status not in GOING_ON:
        return None
    query = select(introductions).where(introductions.c.match_id == found.match_id)
    row = work.db.execute(query).first()
    if row is None:
        return None
    said = {
        name: opened(getattr(row, name), work.sealing) for name in Introduction.__dataclass_fields__
    }
    return Introduction(**said)


def engagements(work: Work, organisation: UUID) -> Mapping[UUID, Engaged]:
    """How much of each person's time is promised."""
    columns = (matches.c.volunteer_id, matches.c.status, func.count())
    query = select(*columns).where(matches.c.organisation == organisation)
    tally: dict[UUID, dict[str, int]] = {}
    for volunteer_id, status, number in work.db.execute(
        query.group_by(matches.c.volunteer_id, matches.c.status)
    ):
        tally.setdefault(volunteer_id, {})[status] = number
    return {volunteer_id: _engaged(found) for volunteer_id, found in tally.items()}


def _engaged(tally: Mapping[str, int]) -> Engaged:
    return Engaged(
        supporting=sum(tally.get(status, 0) for status in GOING_ON),
        proposed=tally.get(MatchStatus.PROPOSED, 0),
        earlier=tally.get(MatchStatus.ENDED, 0),
    )


def _consents(found: Match) -> dict[str, Any]:
    heard = {"volunteer": found.volunteer, "family": found.family, "child": found.child}
    said = {who: to_json(answer) for who, answer in heard.items()}
    return {who: answer and _without_id(answer) for who, answer in said.items()}


def _without_id(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "match_id"}
