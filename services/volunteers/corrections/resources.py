"""Corrections of matches over HTTP: the right values and a reason, each on a page of its own."""

from services.common.programme import Consent
from services.volunteers.corrections import commands, views
from services.volunteers.corrections.schemas import (
    ChildViewCorrectionSchema,
    FamilyConsentCorrectionSchema,
    MatchCorrectionSchema,
    VolunteerConsentCorrectionSchema,
)
from services.volunteers.fields import ReasonSchema
from services.volunteers.matches import policy, queries
from services.volunteers.matches.domain import Match
from services.volunteers.matches.policy import MatchView
from services.volunteers.matches.resources import ROOT
from services.volunteers.matches.schemas import MatchSchema
from shared.web.api import Blueprint
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.i18n import N_
from shared.web.pages import Pages

api = Blueprint("match_corrections_api", ROOT, "Corrections of matches")
pages = Pages("corrections", "/volunteers/matches")

STRIKE_OUT = views.reason_form(
    N_("This answer was never given"),
    N_("The answer is struck out and waits to be asked again. What stood there stays readable."),
    N_("Strike the answer out"),
)
ANSWERS = (
    (
        "volunteer-consent",
        Consent.VOLUNTEER,
        commands.correct_volunteer_consent,
        commands.volunteer_consent_in_error,
        VolunteerConsentCorrectionSchema,
    ),
    (
        "family-consent",
        Consent.FAMILY,
        commands.correct_family_consent,
        commands.family_consent_in_error,
        FamilyConsentCorrectionSchema,
    ),
    (
        "child-view",
        Consent.CHILD,
        commands.correct_child_view,
        commands.child_view_in_error,
        ChildViewCorrectionSchema,
    ),
)


def _of_answers() -> list[Change[MatchView]]:
    rows: list[Change[MatchView]] = []
    for name, consent, correct, strike_out, schema in ANSWERS:
        form, may = views.answer_form(consent), policy.coordinates
        rows.append(Change(f"{name}/correction", correct, schema, may, form=form))
        wrong = f"{name}/entered-in-error"
        rows.append(Change(wrong, strike_out, ReasonSchema, may, form=STRIKE_OUT))
    return rows


changes = Changes[MatchView, MatchView](
    [
        Change(
            "correction",
            commands.correct_match,
            MatchCorrectionSchema,
            policy.coordinates,
            form=views.days_form(),
        ),
        Change(
            "entered-in-error",
            commands.match_in_error,
            ReasonSchema,
            policy.coordinates,
            form=views.reason_form(
                N_("There never was such a match"),
                N_(
                    "The case looks for somebody again, and the person's place is free. "
                    "The match counts in no figure any more."
                ),
                N_("Strike the match out"),
            ),
        ),
        Change(
            "reopening",
            commands.reopen_match,
            ReasonSchema,
            policy.coordinates,
            form=views.reason_form(
                N_("It ended by mistake"),
                N_(
                    "The match goes on as if it had not ended: the support person sees the "
                    "family's name again, if everybody has consented."
                ),
                N_("Let the match go on"),
            ),
        ),
        *_of_answers(),
    ],
    thing=Match,
    key="match_id",
    read=queries.match,
    state=lambda view: view,
)

changes.serve(api, schema=MatchSchema, body=lambda work, view: queries.as_json(work, view.match))
serve_forms(changes, pages, "/<uuid:match_id>", views.forms)
