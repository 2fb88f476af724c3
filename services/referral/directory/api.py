"""The JSON API of the directory: who is there, which programmes, which agreements."""

from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from services import catalogue
from services.codes import Role
from services.referral.directory import commands, queries
from services.referral.directory.events import Emphasis
from services.referral.directory.loader import read_programme
from services.referral.directory.schemas import (
    AgreementListSchema,
    AgreementSchema,
    EndSchema,
    OrganisationListSchema,
    ProgrammeListSchema,
    ProgrammeSchema,
    PublicationSchema,
)
from shared.api import Blueprint, Created, if_match, look, once, perform, with_etag
from shared.codec import to_json
from shared.work import Work

ROOT = "/referral/api/v1"
api = Blueprint("directory_api", __name__, url_prefix=ROOT, description="Directory")


@api.get("/organisations")
@api.response(200, OrganisationListSchema)
def organisations() -> dict[str, Any]:
    """Every organisation, by name."""
    found = look(lambda work: list(catalogue.all_organisations(work.db).values()))
    return {"organisations": found}


@api.get("/programmes")
@api.response(200, ProgrammeListSchema)
def programmes() -> dict[str, Any]:
    """Every programme in its newest version, by code."""

    def read(work: Work) -> list[dict[str, Any]]:
        return [_told(work, found.code) for found in catalogue.newest_programmes(work.db)]

    return {"programmes": look(read)}


@api.post("/programmes")
@api.arguments(PublicationSchema)
@api.alt_response(201, description="It was published.")
def publish(told: dict[str, Any]) -> ResponseReturnValue:
    """Publish a programme, or a higher version of one; the same content changes nothing."""
    programme = read_programme(told["yaml"])

    def make(work: Work) -> Created:
        commands.publish_programme(work, programme)
        entry, version = queries.entry(work, programme.code)
        body = {"id": str(entry.id), "code": programme.code, "version": programme.version}
        return Created(f"{ROOT}/programmes/{programme.code}", body, version)

    return once(make)


@api.get("/programmes/<code>")
@api.response(200, ProgrammeSchema)
def programme(code: str) -> ResponseReturnValue:
    """One programme in its newest version."""

    def read(work: Work) -> ResponseReturnValue:
        entry, version = queries.entry(work, code)
        body = to_json(entry.versions[-1]) | {"provider_id": entry.provider}
        return with_etag(body, version)

    return look(read)


@api.get("/agreements")
@api.response(200, AgreementListSchema)
def agreements() -> dict[str, Any]:
    """The reader's own agreements; everybody's for the regional coordinator."""
    everybody = g.who.has(Role.REGIONAL_COORDINATOR, Role.ADMINISTRATOR)
    if not everybody and g.who.organisation is None:
        return {"agreements": []}
    whose = None if everybody else g.who.organisation
    return {"agreements": look(lambda work: queries.agreements(work.db, organisation=whose))}


@api.post("/agreements")
@api.arguments(AgreementSchema)
@api.alt_response(201, description="It was recorded.")
def agree(told: dict[str, Any]) -> ResponseReturnValue:
    """Record an agreement that a provider and a party have made."""
    area = commands.Area(
        municipalities=tuple(told.pop("municipalities")), counties=tuple(told.pop("counties"))
    )
    stressed = (one | {"programmes": tuple(one["programmes"])} for one in told.pop("emphases"))
    promise = commands.Promise(
        quota=told.pop("quota"),
        price=told.pop("price"),
        emphases=tuple(Emphasis(**one) for one in stressed),
        plan=told.pop("plan"),
    )

    def make(work: Work) -> Created:
        made = commands.make_agreement(work, **told, area=area, promise=promise)
        return Created(f"{ROOT}/agreements/{made}", {"id": str(made)}, 1)

    return once(make)


@api.get("/agreements/<uuid:agreement_id>")
@api.response(200, AgreementSchema)
def agreement(agreement_id: UUID) -> ResponseReturnValue:
    """One agreement, for its two sides."""
    return _agreement(agreement_id)


@api.put("/agreements/<uuid:agreement_id>/ending")
@api.arguments(EndSchema)
@api.response(200, AgreementSchema)
def end(told: dict[str, Any], agreement_id: UUID) -> ResponseReturnValue:
    """Let it end sooner than agreed; `on` is its last day."""
    seen = if_match()
    perform(lambda work: commands.end_agreement(work, agreement_id, on=told["on"], seen=seen))
    return _agreement(agreement_id)


def _agreement(agreement_id: UUID) -> ResponseReturnValue:
    terms, version = look(lambda work: queries.agreement(work, g.who, agreement_id))
    return with_etag(terms, version)


def _told(work: Work, code: str) -> dict[str, Any]:
    found = catalogue.programme(work.db, code)
    told: dict[str, Any] = to_json(found) | {"provider_id": catalogue.provider_of(work.db, code)}
    return told
