"""The people of a case by the day: a part of its case.

`team` is as it was last said. Who has a seat on a day follows from it and from what was agreed:
nobody needs to do anything when the day comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self, assert_never
from uuid import UUID

from services.casework.staffing import events
from services.casework.staffing.events import StaffingEvent
from services.common.codes import EarlierNotes, TeamRole


@dataclass(frozen=True)
class StandIn:
    """Somebody does another's work for a time."""

    id: UUID
    person: UUID
    instead_of: UUID
    since: date
    until: date  # the last day

    def holds(self, day: date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True)
class Limit:
    """Which notes a new worker reads: those of that day and later, and perhaps summaries."""

    since: date
    with_summaries: bool


@dataclass(frozen=True)
class Staffing:
    """Who works with a case, as its history tells."""

    team: Mapping[UUID, TeamRole] = field(default_factory=dict)
    misses_responsible: bool = False  # who was it has left, and nobody has followed
    handover: events.HandOverPlanned | None = None  # the last one that was not withdrawn
    is_accepted: bool = False  # that hand-over
    is_settled: bool = False  # and the team says so too
    stand_ins: tuple[StandIn, ...] = ()  # that have not ended
    limits: Mapping[UUID, Limit] = field(default_factory=dict)
    locks: Mapping[UUID, events.PersonLockedOut] = field(default_factory=dict)

    @property
    def locked(self) -> frozenset[UUID]:
        """Who may never open it."""
        return frozenset(self.locks)

    def team_on(self, day: date | None) -> Mapping[UUID, TeamRole]:
        """Who has which seat that day; without a day, nobody whose seat depends on it."""
        by_day = {each.person for each in self.stand_ins}
        team = {person: role for person, role in self.team.items() if person not in by_day}
        agreed = self.agreed
        if agreed is not None and (day is None or agreed.first_day <= day):
            if agreed.leaving is not None:
                team.pop(agreed.leaving, None)
            if day is not None:
                team[agreed.to] = agreed.role
        now = (each for each in self.stand_ins if day is not None and each.holds(day))
        present = {each.person for each in now if each.instead_of in team}
        team |= dict.fromkeys(present, TeamRole.SUBSTITUTE)
        return {person: role for person, role in team.items() if person not in self.locked}

    @property
    def agreed(self) -> events.HandOverPlanned | None:
        """A hand-over that was accepted and that the team does not show yet."""
        return self.handover if self.is_accepted and not self.is_settled else None

    @property
    def waits(self) -> events.HandOverPlanned | None:
        """A hand-over that nobody has accepted yet."""
        return None if self.is_accepted else self.handover

    def limit_of(self, person: UUID, day: date | None) -> Limit | None:
        """What keeps earlier notes from somebody; a stand-in reads what the other reads."""
        mine = [each for each in self.stand_ins if each.person == person]
        if not mine:
            return self.limits.get(person)
        now = [each for each in mine if day is not None and each.holds(day)]
        return self.limits.get(now[0].instead_of) if now else None

    def evolve(self, event: StaffingEvent) -> Self:
        match event:
            case events.WorkerAssigned():
                misses = self.misses_responsible and event.role is not TeamRole.RESPONSIBLE
                team = {**self.team, event.person_id: event.role}
                return replace(self, team=team, misses_responsible=misses)._settled()
            case events.WorkerReleased():
                team = {each: r for each, r in self.team.items() if each != event.person_id}
                return replace(self, team=team)._settled()
            case events.ResponsibleLeft():
                return replace(self, misses_responsible=True)
            case events.HandOverPlanned():
                return replace(self, handover=event, is_accepted=False, is_settled=False)
            case events.HandOverAccepted():
                return self._accepted(event)
            case events.HandOverWithdrawn():
                return replace(self, handover=None, is_accepted=False, limits=self._before())
            case events.StandInAgreed():
                return replace(self, stand_ins=(*self.stand_ins, _stand_in(event)))
            case events.StandInEnded():
                lasting = tuple(each for each in self.stand_ins if each.id != event.stand_in_id)
                return replace(self, stand_ins=lasting)
            case events.PersonLockedOut():
                return replace(self, locks={**self.locks, event.person_id: event})
            case events.PersonLetIn():
                left = {who: lock for who, lock in self.locks.items() if who != event.person_id}
                return replace(self, locks=left)
            case events.CaseHandedOver() | events.CaseKeptFrom():
                return self
            case _:
                assert_never(event)

    def _settled(self) -> Self:
        """Whether the team shows by now what was accepted."""
        agreed = self.agreed
        if agreed is None or agreed.to not in self.team or agreed.leaving in self.team:
            return self
        return replace(self, is_settled=True)

    def _accepted(self, event: events.HandOverAccepted) -> Self:
        if self.handover is None:
            return self
        plan = replace(self.handover, first_day=event.first_day)
        return replace(self, handover=plan, is_accepted=True, limits=self._limited(event))

    def _before(self) -> Mapping[UUID, Limit]:
        """The limits without that of a hand-over which does not come about."""
        to = self.agreed.to if self.agreed else None
        return {each: limit for each, limit in self.limits.items() if each != to}

    def _limited(self, event: events.HandOverAccepted) -> Mapping[UUID, Limit]:
        others = {each: limit for each, limit in self.limits.items() if each != event.to}
        if event.notes is EarlierNotes.ALL:
            return others
        since = event.notes_since if event.notes is EarlierNotes.SINCE else event.first_day
        limit = Limit(since or event.first_day, event.notes is EarlierNotes.SUMMARIES)
        return {**others, event.to: limit}


def _stand_in(event: events.StandInAgreed) -> StandIn:
    return StandIn(event.stand_in_id, event.person_id, event.instead_of, event.since, event.until)
