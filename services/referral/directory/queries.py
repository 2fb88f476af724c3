"""What pages and API read of the directory: programmes with their versions, agreements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Row, or_, select

from services.common import catalogue, geography
from services.common.codes import AgreementKind, OrganisationKind
from services.common.organisation import Organisation as ListedOrganisation
from services.common.programme import Programme
from services.referral.directory import policy
from services.referral.directory.commands import PROGRAMME
from services.referral.directory.domain import Agreement, Organisation, ProgrammeEntry
from services.referral.directory.events import Emphasis, ProgrammeQuota
from services.referral.directory.projections import agreements as table
from services.referral.directory.rules import Place, Terms
from shared.database.scope import rows_of_everybody
from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, NotFound
from shared.kernel.codec import dataclass_reader
from shared.store.history import moved
from shared.work import Work

_held: WeakKeyDictionary[Connection, dict[date, list[Terms]]] = WeakKeyDictionary()
ORGANISERS = (OrganisationKind.MUNICIPALITY, OrganisationKind.WELLBEING_COUNTY)


def place_of(municipality: str) -> Place:
    """The municipality as it is today, with its wellbeing county; KeyError when there is none."""
    place = geography.municipality(municipality)
    return Place(municipality=place.code, county=place.county)


def known_place(municipality: str) -> Place:
    """The same for what somebody wrote: `Invalid` when there is none."""
    try:
        return place_of(municipality)
    except KeyError:
        raise Invalid(
            "There is no municipality %(municipality)s.",
            code="unknown-municipality",
            municipality=municipality,
        ) from None


def must_be_known(db: Connection, organisations: Iterable[UUID]) -> None:
    """Refuse organisations that nobody here knows: they could never be told anything."""
    informed = list(organisations)
    registered = catalogue.all_organisations(db) if informed else {}
    for organisation in informed:
        if organisation not in registered:
            raise Invalid(
                "No organisation has the id %(organisation)s.",
                code="unknown-organisation",
                organisation=organisation,
            )


def agreements(db: Connection, *, organisation: UUID | None = None) -> list[Terms]:
    """Every agreement, or those where the organisation is a party or the provider."""
    query = select(table).order_by(table.c.starts_on, table.c.id)
    if organisation is None:
        return [_terms(row) for row in rows_of_everybody(db, query)]
    of_theirs = or_(table.c.provider == organisation, table.c.party == organisation)
    return [_terms(row) for row in db.execute(query.where(of_theirs))]


def agreements_on(db: Connection, day: date) -> list[Terms]:
    """The agreements that hold on a day; a command that asks again is given the same."""
    held = _held.setdefault(db, {})
    if day not in held:
        held[day] = _agreements_on(db, day)
    return held[day]


def _agreements_on(db: Connection, day: date) -> list[Terms]:
    lasts = or_(table.c.ends_on.is_(None), table.c.ends_on >= day)
    query = select(table).where(table.c.starts_on <= day, lasts).order_by(table.c.id)
    return [_terms(row) for row in rows_of_everybody(db, query)]


def agreements_for(db: Connection, programme: str, municipality: str, *, on: date) -> list[Terms]:
    """The agreements by which a programme serves that municipality's families on that day."""
    place = place_of(municipality)
    return [terms for terms in agreements_on(db, on) if terms.covers(programme, place, on=on)]


def controller_of(
    db: Connection, programme: str, municipality: str, *, provider: UUID, on: date
) -> UUID:
    """Whose register a family's record belongs to, as the agreement names it.

    A member of a network serves by its own agreement, else by the network's; where that leaves
    the register with who provides, it is the member's. The provider's own where no agreement
    speaks of it.
    """
    covering = agreements_for(db, programme, municipality, on=on)
    by_party = {terms.provider: terms for terms in reversed(covering)}
    own, first = by_party.get(provider), catalogue.provider_of(db, programme)
    common = by_party.get(first) if first else None
    if own is None and common is not None and catalogue.provides(db, provider, programme):
        is_providers = common.controller == common.provider
        return provider if is_providers else common.controller
    return own.controller if own else provider


