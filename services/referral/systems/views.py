"""What the pages of systems show, in the reader's language."""

from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from services.common import catalogue
from services.common.codes import Role
from services.common.labels import label
from services.referral.access.events import ClientSecretDrawn
from services.referral.clients import queries
from services.referral.clients.queries import ClientView
from services.referral.clients.rules import ends_on
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
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
    )


def organisations(work: Work) -> list[tuple[str, str]]:
    """Every organisation to choose from: id and name."""
    return [(str(key), name) for key, name in _organisations(work).items()]


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


def _roles(view: ClientView) -> tuple[str, ...]:
    return view.client.registered.roles if view.client.registered else ()


def _time(secret: ClientSecretDrawn, *, newest: ClientSecretDrawn) -> str:
    """Since when it is worth something, and until when where another follows."""
    drawn = gettext("drawn %(day)s", day=format_date(secret.drawn_on, "d.M.yyyy"))
    if secret == newest:
        return drawn
    last = format_date(ends_on(newest), "d.M.yyyy")
    return f"{drawn}, " + gettext("valid until %(day)s", day=last)
