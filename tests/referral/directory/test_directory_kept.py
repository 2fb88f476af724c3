"""Commands, and what the tables say after them; on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar
from uuid import UUID

import pytest

from services.common import catalogue
from services.common.codes import OrganisationKind
from services.common.programme import Scenario
from services.common.programme.programme import Programme
from services.referral.directory import commands, queries
from services.referral.directory.events import Emphasis
from shared.kernel.aggregate import Invalid, Refused
from shared.service import Service
from shared.work import Actor, Work
from tests.referral.directory.examples import PROGRAMME

T = TypeVar("T")
ADMIN = Actor("admin")
SPRING = date(2026, 1, 1)
BOUGHT = replace(PROGRAMME, code="guarding", controller_scenario=Scenario.B)


def act(service: Service, what: Callable[[Work], T]) -> T:
    done = service.execute(what, ADMIN)
    service.followers.settle()
    return done


def register(work: Work, code: str, kind: OrganisationKind, area: str | None = None) -> UUID:
    return commands.register_organisation(work, code=code, name=code, kind=kind, area=area)


def region(work: Work, programme: Programme = PROGRAMME) -> tuple[UUID, UUID]:
    """A provider with a published programme, and a county."""
    provider = register(work, "boats", OrganisationKind.NGO)
    county = register(work, "varha", OrganisationKind.WELLBEING_COUNTY, "county:05")
    commands.publish_programme(work, programme)
    return provider, county


def agree(work: Work, programme: Programme = PROGRAMME) -> UUID:
    provider, county = region(work, programme)
    return commands.make_agreement(
        work,
        provider=provider,
        party=county,
        programmes=[programme.code],
        area=commands.Area(counties=("05",)),
        starts_on=SPRING,
        promise=commands.Promise(
            quota=20,
            price=Decimal("12500.50"),
            emphases=(Emphasis(year=2026, programmes=(programme.code,), agreed_on=SPRING),),
        ),
    )


def test_registering_twice_answers_the_same_id(service: Service) -> None:
    first, second = (act(service, region) for _ in range(2))
    assert (first, service.store.head()) == (second, 3)


def test_a_programme_is_found_in_each_of_its_versions(service: Service) -> None:
    later = replace(PROGRAMME, version=2, promise_days=3)
    act(service, region)
    act(service, lambda work: commands.publish_programme(work, later))
    with service.read_only(ADMIN) as work:
        versions = [catalogue.programme(work.db, "rowing", version) for version in (1, 2, None, 3)]
    assert versions == [PROGRAMME, later, later, None]


def test_a_programme_of_an_unknown_provider_is_refused(service: Service) -> None:
    with pytest.raises(Invalid, match="No organisation is called boats"):
        act(service, lambda work: commands.publish_programme(work, PROGRAMME))


def test_an_organisation_publishes_for_itself_alone(service: Service) -> None:
    provider, other = act(service, region)
    later = replace(PROGRAMME, version=2, promise_days=3)
    taken = replace(later, provider="varha")
    for own, programme, code in (
        (other, later, "not-own-provider"),
        (other, taken, "not-own-programme"),
        (provider, later, None),
    ):
        actor = Actor("somebody", own)
        try:
            service.execute(partial(commands.publish_programme, programme=programme), actor)
            refused = None
        except Invalid as invalid:
            refused = invalid.code
        assert refused == code


def test_a_code_that_is_taken_is_refused(service: Service) -> None:
    act(service, region)
    with pytest.raises(Refused, match="boats is registered as boats, not as Kanoottiseura"):
        act(
            service,
            lambda work: commands.register_organisation(
                work, code="boats", name="Kanoottiseura", kind=OrganisationKind.NGO
            ),
        )


def test_an_agreement_covers_the_municipalities_of_its_county(service: Service) -> None:
    agreement = act(service, agree)
    with service.read_only(ADMIN) as work:
        agreements = [
            [terms.id for terms in queries.agreements_for(work.db, "rowing", place, on=SPRING)]
            for place in ("853", "790")
        ]
    assert agreements == [[agreement], []]


def test_an_agreement_keeps_what_was_promised(service: Service) -> None:
    act(service, agree)
    with service.read_only(ADMIN) as work:
        (terms,) = queries.agreements(work.db)
    promised = (terms.quota, terms.price, terms.emphasis(2026), terms.emphasis(2027))
    assert promised == (20, Decimal("12500.50"), ("rowing",), ())


def test_an_agreement_holds_until_its_last_day(service: Service) -> None:
    agreement = act(service, agree)
    last = date(2026, 6, 30)
    act(service, lambda work: commands.end_agreement(work, agreement, last_day=last))
    with service.read_only(ADMIN) as work:
        days = (last, date(2026, 7, 1))
        counts = [len(queries.agreements_for(work.db, "rowing", "853", on=day)) for day in days]
    assert counts == [1, 0]


def test_who_buys_keeps_the_register(service: Service) -> None:
    provider, county = act(service, lambda work: region(work, BOUGHT))
    act(service, lambda work: agree(work, BOUGHT))
    with service.read_only(ADMIN) as work:
        controllers = [
            queries.controller_of(work.db, "guarding", place, provider=provider, on=SPRING)
            for place in ("853", "790")
        ]
    assert controllers == [county, provider]


def test_an_organisation_reads_its_own_agreements(service: Service) -> None:
    provider, county = act(service, region)
    act(service, agree)
    with service.read_only(ADMIN) as work:
        sides = (provider, county, UUID(int=5))
        counts = [len(queries.agreements(work.db, organisation=side)) for side in sides]
    assert counts == [1, 1, 0]


def test_an_agreement_about_an_unknown_place_is_refused(service: Service) -> None:
    provider, county = act(service, region)
    with pytest.raises(Invalid, match="There is no place with the code 999"):
        act(
            service,
            lambda work: commands.make_agreement(
                work,
                provider=provider,
                party=county,
                programmes=["rowing"],
                area=commands.Area(municipalities=("999",)),
                starts_on=SPRING,
            ),
        )


def test_an_agreement_may_name_a_municipality_that_has_merged(service: Service) -> None:
    provider, county = act(service, region)
    made = act(
        service,
        lambda work: commands.make_agreement(
            work,
            provider=provider,
            party=county,
            programmes=["rowing"],
            area=commands.Area(municipalities=("588",)),
            starts_on=SPRING,
        ),
    )
    assert made is not None
