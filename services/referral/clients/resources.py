"""Systems over HTTP: who may call, with which keys, and until when."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask, g
from flask.typing import ResponseReturnValue

from services.referral.access.schemas import NothingSchema
from services.referral.clients import commands, policy, queries
from services.referral.clients.domain import Client
from services.referral.clients.queries import ClientView
from services.referral.clients.schemas import (
    ClientSchema,
    ClientsSchema,
    KeySchema,
    KeyWithdrawalSchema,
    NewClientSchema,
    NewSecretSchema,
    SecretWithdrawalSchema,
    as_json,
)
from shared.service import Service
from shared.web import paging
from shared.web.access_log import note_access
from shared.web.api import (
    Blueprint,
    Created,
    execute,
    idempotent,
    if_match,
    read_only,
    with_etag,
)
from shared.web.changes import Change, Changes
from shared.web.paging import Page, PageRequest, WholeQuery
from shared.work import Work

ROOT = "/referral/api/v1/clients"
api = Blueprint("clients_api", ROOT, "Systems that call, and their keys")


def changes_of_clients(key: Change[Client]) -> Changes[ClientView, Client]:
    """What is done with a client; `key` is how it is given a key, which a page takes as text."""
    return Changes[ClientView, Client](
        [
            key,
            Change("key-withdrawal", commands.withdraw_key, KeyWithdrawalSchema, policy.registers),
            Change(
                "secret-withdrawal",
                commands.withdraw_secret,
                SecretWithdrawalSchema,
                policy.registers,
            ),
            Change("retirement", commands.retire, NothingSchema, policy.registers),
        ],
        thing=Client,
        key="client_id",
        read=queries.client,
        state=lambda view: view.client,
    )


changes = changes_of_clients(Change("key", commands.register_key, KeySchema, policy.registers))


@api.post("", may=policy.registers)
@api.arguments(NewClientSchema)
@api.alt_response(201, description="It was registered.")
def register(data: dict[str, Any]) -> ResponseReturnValue:
    """Register a system that calls in its organisation's name."""

    def make(work: Work) -> Created:
        client_id = commands.register_client(work, **data)
        version = queries.client(work, g.who, client_id).version
        return Created(f"{ROOT}/{client_id}", {"id": str(client_id)}, version)

    return idempotent(make)


@api.get("", may=policy.registers)
@api.arguments(WholeQuery, location="query")
@api.response(200, ClientsSchema)
def search(query: dict[str, Any]) -> ResponseReturnValue:
    """Every system, by its sign-in."""

    def read(work: Work) -> Page[dict[str, Any]]:
        listed = queries.clients(work, g.who)
        part = paging.after(listed, lambda each: str(each.client.id), PageRequest(**query))
        return paging.shown_as(part, lambda view: as_json(view, work.today))

    return paging.answer("clients", read_only(read))


@api.put("/<uuid:client_id>/secret", may=policy.registers)
@api.response(200, NewSecretSchema)
def draw_secret(client_id: UUID) -> ResponseReturnValue:
    """Draw a secret for a system, which this answer alone tells."""
    seen = if_match()

    def act(work: Work) -> ResponseReturnValue:
        queries.client(work, g.who, client_id)
        work.expect(Client(client_id), seen)
        new = commands.draw_secret(work, client_id)
        view = queries.client(work, g.who, client_id)
        return with_etag(as_json(view, work.today) | {"secret": new.text}, view.version)

    note_access(Client(client_id))
    return execute(act)


changes.serve(
    api,
    may=policy.registers,
    schema=ClientSchema,
    body=lambda work, view: as_json(view, work.today),
)


def keep_uses(app: Flask, service: Service) -> None:
    """Write down once a day which systems call; after the guard, which says who it is."""
    called_on: dict[UUID, date] = {}

    @app.before_request
    def note() -> None:
        who, today = g.get("who"), service.clock.today()
        if who is not None and who.kind == "client" and called_on.get(who.id) != today:
            with service.database.writing() as db:
                commands.note_use(db, who.id, on=today)
            called_on[who.id] = today
