"""Matching over HTTP: who waits, who would suit, and the choice of one."""

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.volunteers.matches import policy
from services.volunteers.matches.queries import engagements, partings
from services.volunteers.matches.resources import ROOT
from services.volunteers.matches.schemas import MatchSchema, NewMatchSchema
from services.volunteers.matching import queries, views
from services.volunteers.matching.commands import propose
from services.volunteers.matching.schemas import (
    CandidateListSchema,
    NeedListSchema,
    candidate_json,
    excluded_json,
    need_json,
)
from services.volunteers.needs import queries as needs
from services.volunteers.people import queries as people
from services.volunteers.ranking import queries as ranking
from shared.kernel.aggregate import NotFound, Refused
from shared.web import paging
from shared.web.api import Blueprint, Created, execute, idempotent, read_only, uuid_of
from shared.web.pages import Pages, after_change
from shared.web.paging import NewsQuery, PageRequest, WholeQuery
from shared.web.problems import say
from shared.work import Work

needs_api = Blueprint("needs_api", "/volunteers/api/v1/needs", "Who waits")
api = Blueprint("proposals_api", ROOT, "Matches")
pages = Pages("matching", "/volunteers/matching")


@needs_api.get("", may=policy.follows)
@needs_api.arguments(NewsQuery, location="query")
@needs_api.response(200, NeedListSchema)
def search(data: dict[str, Any]) -> ResponseReturnValue:
    """The own organisation's cases that wait for a person, longest first."""
    part, since = paging.news_asked(data)
    rows = read_only(lambda work: queries.waiting_page(work, g.who, since=since, page_request=part))
    return paging.answer("needs", paging.shown_as(rows, need_json))


@needs_api.get("/<uuid:case_id>/candidates", may=policy.coordinates)
@needs_api.arguments(WholeQuery, location="query")
@needs_api.response(200, CandidateListSchema)
def candidates(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """Everybody of the organisation: ranked with reasons, or excluded with the rule."""

    def read(work: Work) -> dict[str, Any]:
        need = needs.need(work, g.who, case_id)
        ranked, excluded = ranking.ranking(
            work, need, engagements(work, need.organisation), partings(work, need)
        )
        return {
            "candidates": [candidate_json(candidate) for candidate in ranked],
            "excluded": [excluded_json(person) for person in excluded],
        }

    listed = read_only(read)
    part = paging.after(
        listed["candidates"], lambda each: str(each["volunteer"]), PageRequest(**query)
    )
    body, status, headers = paging.parts("candidates", part)
    return {**body, "case": case_id, "excluded": listed["excluded"]}, status, headers


@api.post("", may=policy.coordinates)
@api.arguments(NewMatchSchema)
@api.alt_response(201, schema=MatchSchema)
def create(data: dict[str, Any]) -> ResponseReturnValue:
    """Propose one person for one case; the list at this moment is kept beside the choice."""

    def make(work: Work) -> Created:
        with work.dated(data["on"]):
            match_id, version = _propose(work, data["case"], data["volunteer"])
        return Created(f"{ROOT}/{match_id}", {"id": str(match_id), "status": "proposed"}, version)

    return idempotent(make)


@pages.get("", may=policy.follows)
def waiting() -> str:
    """Families who wait for somebody."""
    cursor = request.args.get("cursor", "")
    shown = read_only(lambda work: views.waiting_page(work, g.who, cursor=cursor))
    here = url_for("matching.waiting")
    return render_template(
        "volunteers/waiting.html",
        lines=shown.items,
        first=here if cursor else "",
        more=f"{here}?cursor={shown.next}" if shown.next else "",
    )


@pages.get("/<uuid:case_id>", may=policy.follows)
def case(case_id: UUID) -> str:
    """Who of the organisation's people would suit this case."""
    return _page(case_id)


@pages.post("/<uuid:case_id>/proposals", may=policy.coordinates)
def choose(case_id: UUID) -> ResponseReturnValue:
    """Propose the person chosen."""
    volunteer_id = uuid_of(request.form.get("volunteer", ""))
    if volunteer_id is None:
        raise NotFound
    try:
        match_id, _ = execute(lambda work: _propose(work, case_id, volunteer_id))
    except Refused as refused:
        return _page(case_id, problem=say(refused)), 409
    after_change("needs")
    return redirect(url_for("matches.match", match_id=match_id), 303)


def _propose(work: Work, case_id: UUID, volunteer_id: UUID) -> tuple[UUID, int]:
    """Propose somebody, both being the reader's own organisation's."""
    needs.need(work, g.who, case_id)
    people.volunteer(work, g.who, volunteer_id)
    match, version = propose(work, case_id=case_id, volunteer_id=volunteer_id)
    return match.id, version


def _page(case_id: UUID, *, problem: str = "") -> str:
    may_propose = g.who.has(*policy.coordinates.roles)
    page = read_only(lambda work: views.matching(work, g.who, case_id, may_propose=may_propose))
    return render_template("volunteers/matching.html", page=page, problem=problem)
