"""Open events over HTTP: whoever plans them, and anybody who reads of them."""

from typing import Any

from flask import g
from flask.typing import ResponseReturnValue

from services.referral.access.schemas import NothingSchema
from services.referral.happenings import commands, policy, queries
from services.referral.happenings.domain import Happening
from services.referral.happenings.queries import HappeningView
from services.referral.happenings.schemas import (
    DaysSchema,
    HappeningListSchema,
    HappeningSchema,
    HeadsSchema,
    OneDaySchema,
    PlannedHappeningSchema,
    PublicListSchema,
    PublicQuery,
    as_json,
    listed_json,
    public_json,
)
from shared.identity.access import PUBLIC
from shared.web import paging
from shared.web.api import Blueprint, Created, idempotent, read_only
from shared.web.changes import Change, Changes
from shared.web.paging import Page, PageRequest, WholeQuery
from shared.work import Work

ROOT = "/referral/api/v1/happenings"
api = Blueprint("happenings_api", ROOT, "Open events", shows_people=False)
public = Blueprint(
    "open_events_api", "/referral/api/v1/open-events", "Open events", shows_people=False
)

changes = Changes[HappeningView, Happening](
    [
        Change("plan", commands.plan_anew, HappeningSchema, policy.keeps),
        Change("publication", commands.publish, NothingSchema, policy.keeps),
        Change("days", commands.plan_days, DaysSchema, policy.keeps),
        Change("day-cancellation", commands.cancel_day, OneDaySchema, policy.keeps),
        Change("heads", commands.count, HeadsSchema, policy.holds),
        Change("cancellation", commands.cancel, NothingSchema, policy.keeps),
    ],
    thing=Happening,
    key="happening_id",
    read=queries.happening,
    state=lambda view: view.happening,
)


@public.get("", may=PUBLIC)
@public.arguments(PublicQuery, location="query")
@public.response(200, PublicListSchema)
def to_come(query: dict[str, Any]) -> ResponseReturnValue:
    """What anybody may come to, the next first; for the web sites of municipalities too."""
    theme, town = query.pop("theme"), query.pop("municipality")

    def read(work: Work) -> Page[dict[str, Any]]:
        fitting = [
            each
            for each in queries.coming_to_anybody(work)
            if (not theme or theme in each.plan.themes)
            and (not town or town == each.plan.municipality)
        ]
        part = paging.after(fitting, queries.place_of, PageRequest(**query))
        return paging.shown_as(part, public_json)

    return paging.answer("happenings", read_only(read))


@api.get("", may=policy.lists)
@api.arguments(WholeQuery, location="query")
@api.response(200, HappeningListSchema)
def listed(query: dict[str, Any]) -> ResponseReturnValue:
    """What is published, and one's own organisation's drafts."""

    def read(work: Work) -> Page[dict[str, Any]]:
        lines = queries.listed(work, organisation=g.who.organisation)
        part = paging.after(lines, queries.place_of, PageRequest(**query))
        return paging.shown_as(part, listed_json)

    return paging.answer("happenings", read_only(read))


@api.post("", may=policy.keeps_some)
@api.arguments(HappeningSchema)
@api.alt_response(201, description="It was planned.")
def announce(data: dict[str, Any]) -> ResponseReturnValue:
    """Plan an open event of one's own organisation."""

    def make(work: Work) -> Created:
        happening_id, version = commands.plan(work, g.who.organisation, **data)
        return Created(f"{ROOT}/{happening_id}", {"id": str(happening_id)}, version)

    return idempotent(make)


changes.serve(
    api,
    may=policy.reads,
    schema=PlannedHappeningSchema,
    body=lambda _, view: as_json(view),
)
