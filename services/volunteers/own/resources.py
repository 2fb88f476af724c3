"""The page of who supports somebody, and the yes or no of a support person, whoever sends it."""

from uuid import UUID

from flask import g, render_template, url_for

from services.common.codes import Role
from services.common.letters import mark_everything_read
from services.volunteers.matches import commands, policy, queries
from services.volunteers.matches.domain import Match
from services.volunteers.matches.policy import MatchView
from services.volunteers.matches.resources import show as match_page
from services.volunteers.matches.schemas import VolunteerConsentSchema
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
            commands.record_volunteer_consent,
            VolunteerConsentSchema,
            policy.answers,
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
    mark_everything_read()
    return _page("")


def _page(problem: str) -> str:
    page = read_only(lambda work: views.own(work, g.who))
    return render_template("volunteers/me.html", page=page, problem=problem)


def _show(match_id: UUID, forms: Forms, problem: str) -> str:
    """The page that the form was on: the match's for its staff, else the reader's own."""
    return match_page(match_id, forms, problem) if _is_staff() else _page(problem)


def _home(match_id: UUID) -> str:
    return url_for("matches.match", match_id=match_id) if _is_staff() else url_for("me.own")


def _is_staff() -> bool:
    return bool(g.who.has(*policy.follows.roles))


changes.serve_pages(
    pages,
    "/matches/<uuid:match_id>",
    FormPage(
        _show,
        home=_home,
        lists=("matches",),
        changed_meanwhile=lambda: gettext(
            "Somebody else changed this match meanwhile. Look at it again."
        ),
    ),
)
