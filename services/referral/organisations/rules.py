"""What an organisation is registered by, and what has to end before it leaves."""

import re
from dataclasses import dataclass

from services.common import geography
from services.common.codes import OrganisationKind
from services.common.programme import Programme
from services.referral.clients.queries import ClientView
from services.referral.directory.rules import Terms
from services.referral.networks.queries import ListedNetwork
from shared.kernel.aggregate import Invalid, Refused

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
COUNTY = "county:"
OF_A_PLACE = (OrganisationKind.MUNICIPALITY, OrganisationKind.WELLBEING_COUNTY)


@dataclass(frozen=True, kw_only=True)
class Ties:
    """What hangs on an organisation that is here."""

    people: int = 0  # who may sign in
    systems: tuple[ClientView, ...] = ()  # that may call
    programmes: tuple[Programme, ...] = ()  # that take new families, and that it provides first
    agreements: tuple[Terms, ...] = ()  # that hold, or will
    networks: tuple[ListedNetwork, ...] = ()  # that it coordinates or belongs to
    families: int = 0  # offered to it or supported by it

    @property
    def is_free(self) -> bool:
        return self == Ties()


def check_free(ties: Ties, name: str) -> None:
    """Refuse to let an organisation leave while people, families or promises depend on it."""
    if not ties.is_free:
        raise Refused(
            "%(organisation)s cannot leave yet: end first what still hangs on it.",
            code="organisation-in-use",
            organisation=name,
        )


def check_code(code: str) -> None:
    """Programmes and files name organisations by it."""
    if CODE.fullmatch(code) is None:
        raise Invalid(
            "Write it in small letters a–z, numbers and hyphens, such as “mll-vs”.",
            code="organisation-code",
            field="code",
        )


def check_area(kind: OrganisationKind, area: str | None) -> None:
    """A municipality's place is a municipality, a wellbeing county's a county; nobody else has one.

    Those too may be without: a school of several municipalities.
    """
    if area is None:
        return
    is_county = area.startswith(COUNTY)
    places = geography.counties() if is_county else geography.municipalities()
    if area.removeprefix(COUNTY) not in places:
        raise Invalid(
            "There is no place with the code %(codes)s.",
            code="unknown-place",
            field="area",
            codes=area,
        )
    if kind not in OF_A_PLACE or is_county is not (kind is OrganisationKind.WELLBEING_COUNTY):
        raise Invalid(
            "Only a municipality or a wellbeing county has a place, each one of its own kind.",
            code="place-of-another-kind",
            field="area",
        )
