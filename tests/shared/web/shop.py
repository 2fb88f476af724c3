"""A bicycle shop over HTTP: one table of changes on a service in memory of the test."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import Flask, g, request
from flask.testing import FlaskClient
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader
from marshmallow import Schema, fields
from sqlalchemy import select

from shared.accesslog.tables import accesses
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound, Refused
from shared.service import Service
from shared.web.access_log import keep_accesses
from shared.web.api import Blueprint, Body
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.fields import Day
from shared.web.i18n import install_languages
from shared.web.openapi.document import Addresses
from shared.web.openapi.served import DescribedApi
from shared.web.own_form import OwnForm, OwnForms
from shared.web.pages import Pages
from shared.web.permission import permission
from shared.web.problems import problem_of
from shared.web.site import SHARED
from shared.work import Work
from tests.shared.bicycles import SHOP, Bicycle, append, bicycle, bought, repaired

ANA = Principal(UUID(int=1), "person", "ana", SHOP, frozenset({"mechanic"}))
BEN = Principal(UUID(int=2), "person", "ben", SHOP, frozenset({"mechanic", "apprentice"}))
EVE = Principal(UUID(int=3), "person", "eve", UUID(int=9), frozenset({"mechanic"}))
BASE = "http://localhost"
PEOPLE = {person.sign_in: person for person in (ANA, BEN, EVE)}


@dataclass(frozen=True)
class View:
    bicycle: Bicycle
    version: int


@permission("mechanic")
def reads(principal: Principal, view: View) -> bool:
    return principal.organisation == SHOP


@permission("mechanic", otherwise=lambda: Refused("An apprentice repairs nothing.", code="no"))
def repairs(principal: Principal, view: View) -> bool:
    return not principal.has("apprentice")


SHOWN = ("title", "limit", "entries.value('hours')", "entries.wrong('hours')", "problem")
PAGE = "|".join(f"{{{{ {each} }}}}" for each in SHOWN)


class RepairSchema(Body):
    hours = fields.Integer(required=True)
    on = Day(load_default=None)


class BicycleSchema(Schema):
    repairs = fields.Integer()


@dataclass
class Shop:
    """The days for which facts were stated, and what the access log holds."""

    service: Service
    days: list[str] = field(default_factory=list)
    kind: type[Bicycle] = Bicycle
    more: tuple[Change[View], ...] = ()  # rows of a test's own
    templates: Mapping[str, str] = field(default_factory=dict)
    manifest: dict[str, Any] = field(default_factory=dict)

    def repair(self, work: Work, bicycle_id: UUID, *, hours: int) -> None:
        """Repair it; more than a day's hours are refused."""
        if hours > 24:
            raise Refused("A day has 24 hours.", code="hours")
        self.days.append(work.on.isoformat())
        made = [repaired(1, hours)] if hours else []
        work.change(Bicycle(bicycle_id), lambda _: made)

    def lend(self, work: Work, bicycle_id: UUID, *, hours: int) -> tuple[UUID, int]:
        return bicycle(99), work.change(Bicycle(bicycle_id), lambda _: [repaired(1, hours)])[1]

    def take_off(self, work: Work, bicycle_id: UUID, *, wheel: int) -> None:
        """Take a wheel off."""
        work.change(Bicycle(bicycle_id), lambda _: [repaired(1, wheel)])

    @property
    def log(self) -> list[tuple[str, str, str, str, str]]:
        """Each row of the access log: operation, who, manner, outcome, what was opened."""
        with self.service.database.reading() as db:
            rows = db.execute(select(accesses).order_by(accesses.c.seq)).all()
        return [(r.operation, r.principal, r.manner, r.outcome, r.opened) for r in rows]

    def read(self, work: Work, principal: Principal, bicycle_id: UUID) -> View:
        view = View(*work.load(self.kind(bicycle_id)))
        if not view.version:
            raise NotFound
        reads.check(principal, view)
        return view

    @cached_property
    def client(self) -> FlaskClient:
        """Of the shop's application, in which bicycle 1 has been bought."""
        append(self.service.store, 1, bought(1))
        return self.app.test_client()

    @cached_property
    def app(self) -> Flask:
        app = Flask("shop")
        install_languages(app, [])
        app.config.update(
            SECRET_KEY="a secret of a test",
            API_TITLE="Bicycles",
            API_VERSION="v1",
            OPENAPI_VERSION="3.1.0",
        )
        app.extensions |= {"service": self.service, "access": self.manifest}
        keep_accesses(app, self.service)
        app.before_request(lambda: setattr(g, "who", PEOPLE[request.headers["X-Who"]]))
        app.register_error_handler(Exception, _answer)
        templates = DictLoader({"repair.html": PAGE, **self.templates})
        app.jinja_loader = ChoiceLoader([templates, FileSystemLoader(SHARED / "templates")])
        api, pages = Blueprint("bicycles", "/bicycles", "Bicycles"), Pages("repairs", "/shop")
        self._changes.serve(api, may=reads, schema=BicycleSchema, body=_body)
        serve_forms(self._changes, pages, "/<uuid:bicycle_id>", self._forms)
        self.manifest.update(api.access | pages.access)
        self.documents = DescribedApi(app, self.manifest, lambda: Addresses(BASE, f"{BASE}/token"))
        self.documents.register_blueprint(api)
        app.register_blueprint(pages)
        return app

    @property
    def _changes(self) -> Changes[View, View]:
        form = OwnForm[View]("repair.html", draw, address="repairing", fresh={"hours": "1"})
        return Changes[View, View](
            [
                Change("repair", self.repair, RepairSchema, repairs, form=form),
                Change("loans", self.lend, RepairSchema, repairs, adds=True),
                Change("wheels/<int:wheel>", self.take_off, Body, repairs, removes=True),
                *self.more,
            ],
            thing=self.kind,
            key="bicycle_id",
            read=self.read,
            state=lambda view: view,
        )

    @property
    def _forms(self) -> OwnForms[View]:
        return OwnForms[View](
            key="bicycle_id",
            read=self.read,
            home=lambda bicycle_id: f"/shop/{bicycle_id}",
            lists=(),
            frame=lambda view: {"title": "Repair"},
            explain=lambda view, refusal: {"problem": type(refusal).__name__},
        )


def _body(work: Work, view: View) -> dict[str, Any]:
    return {"repairs": view.bicycle.repairs}


def draw(work: Work, view: View) -> dict[str, Any]:
    return {"limit": 24 - view.bicycle.repairs}


def _answer(error: Exception) -> tuple[dict[str, Any], int]:
    problem = problem_of(error)
    return problem.body(request.path), problem.status
