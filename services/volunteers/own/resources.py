"""The page of who supports somebody, and their own yes or no to a proposal."""

from uuid import UUID

from flask import g, render_template, url_for

from services.common.codes import Role
from services.volunteers.matches import commands, policy, queries
from services.volunteers.matches.domain import Match
from services.volunteers.matches.policy import MatchView
from services.volunteers.matches.schemas import OwnAnswerSchema
from services.volunteers.own import views
from shared.identity.access import allow
from shared.web.api import read_only
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages
from shared.web.parts import Forms

pages = Pages("me", "/volunteers")

changes = Changes[MatchView, MatchView](
    [
        Change(
            "volunteer-consent",
            commands.answer_own,
            OwnAnswerSchema,
            policy.answers_own,
            is_offered=False,
        )
    ],
    thing=Match,
    key="match_id",
    read=queries.match,
    state=lambda view: view,
)


@pages.get("/me", may=allow(Role.SUPPORT_PERSON))
def own() -> str:
    """A support person's own page: only their own matches."""
    return _page("")


def _page(problem: str) -> str:
    page = read_only(lambda work: views.own(work, g.who))
    return render_template("volunteers/me.html", page=page, problem=problem)


def _show(_match_id: UUID, _forms: Forms, problem: str) -> str:
    return _page(problem)


changes.serve_pages(
    pages,
    "/matches/<uuid:match_id>",
    FormPage(
        _show,
        home=lambda _: url_for("me.own"),
        lists=("matches",),
        changed_meanwhile=lambda: gettext(
            "Somebody else changed this match meanwhile. Look at it again."
        ),
    ),
)
