"""What the pipeline shows, in the reader's language: from applicant to active, stage by stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.common.codes import Role, SupportKind, VolunteerStatus
from services.common.labels import label
from services.common.phrases import place
from services.common.programme import Programme, Step
from services.volunteers.matches.domain import Match
from services.volunteers.matches.queries import engagements
from services.volunteers.matches.rules import soon
from services.volunteers.matching import queries as matching
from services.volunteers.people import queries
from services.volunteers.people.queries import Listed
from services.volunteers.ranking.domain import Engaged
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext
from shared.web.paging import PageRequest, after
from shared.web.parts import ChecklistItem, Count
from shared.work import Work

APPLIED, TRAINING, APPROVAL, ACTIVE, PAUSED, ENDED = (
    "applied",
    "training",
    "approval",
    "active",
    "paused",
    "ended",
)
COLUMNS = (APPLIED, TRAINING, APPROVAL, ACTIVE)
SHOWN = 6  # cards of a column before "show all"
LAST = 100  # of those who have ended


@dataclass(frozen=True)
class Card:
    """One person in the pipeline."""

    href: str
    name: str
    about: str
    tag: tuple[str, str]  # kind, text
    note: str


@dataclass(frozen=True)
class Column:
    title: str
    number: int
    cards: list[Card]
    href: str  # all of them


@dataclass(frozen=True)
class Waiting:
    """Somebody whose check the vetting contact has to see to."""

    href: str
    name: str
    about: str
    tag: tuple[str, str]
    action: str


@dataclass(frozen=True)
class Board:
    counts: list[Count]
    columns: list[Column]  # empty when one stage was asked for
    stage: str  # its title; empty for the whole board
    people: list[Card]  # of that stage
    checks: list[Waiting]  # for the vetting contact
    of_age: list[ChecklistItem]  # whose own consent is needed now, or soon
    is_contact: bool
    may_add: bool
    keeps_books: bool
    first: str  # address of the stage's first page; empty on it and for the whole board
    more: str  # address of the page that follows; empty on the last

    @property
    def shown(self) -> list[Card | Waiting]:
        """Everybody who is on it by name."""
        columns = [card for column in self.columns for card in column.cards]
        return [*columns, *self.people, *self.checks]


def board(work: Work, who: Principal, *, stage: str, cursor: str = "") -> Board:
    """The organisation's people by stage, or one stage in pages."""
    stages = _by_stage(work, who)
    cards = {name: _cards(work, who, people) for name, people in stages.items()}
    chosen = stage if stage in cards else ""
    titles = _titles()
    people = after(cards.get(chosen, []), lambda card: card.href, PageRequest(cursor=cursor))
    return Board(
        counts=[
            Count(len(cards[name]), titles[name], _href(name), name == chosen) for name in cards
        ],
        columns=[]
        if chosen
        else [
            Column(titles[name], len(cards[name]), cards[name][:SHOWN], _href(name))
            for name in COLUMNS
            if name in cards
        ],
        stage=titles.get(chosen, ""),
        people=people.items,
        checks=checks(work, who) if who.has(Role.VETTING_CONTACT) else [],
        of_age=coming_of_age(work, who) if not chosen else [],
        is_contact=who.has(Role.VETTING_CONTACT),
        may_add=who.has(Role.NGO_COORDINATOR),
        keeps_books=who.has(Role.NGO_COORDINATOR),
        first=_href(chosen) if cursor else "",
        more=f"{_href(chosen)}&cursor={people.next}" if people.next else "",
    )


def coming_of_age(work: Work, who: Principal) -> list[ChecklistItem]:
    """Matches in which the supported person turns 18, or has without consenting alone."""
    if who.organisation is None or not who.has(Role.NGO_COORDINATOR):
        return []
    names = queries.names(work, who.organisation)
    return [
        ChecklistItem(
            "no" if day <= work.today else "warn",
            _supporter(work, match_id, names),
            (
                gettext("turned 18 on %(day)s: own consent is missing", day=format_date(day))
                if day <= work.today
                else gettext("turns 18 on %(day)s: ask for their own consent", day=format_date(day))
            ),
            action=gettext("Open the match"),
            href=url_for("matches.match", match_id=match_id),
        )
        for match_id, day in matching.coming_of_age(work, who, until=soon(work.today))
    ]


def _supporter(work: Work, match_id: UUID, names: Mapping[UUID, str]) -> str:
    proposed = work.load(Match(match_id))[0].proposed
    return names.get(proposed.volunteer_id, "–") if proposed else "–"


