"""What the pages of people show, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g, url_for

from services.common import catalogue
from services.common.codes import Role
from services.common.labels import label, listed as in_a_row
from services.referral.access import events
from services.referral.access.policy import may_give
from services.referral.mailing.domain import MailChoice
from services.referral.staff import policy, queries
from services.referral.staff.queries import LeftOpen, StaffView
from services.referral.staff.schemas import OFFERED
from shared.identity.principals import Principal
from shared.web.formats import format_date, format_datetime
from shared.web.i18n import gettext, language
from shared.web.own_form import OwnForms
from shared.web.parts import Moment, Option
from shared.work import Work


@dataclass(frozen=True)
class PersonLine:
    href: str
    sign_in: str
    name: str
    organisation: str
    roles: str
    is_here: bool


@dataclass(frozen=True)
class PersonPage:
    name: str
    is_here: bool
    facts: list[tuple[str, str]]
    open: LeftOpen
    roles_href: str  # of the form; both empty where there is nothing to change
    leaving_href: str
    mail_href: str  # of the form that says that mail came back; empty: none is sent
    history: list[Moment]


def people(work: Work, who: Principal, organisation: UUID | None) -> list[PersonLine]:
    """Whom the reader keeps, with what they may do."""
    names = _organisations(work)
    return [
        PersonLine(
            href=url_for("staff.show", person_id=each.id),
            sign_in=each.sign_in,
            name=each.name,
            organisation=names.get(each.organisation, "") if each.organisation else "",
            roles=in_a_row(map(Role, each.roles), language()),
            is_here=each.is_here,
        )
        for each in queries.listed(work, who, organisation)
    ]


def person(work: Work, who: Principal, person_id: UUID) -> PersonPage:
    """One person: roles, what they would leave open, and who changed what."""
    state = queries.person(work, who, person_id).person
    names, home = _organisations(work), state.organisation
    choice, _ = work.load(MailChoice(person_id))
    is_written_to = choice.has_address and not choice.waits
    may_leave = state.is_here and policy.lets_leave.allows(who, state)
    return PersonPage(
        name=state.name or state.sign_in,
        is_here=state.is_here,
        facts=[
            (gettext("Signs in as"), state.sign_in),
            (gettext("Organisation"), names.get(home, "–") if home else "–"),
            (gettext("Roles"), in_a_row(map(Role, state.roles), language()) or "–"),
            (gettext("Mail"), _mail(choice)),
        ],
        open=queries.left_open(work, state),
        roles_href=url_for("staff.roles", person_id=person_id) if state.is_here else "",
        leaving_href=url_for("staff.leaving", person_id=person_id) if may_leave else "",
        mail_href=url_for("staff.mail_failure", person_id=person_id) if is_written_to else "",
        history=[
            Moment(at=format_datetime(each.at), text=_happening(each.event), by=each.by)
            for each in reversed(queries.history(work, person_id))
        ],
    )


def _mail(choice: MailChoice) -> str:
    """Whether mail goes to them; the address is theirs to know."""
    if not choice.has_address:
        return gettext("none is wanted")
    if choice.failed_on:
        day = format_date(choice.failed_on, "d.M.yyyy")
        return gettext("came back on %(day)s, none is sent", day=day)
    return gettext("the address is not confirmed yet") if choice.waits else gettext("is sent")


def organisations(work: Work) -> list[Option]:
    """Every organisation that is here, by name."""
    here = catalogue.organisations_here(work.db)
    names = ((str(key), each.name_in(language())) for key, each in here.items())
    return [Option(key, name) for key, name in sorted(names, key=lambda each: each[1])]


def roles(who: Principal) -> list[Option]:
    """The roles that the reader may give."""
    given = may_give(who)
    return [Option(role, label(role, language())) for role in OFFERED if role in given]


def fill_roles(work: Work, view: StaffView) -> Mapping[str, object]:
    return {"roles": list(view.person.roles)}


def draw_roles(work: Work, view: StaffView) -> Mapping[str, Any]:
    return {"roles": roles(g.who)}


def draw_leaving(work: Work, view: StaffView) -> Mapping[str, Any]:
    return {"open": queries.left_open(work, view.person)}


def draw_mail_failure(work: Work, view: StaffView) -> Mapping[str, Any]:
    return {}


def _happening(event: events.PersonEvent) -> str:
    match event:
        case events.PersonJoined(roles=given):
            roles = in_a_row(map(Role, given), language())
            return gettext("Let in: %(roles)s", roles=roles or "–")
        case events.PersonRenamed():
            return gettext("The name was changed")
        case events.RolesGiven(roles=given):
            return gettext("Roles: %(roles)s", roles=in_a_row(map(Role, given), language()) or "–")
        case events.PersonLeft():
            return gettext("The access ended")


def _organisations(work: Work) -> dict[UUID, str]:
    everywhere = catalogue.all_organisations(work.db)
    return {key: each.name_in(language()) for key, each in everywhere.items()}


def _frame(view: StaffView) -> Mapping[str, Any]:
    home = url_for("staff.show", person_id=view.person.id)
    return {"name": view.person.name or view.person.sign_in, "home": home}


forms = OwnForms[StaffView](
    key="person_id",
    read=queries.person,
    home=lambda person_id: url_for("staff.show", person_id=person_id),
    lists=("people",),
    frame=_frame,
)
