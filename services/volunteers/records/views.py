"""What the pages show on which a support person's record is put right."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from services.common.phrases import language_name
from services.common.programme import Step
from services.volunteers.applications.views import LANGUAGES, places
from services.volunteers.people import queries
from services.volunteers.people.queries import VolunteerView
from services.volunteers.ranking.texts import step_name
from services.volunteers.register.views import sources
from shared.web.i18n import gettext
from shared.web.own_form import OwnForm, OwnForms
from shared.web.parts import Option
from shared.work import Work

Shown = Mapping[str, Any]
TEMPLATE = "volunteers/record.html"
STRUCK_AT = {
    Step.INTERVIEW: "records.interview_entered_in_error",
    Step.REFERENCES: "records.references_entered_in_error",
    Step.TRAINING: "records.training_entered_in_error",
    Step.CONSENT: "records.consent_entered_in_error",
    Step.EXTRACT_CHECK: "records.extract_check_entered_in_error",
}


def details_form() -> OwnForm[VolunteerView]:
    def draw(work: Work, view: VolunteerView) -> Shown:
        return {
            "heading": gettext("Correct the details"),
            "kind": "details",
            "places": places(),
            "languages": [Option(code, language_name(code)) for code in LANGUAGES],
        }

    def written(work: Work, view: VolunteerView) -> Shown:
        steps = view.volunteer.steps
        if steps.described is None or steps.offer is None:
            return {}
        described, offer = vars(steps.described), vars(steps.offer)
        contact = {f"contact.{name}": described[name] for name in ("phone", "email", "address")}
        named = {name: described[name] for name in ("given_name", "family_name", "date_of_birth")}
        names = ("municipality", "languages", "interests", "availability", "capacity")
        return named | contact | {name: offer[name] for name in names}

    return OwnForm(TEMPLATE, draw, filled=written)


def step_form(step: Step) -> OwnForm[VolunteerView]:
    """The page on which one step is corrected; of several trainings, that number."""

    def draw(work: Work, view: VolunteerView, **places: int) -> Shown:
        where: dict[str, Any] = {"volunteer_id": view.volunteer.id, **places}
        return {
            "heading": gettext("Correct: %(step)s", step=step_name(step)),
            "kind": step.lower(),
            "sources": sources(view),
            "error_href": url_for(STRUCK_AT[step], **where),
        }

    def written(work: Work, view: VolunteerView, number: int = 1) -> Shown:
        is_check = step is Step.EXTRACT_CHECK  # it may wait for approval: then it is no step yet
        fact: Any = view.check if is_check else view.volunteer.steps.fact(step, number)
        values = vars(fact) if fact else {}
        return {name: _typed(value) for name, value in values.items() if value is not None}

    return OwnForm(TEMPLATE, draw, filled=written)


def strike_out_form(step: Step) -> OwnForm[VolunteerView]:
    def draw(work: Work, view: VolunteerView, **places: int) -> Shown:
        lead = gettext(
            "It is struck out and waits again. What stood there stays readable. An approval that "
            "rested on it is suspended until you approve again."
        )
        return {
            "heading": gettext("Was not done: %(step)s", step=step_name(step)),
            "lead": lead,
            "kind": "reason",
            "press": gettext("Strike it out"),
        }

    return OwnForm(TEMPLATE, draw)


def error_form() -> OwnForm[VolunteerView]:
    def draw(work: Work, view: VolunteerView) -> Shown:
        return {
            "heading": gettext("Written down by mistake"),
            "lead": gettext("This person is in no list and no figure any more."),
            "kind": "reason",
            "press": gettext("Strike the record out"),
        }

    return OwnForm(TEMPLATE, draw)


def reopening_form() -> OwnForm[VolunteerView]:
    def draw(work: Work, view: VolunteerView) -> Shown:
        return {
            "heading": gettext("Here again"),
            "lead": gettext(
                "Who comes back keeps training and references. Interview, consent to an extract "
                "and its check are done anew before the next approval."
            ),
            "kind": "reopening",
            "press": gettext("Open the record again"),
        }

    return OwnForm(TEMPLATE, draw)


def _typed(value: Any) -> Any:
    """As a form has it: yes and no are boxes and buttons."""
    if value is True:
        return ["yes", "true"]
    return "false" if value is False else value


def _frame(view: VolunteerView) -> Shown:
    described = view.volunteer.steps.described
    name = f"{described.given_name} {described.family_name}" if described else "–"
    return {
        "name": name,
        "lead": "",
        "error_href": "",
        "press": gettext("Save the correction"),
        "yes_or_no": [Option("true", gettext("Yes")), Option("false", gettext("No"))],
    }


forms = OwnForms[VolunteerView](
    key="volunteer_id",
    read=queries.volunteer,
    home=lambda volunteer_id: url_for("people.show", volunteer_id=volunteer_id),
    lists=("volunteers",),
    frame=_frame,
)
