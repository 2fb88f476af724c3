"""Corrections of support persons' records over HTTP, each on a page of its own."""

from dataclasses import replace

from services.common.programme import Step
from services.volunteers.fields import ReasonSchema
from services.volunteers.people import policy, queries
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.queries import VolunteerView
from services.volunteers.people.schemas import VolunteerSchema
from services.volunteers.records import commands, views
from services.volunteers.records.schemas import (
    DetailsCorrectionSchema,
    ExtractCheckCorrectionSchema,
    InterviewCorrectionSchema,
    ReferencesCorrectionSchema,
    ReopeningForm,
    ReopeningSchema,
    TrainingCorrectionSchema,
    VettingConsentCorrectionSchema,
)
from services.volunteers.register.queries import as_json
from services.volunteers.register.resources import ROOT
from shared.web.api import Blueprint
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.pages import Pages

api = Blueprint("records_api", ROOT, "Corrections of support persons")
pages = Pages("records", "/volunteers/people")
NUMBERED = "training/<int:number>"
STEPS = (
    (
        "interview",
        Step.INTERVIEW,
        commands.correct_interview,
        InterviewCorrectionSchema,
        commands.interview_in_error,
    ),
    (
        "references",
        Step.REFERENCES,
        commands.correct_references,
        ReferencesCorrectionSchema,
        commands.references_in_error,
    ),
    (
        NUMBERED,
        Step.TRAINING,
        commands.correct_training,
        TrainingCorrectionSchema,
        commands.training_in_error,
    ),
    (
        "consent",
        Step.CONSENT,
        commands.correct_vetting_consent,
        VettingConsentCorrectionSchema,
        commands.vetting_consent_in_error,
    ),
    (
        "extract-check",
        Step.EXTRACT_CHECK,
        commands.correct_extract_check,
        ExtractCheckCorrectionSchema,
        commands.extract_check_in_error,
    ),
)


def _of_steps() -> list[Change[Volunteer]]:
    rows: list[Change[Volunteer]] = []
    for name, step, correct, schema, strike_out in STEPS:
        may = policy.checks if step is Step.EXTRACT_CHECK else policy.coordinates
        form, wrong = views.step_form(step), views.strike_out_form(step)
        rows.append(Change(f"{name}/correction", correct, schema, may, form=form))
        error = f"{name}/entered-in-error"
        rows.append(Change(error, strike_out, ReasonSchema, may, form=wrong))
    return rows


changes = Changes[VolunteerView, Volunteer](
    [
        Change(
            "correction",
            commands.correct_details,
            DetailsCorrectionSchema,
            policy.coordinates,
            form=views.details_form(),
        ),
        Change(
            "reopening",
            commands.reopen_record,
            ReopeningSchema,
            policy.coordinates,
            form=replace(views.reopening_form(), schema=ReopeningForm),
        ),
        Change(
            "entered-in-error",
            commands.record_in_error,
            ReasonSchema,
            policy.coordinates,
            form=views.error_form(),
        ),
        *_of_steps(),
    ],
    thing=Volunteer,
    key="volunteer_id",
    read=queries.volunteer,
    state=lambda view: view.volunteer,
)

changes.serve(api, schema=VolunteerSchema, body=lambda _, view: as_json(view))
serve_forms(changes, pages, "/<uuid:volunteer_id>", views.forms)
