"""What the pages of organisations show, in the reader's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g, url_for

from services.common import geography
from services.common.codes import OrganisationKind
from services.common.histories import history
from services.common.labels import label
from services.common.organisation import Organisation
from services.referral.organisations import policy, queries, texts
from services.referral.organisations.queries import OrganisationView
from services.referral.organisations.rules import COUNTY
from shared.identity.principals import Principal
from shared.web.formats import format_date, format_datetime
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForm, OwnForms
from shared.web.parts import Moment, Option
from shared.work import Work


@dataclass(frozen=True)
class OrganisationLine:
    href: str
    name: str
    kind: str
    place: str
    code: str
    is_here: bool


@dataclass(frozen=True)
class OrganisationPage:
    name: str
    is_here: bool
    facts: list[tuple[str, str]]
    buttons: list[texts.Link]
    ties: list[texts.Tie]
    history: list[Moment]


def organisations(work: Work, who: Principal, *, text: str, kind: str) -> list[OrganisationLine]:
    """Those that the reader keeps."""
    return [
        OrganisationLine(
            href=url_for("organisations.show", organisation_id=each.id),
            name=each.name_in(language()),
            kind=label(OrganisationKind(each.kind), language()),
            place=texts.place(each.area),
            code=each.code,
            is_here=each.is_here,
        )
        for each in queries.listed(work, who, text=text, kind=kind)
    ]


def organisation(work: Work, who: Principal, organisation_id: UUID) -> OrganisationPage:
    """One organisation: what is values of it, what hangs on it, and who changed what."""
    view = queries.organisation(work, who, organisation_id)
    state = view.organisation
    policy.administers.check(who, state)
    events = history(work, who, state)
    return OrganisationPage(
        name=_name(view),
        is_here=state.left_on is None,
        facts=_facts(view),
        buttons=list(_buttons(view, who)),
        ties=list(texts.ties(work, who, queries.ties(work, organisation_id), organisation_id)),
        history=[
            Moment(at=format_datetime(each.at), text=texts.happening(each.event), by=each.by)
            for each in reversed(events)
        ],
    )


def kinds() -> list[Option]:
    return [Option(kind, label(kind, language())) for kind in OrganisationKind]


def places() -> list[Option]:
    """Every county, then every municipality, by name."""
    counties = [Option(COUNTY + c.code, c.name(language())) for c in geography.counties().values()]
    towns = [Option(m.code, m.name(language())) for m in geography.municipalities().values()]
    return [each for part in (counties, towns) for each in sorted(part, key=lambda o: o.label)]


def form(heading: Any, *fields: str, template: str = "referral/organisation.html") -> Any:
    """A form that begins with what is values now, under that heading."""

    def draw(work: Work, view: OrganisationView) -> Mapping[str, Any]:
        return {"heading": gettext(heading), "kinds": kinds(), "places": places()}

    def filled(work: Work, view: OrganisationView) -> Mapping[str, object]:
        values = queries.as_json(view)
        return {name: values[name] or "" for name in fields}

    return OwnForm[OrganisationView](template, draw, filled=filled)


def draw_leaving(work: Work, view: OrganisationView) -> Mapping[str, Any]:
    """What would have to end first."""
    lines = list(
        texts.ties(work, g.who, queries.ties(work, view.organisation.id), view.organisation.id)
    )
    return {"ties": lines, "is_free": not lines}


def _name(view: OrganisationView) -> str:
    state = view.organisation
    if state.registered is None or state.called is None or state.kind is None:
        return "–"
    named = Organisation(
        state.id,
        state.registered.code,
        state.called.name,
        state.kind.kind,
        state.kind.area,
        name_sv=state.called.name_sv,
        name_en=state.called.name_en,
    )
    return named.name_in(language())


def _facts(view: OrganisationView) -> list[tuple[str, str]]:
    values, left_on = queries.as_json(view), view.organisation.left_on
    facts = (
        (gettext("Name in Finnish"), values["name"]),
        (gettext("Name in Swedish"), values["name_sv"]),
        (gettext("Name in English"), values["name_en"]),
        (gettext("Kind"), label(OrganisationKind(values["kind"]), language())),
        (gettext("Municipality or county"), texts.place(values["area"])),
        (gettext("Phone"), values["phone"]),
        (gettext("E-mail"), values["email"]),
        (gettext("Address"), values["address"]),
        (gettext("Code"), values["code"]),
        (gettext("Has left"), format_date(left_on) if left_on else ""),
    )
    return [(name, text) for name, text in facts if text]


def _buttons(view: OrganisationView, who: Principal) -> Iterator[texts.Link]:
    """What the reader may change, the way out last."""
    state = view.organisation
    is_region, is_here = policy.keeps_region.allows(who, state), state.left_on is None
    offered = (
        ("contact", gettext("Correct the contact details"), is_here),
        ("names", gettext("Change the names"), is_here),
        ("kind", gettext("Change the kind"), is_here and is_region),
        ("leaving", gettext("Let it leave"), is_here and is_region),
        ("return", gettext("Let it come back"), is_region and not is_here),
    )
    for name, text, is_offered in offered:
        if is_offered:
            yield text, url_for(f"organisations.{name}", organisation_id=state.id)


def _frame(view: OrganisationView) -> Mapping[str, Any]:
    home = url_for("organisations.show", organisation_id=view.organisation.id)
    return {"name": _name(view), "home": home}


forms = OwnForms[OrganisationView](
    key="organisation_id",
    read=queries.organisation,
    home=lambda organisation_id: url_for("organisations.show", organisation_id=organisation_id),
    lists=("catalogue",),
    frame=_frame,
)