def stage_of(person: Listed, programmes: Mapping[str, Programme]) -> str:
    """How far somebody has come; of a check it tells nothing."""
    if person.status is VolunteerStatus.ENDED:
        return ENDED
    if person.status is VolunteerStatus.PAUSED:
        return PAUSED
    if person.vetted:
        return ACTIVE
    policies = [programmes[code].policy for code in person.row.programmes if code in programmes]
    required = {step for policy in policies for step in policy}
    if Step.INTERVIEW in required and not (person.row.interviewed_on and person.recommended):
        return APPLIED
    if Step.REFERENCES in required and not person.row.references_on:
        return TRAINING
    if Step.TRAINING in required and not person.row.trained_on:
        return TRAINING
    return APPROVAL


def _by_stage(work: Work, who: Principal) -> dict[str, list[Listed]]:
    if who.organisation is None or not who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER):
        return {}
    programmes = {programme.code: programme for programme in catalogue.newest_programmes(work.db)}
    stages: dict[str, list[Listed]] = {name: [] for name in (*COLUMNS, PAUSED, ENDED)}
    for person in queries.active(work, who.organisation):
        stages[stage_of(person, programmes)].append(person)
    stages[ENDED] = queries.ended(work, who.organisation, most=LAST)
    return stages


def _cards(work: Work, who: Principal, people: list[Listed]) -> list[Card]:
    names = catalogue.names_of_programmes(work.db, language())
    engaged = engagements(work, who.organisation) if who.organisation else {}
    return [_card(work, person, names, engaged) for person in people]


def _card(
    work: Work, person: Listed, names: Mapping[str, str], engaged: Mapping[UUID, Engaged]
) -> Card:
    row = person.row
    days = (work.today - row.moved_on).days
    kind = label(SupportKind(row.kind), language())
    return Card(
        href=url_for("people.show", volunteer_id=person.volunteer_id),
        name=person.name,
        about=" · ".join(
            part
            for part in (kind, place(person.municipality) if person.municipality else "")
            if part
        ),
        tag=_tag(person, engaged.get(person.volunteer_id, Engaged())),
        note=", ".join(names.get(code, code) for code in row.programmes)
        + " · "
        + (
            ngettext("%(num)s day in this stage", "%(num)s days in this stage", days)
            if person.status is VolunteerStatus.APPLICANT
            else gettext("since %(day)s", day=format_date(row.moved_on, "d.M.yyyy"))
        ),
    )


def _tag(person: Listed, engaged: Engaged) -> tuple[str, str]:
    if person.status is VolunteerStatus.PAUSED:
        return "idle", label(person.status, language())
    if person.status is VolunteerStatus.ENDED:
        return "idle", label(person.status, language())
    if person.row.suspended:
        return "late", gettext("Approval suspended")
    if not person.vetted:
        return "wait", ""  # the column says it
    free = max(0, person.capacity - engaged.supporting - engaged.proposed)
    if free == 0:
        return "info", gettext("no free place")
    return "done", ngettext("%(num)s free place", "%(num)s free places", free)


def checks(work: Work, who: Principal) -> list[Waiting]:
    """Who waits for the vetting contact; nobody else learns whether a check is done."""
    names = catalogue.names_of_programmes(work.db, language())
    waiting = [_check(person, done, names) for person, done in queries.waiting_for_check(work, who)]
    return sorted(waiting, key=lambda check: check.tag[0] != "wait")


def _check(person: Listed, done: bool, names: Mapping[str, str]) -> Waiting:
    may_check = person.row.consented or person.row.kind == SupportKind.PROFESSIONAL
    if done:
        tag = ("done", gettext("checked, waits for approval"))
    elif may_check:
        tag = ("wait", gettext("waits for you"))
    else:
        tag = ("idle", gettext("waits for the volunteer's consent"))
    return Waiting(
        href=url_for("people.show", volunteer_id=person.volunteer_id),
        name=person.name,
        about=", ".join(names.get(code, code) for code in person.row.programmes),
        tag=tag,
        action=gettext("Note the check") if may_check and not done else gettext("Look"),
    )


def _titles() -> dict[str, str]:
    return {
        APPLIED: gettext("Applied"),
        TRAINING: gettext("References and training"),
        APPROVAL: gettext("Waiting for approval"),
        ACTIVE: gettext("Active"),
        PAUSED: gettext("Having a pause"),
        ENDED: gettext("Ended"),
    }


def _href(stage: str) -> str:
    return f"{url_for('board.show')}?stage={stage}"
