"""What the pages of systems show, in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.common.codes import Role
from services.common.histories import history
from services.common.labels import label
from services.referral.access.events import ClientSecretDrawn, ClientSecretWithdrawn
from services.referral.clients import queries
from services.referral.clients.domain import Client
from services.referral.clients.queries import ClientView
from services.referral.clients.rules import ends_on
from services.referral.systems import texts
from shared.identity.principals import Principal
from shared.web.formats import format_date, format_datetime
from shared.web.i18n import gettext, language
from shared.web.parts import Moment
from shared.work import Work


@dataclass(frozen=True)
class SystemLine:
    href: str
    name: str
    organisation: str
    roles: str
    used: str
    tag: tuple[str, str]


@dataclass(frozen=True)
class Proof:
    """A secret or a key: its name, and what there is to know of its time."""

    id: str
    note: str


@dataclass(frozen=True)
class SystemPage:
    id: UUID
    version: int
    name: str
    is_retired: bool
    facts: list[tuple[str, str]]
    secrets: list[Proof]
    keys: list[Proof]
    can_draw: bool
    history: list[Moment]


def listed(work: Work, who: Principal) -> list[SystemLine]:
    """Every system but our own services, those that call no more last."""
    views = [each for each in queries.clients(work, who) if Role.SERVICE not in _roles(each)]
    names = _organisations(work)
    return [_line(each, names) for each in sorted(views, key=lambda each: each.client.is_retired)]


def system(work: Work, who: Principal, client_id: UUID) -> SystemPage:
    """One system with its proofs, and when it called last."""
    view = queries.client(work, who, client_id)
    line, client, today = _line(view, _organisations(work)), view.client, work.today
    valid = client.secrets_on(today)
    return SystemPage(
        id=client_id,
        version=view.version,
        name=line.name,
        is_retired=client.is_retired,
        facts=[
            (gettext("Organisation"), line.organisation or "–"),
            (gettext("Roles"), line.roles),
            (gettext("Last called"), line.used),
        ],
        secrets=[Proof(each.secret_id, _time(each, newest=valid[-1])) for each in valid],
        keys=[Proof(key.key_id, "") for key in client.keys],
        can_draw=not client.is_retired and len(valid) < 2,
        history=[
            Moment(at=format_datetime(at), text=text, by=by)
            for at, text, by in reversed(list(_history(work, who, client)))
        ],
    )


def organisations(work: Work) -> list[tuple[str, str]]:
    """Every organisation that is here: id and name."""
    here = catalogue.organisations_here(work.db)
    return [(str(key), each.name_in(language())) for key, each in here.items()]


def _organisations(work: Work) -> dict[UUID, str]:
    everywhere = catalogue.all_organisations(work.db)
    return {key: each.name_in(language()) for key, each in everywhere.items()}


def _line(view: ClientView, names: dict[UUID, str]) -> SystemLine:
    client, registered = view.client, view.client.registered
    home = registered.organisation_id if registered else None
    used = view.last_used_on
    return SystemLine(
        href=url_for("systems.show", client_id=client.id),
        name=registered.sign_in if registered else "",
        organisation=names.get(home, "") if home else "",
        roles=", ".join(label(Role(role), language()) for role in _roles(view)),
        used=format_date(used, "d.M.yyyy") if used else gettext("not yet"),
        tag=("idle", gettext("Retired")) if client.is_retired else ("done", gettext("In use")),
    )


def _history(work: Work, who: Principal, client: Client) -> Iterator[tuple[datetime, str, str]]:
    """When, what and by whom; a secret drawn beside another says when that one ends."""
    secrets: dict[str, ClientSecretDrawn] = {}
    for each in history(work, who, client):
        before = next(reversed(secrets.values()), None)
        yield each.at, texts.happening(each.event, before=before), each.by
        match each.event:
            case ClientSecretDrawn(secret_id=name):
                secrets[name] = each.event
            case ClientSecretWithdrawn(secret_id=name):
                secrets.pop(name, None)


def _roles(view: ClientView) -> tuple[str, ...]:
    return view.client.registered.roles if view.client.registered else ()


def _time(secret: ClientSecretDrawn, *, newest: ClientSecretDrawn) -> str:
    """Since when it is worth something, and until when where another follows."""
    drawn = gettext("drawn %(day)s", day=format_date(secret.drawn_on, "d.M.yyyy"))
    if secret == newest:
        return drawn
    last = format_date(ends_on(newest), "d.M.yyyy")
    return f"{drawn}, " + gettext("valid until %(day)s", day=last)
