"""What the page of a network shows, in the reader's language; templates only draw it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.common import catalogue, geography
from services.common.codes import Control, Theme
from services.common.labels import listed
from services.common.phrases import language_name
from services.referral.directory.policy import reads_capacity
from services.referral.networks import policy, queries, texts
from services.referral.networks.events import (
    AnswerTimeAgreed,
    ControlAgreed,
    MemberJoined,
    MemberLeft,
    NetworkEvent,
    NetworkFormed,
    Offer,
    OfferRevised,
)
from services.referral.networks.queries import NetworkView
from services.referral.networks.rules import Controllers
from services.referral.openings.queries import declared
from services.referral.openings.rules import NOTHING
from services.referral.openings.texts import room
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForms
from shared.web.parts import Moment, Option
from shared.work import Work

LANGUAGES = (
    "fi",
    "sv",
    "en",
    "so",
    "ar",
    "ku",
    "fa",
    "ru",
    "uk",
    "et",
    "sq",
    "vi",
    "tr",
    "es",
    "fr",
)
Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class MemberPart:
    name: str
    facts: Facts
    edit: str  # address of the form; empty for everybody else
    departure: str


@dataclass(frozen=True)
class NetworkPage:
    name: str
    facts: Facts
    members: list[MemberPart]
    joining: list[tuple[str, str]]  # whom the coordinator may take in, and the form for it
    history: list[Moment]
    reads_routings: bool = False
    reads_capacity: bool = False
    answer_time: str = ""  # address of its form; empty for who does not coordinate it
    control: str = ""  # likewise
    public: str = ""  # its page for families


def all_networks(work: Work) -> list[tuple[str, str, str, int]]:
    """Name and address of each network, who coordinates it, and how many belong to it."""
    organisations = catalogue.all_organisations(work.db)
    return [
        (
            each.name,
            url_for("networks.show", network_id=each.id),
            organisations[each.coordinator].name_in(language())
            if each.coordinator in organisations
            else "–",
            len(each.members),
        )
        for each in queries.all_networks(work.db)
    ]


def network(work: Work, principal: Principal, network_id: UUID) -> NetworkPage:
    """One network as everybody signed in reads it."""
    state = queries.network(work, principal, network_id).network
    formed = state.formed
    organisations = catalogue.all_organisations(work.db)
    names = {id_: each.name_in(language()) for id_, each in organisations.items()}
    if formed is None:
        return NetworkPage("", [], [], [], [])
    programmes = catalogue.names_of_programmes(work.db, language())
    takes_in = policy.keeps_part(principal, formed.coordinator, None)
    return NetworkPage(
        name=formed.name,
        facts=[
            (gettext("Coordinator"), names.get(formed.coordinator, "–")),
            (gettext("Programmes"), ", ".join(programmes.get(c, c) for c in formed.programmes)),
            (gettext("Members"), str(len(state.members))),
            (gettext("Offers without an answer"), texts.answer_time(state.answer_days)),
            *_control(state.controllers, names),
        ],
        members=[
            _member(work, principal, state.id, formed, id_, offer, names.get(id_, "–"))
            for id_, offer in sorted(state.members.items(), key=lambda m: names.get(m[0], ""))
        ],
        joining=[
            (each.name_in(language()), _form(state.id, id_, "members"))
            for id_, each in organisations.items()
            if takes_in and id_ not in state.members and each.kind in ("NGO", "COMPANY")
        ],
        history=[_moment(event, names) for event in reversed(state.history)],
        reads_routings=policy.lists_routings.admits(principal),
        reads_capacity=reads_capacity.admits(principal),
        answer_time=url_for("networks.answer_time", network_id=state.id) if takes_in else "",
        public=url_for("public_networks.show", code=formed.code),
        control=url_for("networks.control", network_id=state.id) if takes_in else "",
    )


def _control(controllers: Controllers, names: Mapping[UUID, str]) -> Facts:
    """Who keeps what families tell, and what is agreed about it."""
    facts = [(gettext("Who keeps what families tell"), texts.control(controllers, names))]
    if controllers.is_joint:
        facts.append((gettext("What they have agreed"), controllers.arrangement))
    return facts


def _member(
    work: Work,
    principal: Principal,
    network_id: UUID,
    formed: NetworkFormed,
    organisation: UUID,
    offer: Offer,
    name: str,
) -> MemberPart:
    keeps = policy.keeps_part(principal, formed.coordinator, organisation)
    openings = declared(work.db)
    rooms = [
        room(openings.get((organisation, code), NOTHING), work.today)
        for code in offer.programmes or formed.programmes
    ]
    return MemberPart(
        name=name,
        facts=[*_facts(offer), (gettext("Room"), "; ".join(dict.fromkeys(rooms)))],
        edit=_form(network_id, organisation, "members") if keeps else "",
        departure=_form(network_id, organisation, "members_departure") if keeps else "",
    )


def _facts(offer: Offer) -> Facts:
    places = [geography.name(code, language()) for code in offer.municipalities]
    places += [geography.county(code).name(language()) for code in offer.counties]
    facts = (
        (gettext("Themes"), listed(map(Theme, offer.themes), language()), gettext("every theme")),
        (gettext("Where families are met"), ", ".join(offer.places), ""),
        (
            gettext("Languages"),
            ", ".join(language_name(code) for code in offer.languages),
            gettext("every language"),
        ),
        (gettext("Area"), ", ".join(places), gettext("wherever an agreement holds")),
    )
    return [(name, text or usual) for name, text, usual in facts if text or usual]


def _moment(event: NetworkEvent, names: Mapping[UUID, str]) -> Moment:
    organisation = names.get(getattr(event, "organisation", None) or UUID(int=0), "–")
    happened = {
        NetworkFormed: gettext("The network was formed"),
        MemberJoined: gettext("%(name)s joined", name=organisation),
        OfferRevised: gettext("%(name)s changed what it offers", name=organisation),
        MemberLeft: gettext("%(name)s left", name=organisation),
        AnswerTimeAgreed: gettext(
            "Offers without an answer %(what)s",
            what=texts.answer_time(getattr(event, "working_days", None)),
        ),
        ControlAgreed: gettext(
            "Who keeps what families tell: %(what)s", what=_control_of(event, names)
        ),
    }
    return Moment(at=format_date(event.on, "d.M.yyyy"), text=happened[type(event)], by="")


def _control_of(event: NetworkEvent, names: Mapping[UUID, str]) -> str:
    if not isinstance(event, ControlAgreed):
        return ""
    controllers = Controllers(Control(event.control), event.contact, event.arrangement)
    return texts.control(controllers, names)


def _form(network_id: UUID, organisation: UUID, page: str) -> str:
    return url_for(f"networks.{page}", network_id=network_id, organisation=organisation)


def draw_member(work: Work, view: NetworkView, organisation: UUID) -> Mapping[str, Any]:
    """Whose part it is, and what can be chosen."""
    home = catalogue.organisation(work.db, organisation)
    offer = view.network.members.get(organisation, Offer())
    codes = {"05", *offer.counties} if not offer.municipalities else {"05"}
    places = [
        Option(place.code, place.name(language()))
        for place in geography.municipalities().values()
        if place.county in codes or place.code in offer.municipalities
    ]
    return {
        "member": home.name_in(language()) if home else "–",
        "is_new": organisation not in view.network.members,
        "languages": [Option(code, language_name(code)) for code in LANGUAGES],
        "municipalities": sorted(places, key=lambda option: option.label),
    }


def fill_member(work: Work, view: NetworkView, organisation: UUID) -> Mapping[str, object]:
    """What it offers now."""
    offer = view.network.members.get(organisation, Offer())
    names = ("themes", "languages", "municipalities")
    chosen: dict[str, object] = {name: list(getattr(offer, name)) for name in names}
    return chosen | {"places": "\n".join(offer.places)}


def fill_answer_time(_work: Work, view: NetworkView) -> Mapping[str, object]:
    """After how many days it goes on now."""
    days = view.network.answer_days
    return {"working_days": "" if days is None else str(days)}


def draw_control(work: Work, view: NetworkView) -> Mapping[str, Any]:
    """To whom families may turn: those of the network."""
    organisations = catalogue.all_organisations(work.db)
    options = [
        Option(str(id_), organisations[id_].name_in(language()))
        for id_ in view.network.concerns
        if id_ in organisations
    ]
    return {"contacts": sorted(options, key=lambda option: option.label)}


def fill_control(_work: Work, view: NetworkView) -> Mapping[str, object]:
    """What is agreed now."""
    return {name: str(value or "") for name, value in asdict(view.network.controllers).items()}


def _frame(view: NetworkView) -> Mapping[str, Any]:
    formed = view.network.formed
    home = url_for("networks.show", network_id=view.network.id)
    return {"name": formed.name if formed else "–", "home": home}


forms = OwnForms[NetworkView](
    key="network_id",
    read=queries.network,
    home=lambda network_id: url_for("networks.show", network_id=network_id),
    lists=("networks", "catalogue"),
    frame=_frame,
)
