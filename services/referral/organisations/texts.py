"""What happened to an organisation, and what hangs on it, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from services.common import catalogue, geography
from services.common.codes import OrganisationKind
from services.common.labels import label
from services.referral.directory import events
from services.referral.directory.policy import reads_of_parties
from services.referral.directory.rules import Terms
from services.referral.organisations.rules import COUNTY, Ties
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, language, ngettext
from shared.work import Work

Link = tuple[str, str]  # text and address; no address where the reader opens nothing
FEWEST = 5  # families that are counted; fewer are only said to be there


@dataclass(frozen=True)
class Tie:
    """One kind of what hangs on an organisation."""

    heading: str
    links: list[Link]


def place(area: str | None) -> str:
    """A municipality or a county by name; empty for none."""
    if not area:
        return ""
    if area.startswith(COUNTY):
        return geography.county(area.removeprefix(COUNTY)).name(language())
    return geography.name(area, language())


def families(number: int) -> str:
    if 0 < number < FEWEST:
        return gettext("fewer than %(least)s families", least=FEWEST)
    return ngettext("%(num)s family", "%(num)s families", number)


def happening(event: events.OrganisationEvent) -> str:
    """One line of its history."""
    match event:
        case events.OrganisationRegistered(name=name):
            return gettext("Registered: %(name)s", name=name)
        case events.OrganisationRenamed(name=name, name_sv=name_sv, name_en=name_en):
            names = " · ".join(filter(None, (name, name_sv, name_en)))
            return gettext("Is called: %(names)s", names=names)
        case events.KindGiven(kind=kind, area=area):
            what = " · ".join(
                filter(None, (label(OrganisationKind(kind), language()), place(area)))
            )
            return gettext("Kind: %(kind)s", kind=what)
        case events.ContactGiven(phone=phone, email=email, address=address):
            reached = " · ".join(filter(None, (phone, email, address)))
            return gettext("Contact: %(contact)s", contact=reached or "–")
        case events.OrganisationLeft(on=day):
            return gettext("Left on %(day)s", day=format_date(day))
        case events.OrganisationReturned(on=day):
            return gettext("Came back on %(day)s", day=format_date(day))


def ties(work: Work, who: Principal, ties: Ties, organisation_id: UUID) -> Iterator[Tie]:
    """What hangs on an organisation, kind by kind, each with its page."""
    people = ngettext("%(num)s person", "%(num)s people", ties.people)
    listed = url_for("staff.listed", organisation=organisation_id)
    groups: tuple[tuple[str, list[Link]], ...] = (
        (gettext("May sign in"), [(people, listed)] if ties.people else []),
        (gettext("Families"), [(families(ties.families), "")] if ties.families else []),
        (gettext("Programmes"), _programmes(ties)),
        (gettext("Agreements"), [_agreement(work, who, terms) for terms in ties.agreements]),
        (gettext("Networks"), _networks(ties)),
        (gettext("Systems"), _systems(ties)),
    )
    for heading, links in groups:
        if links:
            yield Tie(heading, links)


def _programmes(ties: Ties) -> list[Link]:
    return [
        (each.name_in(language()), url_for("directory.programme", code=each.code))
        for each in ties.programmes
    ]


def _networks(ties: Ties) -> list[Link]:
    return [(each.name, url_for("networks.show", network_id=each.id)) for each in ties.networks]


def _systems(ties: Ties) -> list[Link]:
    return [
        (
            each.client.registered.sign_in if each.client.registered else "–",
            url_for("systems.show", client_id=each.client.id),
        )
        for each in ties.systems
    ]


def _agreement(work: Work, who: Principal, terms: Terms) -> Link:
    sides = (catalogue.organisation(work.db, side) for side in (terms.provider, terms.party))
    names = " – ".join(each.name_in(language()) for each in sides if each)
    ends = format_date(terms.ends_on) if terms.ends_on else ""
    opens = reads_of_parties(who, terms.provider, terms.party)
    href = url_for("partnerships.show", agreement_id=terms.id) if opens else ""
    return f"{names}, {format_date(terms.starts_on)}–{ends}", href
