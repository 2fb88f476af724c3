"""The pages of matching: who waits, who would suit, and the choice of one."""

from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.volunteers.matches import policy
from services.volunteers.matches.proposing import propose
from services.volunteers.matching import views
from services.volunteers.needs import queries as needs
from services.volunteers.people import queries as people
from shared.kernel.aggregate import NotFound, Refused
from shared.web.api import look, perform, uuid_of
from shared.web.pages import Pages, after_change
from shared.web.problems import say
from shared.work import Work

pages = Pages("matching", "/volunteers/matching")


@pages.get("", may=policy.follows)
def waiting() -> str:
    """Families who wait for somebody."""
    lines = look(lambda work: views.waiting(work, g.who))
    return render_template("volunteers/waiting.html", lines=lines)


@pages.get("/<uuid:case_id>", may=policy.follows)
def case(case_id: UUID) -> str:
    """Who of the organisation's people would suit this case."""
    return _page(case_id)


@pages.post("/<uuid:case_id>/proposals", may=policy.coordinates)
def propose_match(case_id: UUID) -> ResponseReturnValue:
    """Propose the person chosen; the list at this moment is kept beside the choice."""
    volunteer_id = uuid_of(request.form.get("volunteer", ""))
    if volunteer_id is None:
        raise NotFound

    def act(work: Work) -> UUID:
        needs.need(work, g.who, case_id)
        people.volunteer(work, g.who, volunteer_id)
        match, _ = propose(work, case_id=case_id, volunteer_id=volunteer_id)
        return match.id

    try:
        match_id = perform(act)
    except Refused as refused:
        return _page(case_id, problem=say(refused)), 409
    after_change("needs")
    return redirect(url_for("matches.match", match_id=match_id), 303)


def _page(case_id: UUID, *, problem: str = "") -> str:
    may_propose = g.who.has(*policy.coordinates.roles)
    page = look(lambda work: views.matching(work, g.who, case_id, may_propose=may_propose))
    return render_template("volunteers/matching.html", page=page, problem=problem)