def purchaser_of(
    db: Connection, programme: str, municipality: str, *, on: date, provider: UUID | None = None
) -> UUID | None:
    """The county or city that the programme's agreement makes controller; None: the provider is.

    Of the programme's own provider, until somebody else has taken the family on.
    """
    provider = provider or catalogue.provider_of(db, programme)
    if provider is None:
        return None
    controller = controller_of(db, programme, municipality, provider=provider, on=on)
    return controller if controller != provider and buys(db, controller) else None


def served_by(db: Connection, terms: Terms) -> frozenset[UUID]:
    """Who serves families by the agreement: its provider, and members of its programmes' networks.

    Those too who have left: what they accepted counts against its quota.
    """
    several = catalogue.all_providers(db, ever=True)
    networks = (several.get(code, ()) for code in terms.programmes)
    members = {id_ for each in networks if each[:1] == (terms.provider,) for id_ in each}
    return frozenset({terms.provider, *members})


def buys(db: Connection, organisation: UUID) -> bool:
    """Is it a municipality or a wellbeing county, which organise what others provide?"""
    buyer = catalogue.organisation(db, organisation)
    return buyer is not None and buyer.kind in ORGANISERS


def entry(work: Work, code: str) -> tuple[ProgrammeEntry, int]:
    """A programme with all its versions, from its own stream; `NotFound` when there is none."""
    entry_id = work.holder(PROGRAMME, code)
    if entry_id is None:
        raise NotFound
    return work.load(ProgrammeEntry(entry_id))


@dataclass(frozen=True)
class AgreementView:
    """An agreement as it stands, from its own stream."""

    agreement: Agreement
    version: int
    terms: Terms


def agreement(work: Work, principal: Principal, agreement_id: UUID) -> AgreementView:
    """One agreement; `NotFound` unless the reader may see it."""
    state, version = work.load(Agreement(agreement_id))
    policy.sees.check(principal, state)
    return AgreementView(state, version, _as_it_stands(state))


def terms_of(work: Work, agreement_id: UUID) -> Terms:
    """What an agreement says today, from its own stream; `NotFound` when there is none."""
    state, _ = work.load(Agreement(agreement_id))
    if state.made is None:
        raise NotFound
    return _as_it_stands(state)


def _as_it_stands(state: Agreement) -> Terms:
    made: dict[str, Any] = dict(vars(state.made))
    made |= {"id": made.pop("agreement_id"), "ends_on": state.ends_on}
    return Terms(**made)


def own_agreements(
    work: Work, principal: Principal, *, since: datetime | None = None
) -> list[Terms]:
    """The reader's own agreements; all of them for whoever sees all."""
    home, sees_all = principal.organisation, principal.has(*policy.SEE_ALL)
    if not sees_all and home is None:
        return []
    listed = agreements(work.db, organisation=None if sees_all else home)
    return moved(work.db, Agreement.category, listed, lambda each: each.id, since=since)


def organisations(work: Work, *, since: datetime | None = None) -> list[ListedOrganisation]:
    """Every organisation, by name."""
    listed = list(catalogue.all_organisations(work.db).values())
    return moved(work.db, Organisation.category, listed, lambda each: each.id, since=since)


def programmes(work: Work, *, since: datetime | None = None) -> list[Programme]:
    """Every programme in its newest version, by code."""
    listed = catalogue.newest_programmes(work.db)
    return moved(
        work.db,
        ProgrammeEntry.category,
        listed,
        lambda each: work.holder(PROGRAMME, each.code),
        since=since,
    )


def _terms(row: Row[tuple[object, ...]]) -> Terms:
    values = dict(row._mapping)
    build = dataclass_reader(Emphasis)
    lists = {name: tuple(values[name]) for name in ("programmes", "counties")}
    lists["municipalities"] = tuple(map(geography.current, values["municipalities"]))
    quotas = dataclass_reader(ProgrammeQuota)
    return Terms(
        **values
        | lists
        | {
            "emphases": tuple(map(build, values["emphases"])),
            "kind": values["kind"] and AgreementKind(values["kind"]),
            "quotas": tuple(map(quotas, values["quotas"] or ())),
            "plan_link": values["plan_link"] or "",
        }
    )
