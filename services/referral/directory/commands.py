"""What can be asked of the directory. Each function runs in the caller's one transaction.

Each is safe to repeat: saying the same again changes nothing and answers the same id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from services.common import catalogue, geography
from services.common.codes import AgreementKind, OrganisationKind
from services.common.programme.programme import Programme, Scenario
from services.referral.directory import events
from services.referral.directory.domain import Agreement, Organisation, ProgrammeEntry
from shared.kernel.aggregate import Invalid
from shared.work import Taken, Work

ORGANISATION, PROGRAMME = "organisation", "programme"  # codes are unique among their kind


def register_organisation(
    work: Work,
    *,
    code: str,
    name: str,
    kind: OrganisationKind,
    area: str | None = None,
    organisation_id: UUID | None = None,
) -> UUID:
    """The organisation's id; raises `Refused` when the code belongs to another name."""
    new = Organisation(organisation_id or uuid4())
    try:
        work.claim(ORGANISATION, code, new)
    except Taken as taken:
        new = Organisation(taken.id)
    registered = events.OrganisationRegistered(
        organisation_id=new.id, code=code, name=name, kind=kind, area=area
    )
    work.change(new, lambda organisation: organisation.register(registered))
    return new.id


def publish_programme(work: Work, programme: Programme, *, provider: UUID | None = None) -> UUID:
    """The id of the programme's entry. The provider is the organisation it names.

    Raises `Refused` when this version is published with other content already.
    """
    provider = provider or work.holder(ORGANISATION, programme.provider)
    if provider is None:
        raise Invalid(
            "No organisation is called %(provider)s.",
            code="unknown-provider",
            provider=programme.provider,
        )
    own = work.actor.organisation
    if own not in (None, provider):
        raise Invalid(
            "You publish for your own organisation, and %(provider)s is another one.",
            code="not-own-provider",
            provider=programme.provider,
        )
    entry = ProgrammeEntry(uuid4())
    try:
        work.claim(PROGRAMME, programme.code, entry)
    except Taken as taken:
        entry = ProgrammeEntry(taken.id)
        _must_own(work, entry, programme.code)
    today = work.today
    work.change(entry, lambda entry: entry.publish(programme, provider=provider, on=today))
    return entry.id


def _must_own(work: Work, entry: ProgrammeEntry, code: str) -> None:
    """Refuse a code under which another organisation has published, to all but the region's."""
    owner, own = work.load(entry)[0].provider, work.actor.organisation
    if own is not None and own != owner:
        raise Invalid(
            "The code %(programme)s is another organisation's programme. Choose another code.",
            code="not-own-programme",
            programme=code,
        )


@dataclass(frozen=True, kw_only=True)
class Area:
    """Whose inhabitants an agreement is about: municipalities, whole counties, or both."""

    municipalities: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What the party gets and gives: families and euros a year, what comes first each year."""

    quota: int | None = None
    price: Decimal | None = None
    emphases: tuple[events.Emphasis, ...] = ()
    plan: str = ""
    kind: AgreementKind | None = None
    quotas: tuple[events.ProgrammeQuota, ...] = ()
    family_price: Decimal | None = None
    notice_days: int | None = None
    plan_link: str = ""


def make_agreement(
    work: Work,
    *,
    provider: UUID,
    party: UUID,
    programmes: Sequence[str],
    area: Area,
    starts_on: date,
    ends_on: date | None = None,
    promise: Promise | None = None,
    controller: UUID | None = None,
    agreement_id: UUID | None = None,
) -> UUID:
    """The agreement's id. Without a controller the programmes' own scenario decides."""
    _check_places(area)
    for side in (provider, party):
        catalogue.check_here(work.db, side)
    promise = promise or Promise()
    made = events.AgreementMade(
        agreement_id=agreement_id or uuid4(),
        provider=provider,
        party=party,
        controller=controller or _controller(work, programmes, provider=provider, party=party),
        programmes=tuple(programmes),
        municipalities=area.municipalities,
        counties=area.counties,
        starts_on=starts_on,
        ends_on=ends_on,
        **vars(promise),
    )
    work.change(Agreement(made.agreement_id), lambda agreement: agreement.make(made))
    return made.agreement_id


def end_agreement(work: Work, agreement_id: UUID, *, last_day: date) -> None:
    """Let it end sooner than agreed; `on` is its last day."""
    work.change(Agreement(agreement_id), lambda agreement: agreement.end(on=last_day))


def renew_agreement(work: Work, agreement_id: UUID, *, last_day: date | None) -> None:
    """Let it go on as it is; `on` is its new last day, none: until further notice."""
    today = work.today
    work.change(
        Agreement(agreement_id), lambda agreement: agreement.renew(ends_on=last_day, on=today)
    )


def _check_places(area: Area) -> None:
    lists: tuple[tuple[Sequence[str], Mapping[str, object]], ...] = (
        (area.municipalities, geography.municipalities()),
        (area.counties, geography.counties()),
    )
    unknown = [
        code
        for codes, places in lists
        for code in codes
        if code not in places and geography.current(code) not in places
    ]
    if unknown:
        raise Invalid(
            "There is no place with the code %(codes)s.",
            code="unknown-place",
            codes=", ".join(unknown),
        )


def _controller(work: Work, programmes: Sequence[str], *, provider: UUID, party: UUID) -> UUID:
    """Whoever buys keeps the register; whoever does its own work keeps its own."""
    bought = {_programme(work, code).controller_scenario is Scenario.B for code in programmes}
    if len(bought) > 1:
        raise Invalid(
            "Bought and own programmes need agreements of their own: their registers differ.",
            code="two-controllers",
        )
    return party if True in bought else provider


def _programme(work: Work, code: str) -> Programme:
    entry_id = work.holder(PROGRAMME, code)
    if entry_id is None:
        raise Invalid(
            "No programme is called %(programme)s.", code="unknown-programme", programme=code
        )
    entry, _ = work.load(ProgrammeEntry(entry_id))
    return entry.versions[-1]
