"""Who could be offered a family, as directory, networks and people stand on that day."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from services.common import catalogue
from services.common.codes import OfferRule
from services.referral.access.queries import organisations_that_answer
from services.referral.directory import queries as directory
from services.referral.directory.rules import Terms
from services.referral.networks import queries as networks
from services.referral.networks.events import Offer
from services.referral.networks.queries import ListedNetwork
from services.referral.openings.queries import declared
from services.referral.openings.rules import NOTHING
from services.referral.routes.domain import Choice
from services.referral.routes.events import OfferExplained, Skip
from services.referral.routes.rules import (
    NO_FAMILIES,
    Candidate,
    FamilyCount,
    Wanted,
    judged,
    ranked,
)
from services.referral.routes.texts import Rules
from shared.kernel.aggregate import Refused

CountFamilies = Callable[[Connection, str, date], Mapping[UUID, FamilyCount]]
"""How many families each organisation has of a programme: the referrals know it."""


def choose(
    db: Connection,
    wanted: Wanted,
    *,
    on: date,
    count_families: CountFamilies,
    tried: Collection[UUID] = (),
) -> Choice | None:
    """The member that can take the family and is least busy, else the network's coordinator.

    A programme without a network goes to its one provider; None where nobody knows it yet.
    """
    network, provider = networks.network_of(db, wanted.programme), None
    if network is None:
        provider = catalogue.provider_of(db, wanted.programme)
        return Choice(None, None, (), provider, OfferRule.AGREEMENT) if provider else None
    candidates = _candidates(db, network, wanted, on=on, count_families=count_families)
    considered = ranked(candidates, wanted, tried=tried)
    first, ids = considered[0], (network.id, network.coordinator)
    if first.skips:
        return Choice(*ids, considered, network.coordinator, OfferRule.NOBODY_LEFT)
    return Choice(*ids, considered, first.organisation, OfferRule.ROUTED)


def rules_against(
    db: Connection,
    wanted: Wanted,
    organisation: UUID,
    *,
    on: date,
    count_families: CountFamilies,
) -> tuple[Skip, ...] | None:
    """The rules against offering it to this organisation; None: it does not provide it at all.

    Nothing stands in the way of a programme's one provider, or of a network's coordinator.
    """
    network = networks.network_of(db, wanted.programme)
    if network is None:
        is_it = catalogue.provider_of(db, wanted.programme) == organisation
        return () if is_it else None
    candidates = _candidates(db, network, wanted, on=on, count_families=count_families)
    member = next((each for each in candidates if each.organisation == organisation), None)
    if member is None:
        return () if organisation == network.coordinator else None
    return judged(member, wanted).skips


def _candidates(
    db: Connection,
    network: ListedNetwork,
    wanted: Wanted,
    *,
    on: date,
    count_families: CountFamilies,
) -> list[Candidate]:
    organisations, answering = catalogue.all_organisations(db), organisations_that_answer(db)
    openings = declared(db, wanted.programme)
    counts = count_families(db, wanted.programme, on)
    covering = directory.agreements_for(db, wanted.programme, wanted.place.municipality, on=on)
    return [
        Candidate(
            organisation=id_,
            code=organisations[id_].code,
            **_limits(offer, network),
            has_agreement=_is_agreed(covering, id_, network, wanted.programme, db),
            has_people=id_ in answering,
            closed=(opening := openings.get((id_, wanted.programme), NOTHING)).closed_on(on),
            places=opening.places,
            families=counts.get(id_, NO_FAMILIES).against(opening),
        )
        for id_, offer in network.members.items()
        if id_ in organisations
    ]


def _limits(offer: Offer, network: ListedNetwork) -> dict[str, tuple[str, ...]]:
    names = ("themes", "languages", "municipalities", "counties")
    limits = {name: getattr(offer, name) for name in names}
    return limits | {"programmes": offer.programmes or network.programmes}


def _is_agreed(
    covering: list[Terms], member: UUID, network: ListedNetwork, programme: str, db: Connection
) -> bool:
    """By the member's own agreement, the network's, or that of the programme's provider."""
    parties = {member, network.coordinator, catalogue.provider_of(db, programme)}
    return any(terms.provider in parties for terms in covering)


def explained(
    skips: Sequence[Skip] | None,
    about: tuple[UUID, UUID],
    organisation: UUID,
    reason: str,
    *,
    on: date,
) -> list[OfferExplained]:
    """Why a person offers it against these rules; `Refused` without a reason. `about`: whose."""
    if skips is None:
        raise Refused("That organisation does not provide this programme.", code="not-provider")
    rules = tuple(skip.rule for skip in skips)
    if rules and not reason:
        raise Refused(
            "The rules of the network do not choose this organisation: %(rules)s. "
            "Say why you offer it there all the same.",
            code="reason-needed",
            field="reason",
            more={"rules": list(rules)},
            rules=Rules(skips),
        )
    if not rules and not reason:
        return []
    referral_id, subject_id = about
    return [
        OfferExplained(
            referral_id=referral_id,
            subject_id=subject_id,
            organisation=organisation,
            rules=rules,
            reason=reason,
            on=on,
        )
    ]
