"""What is offered today, read from the directory: no family's data is touched."""

from collections.abc import Sequence

from services.common import catalogue
from services.common.organisation import Organisation
from services.common.programme import Programme
from services.referral.directory import queries as directory
from services.referral.guide.rules import Offer
from shared.kernel.aggregate import NotFound
from shared.work import Work


def offers(work: Work) -> Sequence[Offer]:
    """Every programme that takes families in, by code."""
    return [_offer(work, each) for each in catalogue.open_programmes(work.db, work.today)]


def offer(work: Work, code: str) -> Offer:
    """One of them; raises `NotFound` when there is none of this code."""
    programmes = catalogue.open_programmes(work.db, work.today)
    programme = next((each for each in programmes if each.code == code), None)
    if programme is None:
        raise NotFound
    return _offer(work, programme)


def provider(work: Work, of: Offer) -> Organisation | None:
    """Who provides it; by its code where nothing is published yet."""
    provider_id = catalogue.provider_of(work.db, of.programme.code)
    if provider_id is None:
        everybody = catalogue.all_organisations(work.db).values()
        return next((each for each in everybody if each.code == of.programme.provider), None)
    return catalogue.organisation(work.db, provider_id)


def members(work: Work, of: Offer) -> list[Organisation]:
    """Who else provides it, by name: the members of its network."""
    others = catalogue.all_providers(work.db).get(of.programme.code, ())[1:]
    everybody = catalogue.all_organisations(work.db)
    return [each for each in everybody.values() if each.id in others]


def _offer(work: Work, programme: Programme) -> Offer:
    today = directory.agreements_on(work.db, work.today)
    return Offer(programme, tuple(terms for terms in today if programme.code in terms.programmes))
