"""What anybody reads of a network, in the reader's language. It shows organisations, and nobody."""

from dataclasses import dataclass

from flask import url_for

from services.common import catalogue
from services.common.codes import Theme
from services.common.labels import label, listed
from services.common.organisation import Organisation
from services.common.phrases import language_name
from services.referral.bookings.queries import Offered, free
from services.referral.first_times.queries import ALL
from services.referral.happenings import queries as happenings
from services.referral.keepers.views import contact
from services.referral.networks import queries
from services.referral.networks.events import Offer
from services.referral.networks.queries import ListedNetwork
from services.referral.open_events.views import EventLine, line
from services.referral.public_networks import rules
from services.referral.receptions import texts
from services.referral.receptions.queries import Place
from shared.web.i18n import gettext, language
from shared.work import Work

SHOWN = 5  # events; the others are in the list of all


@dataclass(frozen=True)
class NetworkLine:
    href: str
    name: str


@dataclass(frozen=True)
class ThemeLine:
    """A theme, and the first free time about it."""

    name: str
    href: str  # of all its free times
    first: str  # empty where there is none
    book: str
    where: str


@dataclass(frozen=True)
class MemberPart:
    name: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class PublicNetwork:
    name: str
    themes: list[ThemeLine]
    events: list[EventLine]
    members: list[MemberPart]
    contact: str  # to whom families turn; empty where each answers for its own
    arrangement: str
    address: str
    notices: list[tuple[str, str]]  # of its programmes: address and name


def lines(work: Work) -> list[NetworkLine]:
    """The networks that help families, by name."""
    shown = (each for each in queries.all_networks(work.db) if each.members)
    entries = [NetworkLine(url_for("public_networks.show", code=n.code), n.name) for n in shown]
    return sorted(entries, key=lambda each: each.name)


def network(work: Work, code: str) -> PublicNetwork:
    """One network; raises `NotFound`."""
    of = queries.by_code(work.db, code)
    first = rules.firsts(of, free(work, theme="", place=Place(), most=ALL))
    coming = rules.events(of, happenings.coming_to_anybody(work), SHOWN)
    controllers, programmes = of.controllers, catalogue.names_of_programmes(work.db, language())
    return PublicNetwork(
        name=of.name,
        themes=[_theme(each, first.get(each)) for each in rules.themes(of)],
        events=[line(work, each) for each in coming],
        members=_members(work, of),
        contact=contact(work, of) if controllers.is_joint else "",
        arrangement="" if controllers.address else controllers.arrangement,
        address=controllers.address,
        notices=[
            (url_for("notices.show", code=each), programmes.get(each, each))
            for each in of.programmes
        ],
    )


def _theme(theme: Theme, first: Offered | None) -> ThemeLine:
    name, href = label(theme, language()), url_for("public_times.show", theme=theme)
    if first is None:
        return ThemeLine(name, href, "", "", "")
    reception, slot = first
    book = url_for(
        "public_times.book",
        reception_id=reception.id,
        day=slot.day.isoformat(),
        begins=slot.begins,
        theme=theme,
    )
    return ThemeLine(name, href, texts.at(slot), book, texts.where(reception.plan))


def _members(work: Work, of: ListedNetwork) -> list[MemberPart]:
    homes = catalogue.all_organisations(work.db)
    parts = [_member(homes[id_], offer) for id_, offer in of.members.items() if id_ in homes]
    return sorted(parts, key=lambda each: each.name)


def _member(home: Organisation, offer: Offer) -> MemberPart:
    facts = (
        (gettext("Themes"), listed(map(Theme, offer.themes), language()) or gettext("every theme")),
        (gettext("Where families are met"), ", ".join(offer.places)),
        (gettext("Languages"), ", ".join(language_name(code) for code in offer.languages)),
        (gettext("Phone"), home.phone),
        (gettext("E-mail"), home.email),
    )
    return MemberPart(home.name_in(language()), [(term, text) for term, text in facts if text])
