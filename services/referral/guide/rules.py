"""Which services somebody finds: by what it is about, an age and a place."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.common.codes import ReferrerKind
from services.common.programme import Programme
from services.referral.directory.rules import Place, Terms

OWN_WAYS = (ReferrerKind.HOME, ReferrerKind.SELF)


@dataclass(frozen=True, kw_only=True)
class Search:
    """What somebody looks for; empty where they do not say it."""

    about: str = ""  # code of a theme or a need
    age: int | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Offer:
    """A programme that takes families in, with the agreements of the day that name it."""

    programme: Programme
    terms: tuple[Terms, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """Codes of what it is about: its themes, and the needs that it answers."""
        return (*(theme.code for theme in self.programme.themes), *self.programme.needs)

    @property
    def takes_own_contact(self) -> bool:
        """May a family come by itself? Where no way in is named, every one is open."""
        routes = self.programme.routes
        return not routes or not {*routes}.isdisjoint(OWN_WAYS)

    def serves(self, place: Place) -> bool:
        return any(terms.serves(place) for terms in self.terms)


def fits(offer: Offer, search: Search) -> bool:
    """Is it something for this search? What nobody says excludes nothing."""
    if search.about and search.about not in offer.topics:
        return False
    if search.age is not None and not offer.programme.audience.age_fits(search.age):
        return False
    return search.place is None or offer.serves(search.place)


def served(terms: Iterable[Terms]) -> tuple[list[str], list[str]]:
    """Codes of the municipalities and of the wellbeing counties that the agreements name."""
    several = list(terms)
    municipalities = {code: None for each in several for code in each.municipalities}
    counties = {code: None for each in several for code in each.counties}
    return list(municipalities), list(counties)
