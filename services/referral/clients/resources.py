"""Systems over HTTP: who may call, with which keys, and until when."""

from typing import Any

from flask import g
from flask.typing import ResponseReturnValue

from services.referral.access.commands import register_client
from services.referral.access.domain import Client
from services.referral.access.schemas import NothingSchema
from services.referral.clients import commands, policy, queries
from services.referral.clients.queries import ClientView
from services.referral.clients.schemas import (
    ClientSchema,
    KeySchema,
    KeyWithdrawalSchema,
    NewClientSchema,
    as_json,
)
from shared.web.api import Blueprint, Created, idempotent
from shared.web.changes import Change, Changes
from shared.work import Work

ROOT = "/referral/api/v1/clients"
api = Blueprint("clients_api", ROOT, "Systems that call, and their keys")

changes = Changes[ClientView, Client](
    [
        Change("key", commands.register_key, KeySchema, policy.registers),
        Change("key-withdrawal", commands.withdraw_key, KeyWithdrawalSchema, policy.registers),
        Change("retirement", commands.retire, NothingSchema, policy.registers),
    ],
    thing=Client,
    key="client_id",
    read=queries.client,
    state=lambda view: view.client,
)


@api.post("", may=policy.registers)
@api.arguments(NewClientSchema)
@api.alt_response(201, description="It was registered.")
def register(data: dict[str, Any]) -> ResponseReturnValue:
    """Register a system that calls in its organisation's name."""

    def make(work: Work) -> Created:
        client_id = register_client(work, **data)
        version = queries.client(work, g.who, client_id).version
        return Created(f"{ROOT}/{client_id}", {"id": str(client_id)}, version)

    return idempotent(make)


changes.serve(
    api,
    may=policy.registers,
    schema=ClientSchema,
    body=lambda _, view: as_json(view.client),
)
