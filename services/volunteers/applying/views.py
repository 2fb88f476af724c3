"""What the public pages of applicants show, in the reader's language; templates only draw it."""

from dataclasses import dataclass

from flask import url_for

from services.common.codes import VolunteerStatus
from services.common.phrases import language_name, reached
from services.common.pledge import pledge
from services.common.programme import Step as Required
from services.volunteers.applications.views import LANGUAGES, places
from services.volunteers.applying import queries, texts
from services.volunteers.applying.queries import Role
from services.volunteers.people.domain import Volunteer
from services.volunteers.ranking.texts import step_name
from shared.web import return_codes
from shared.web.i18n import gettext, language
from shared.web.parts import Option, Step
from shared.work import Work

TOLD_OF = (Required.INTERVIEW, Required.REFERENCES, Required.TRAINING)
# A check of an extract, and that it was seen, is the vetting contact's and the person's alone.


@dataclass(frozen=True)
class RoleLine:
    href: str
    name: str
    organisation: str
    summary: str
    extract: str


@dataclass(frozen=True)
class RolePage:
    name: str
    organisation: str
    summary: str
    asks: list[str]
    extract: str
    not_a: str
    pledge: str
    notice: list[str]
    places: list[Option]
    languages: list[Option]


@dataclass(frozen=True)
class ApplicationPage:
    code: str
    name: str
    organisation: str
    reached: list[tuple[str, str]]
    steps: list[Step]
    is_over: bool
    can_withdraw: bool


def roles(work: Work) -> list[RoleLine]:
    """Every role, by its name."""
    return sorted(
        (
            RoleLine(
                href=url_for("applying.apply", code=each.programme.code),
                name=each.programme.name_in(language()),
                organisation=each.organisation.name_in(language()),
                summary=each.programme.summary.said_in(language()),
                extract=texts.extract(each.programme),
            )
            for each in queries.roles(work)
        ),
        key=lambda line: line.name,
    )


def role(work: Work, code: str) -> RolePage:
    """What a role asks, and the form's lists."""
    each: Role = queries.role(work, code)
    organisation = each.organisation.name_in(language())
    return RolePage(
        name=each.programme.name_in(language()),
        organisation=organisation,
        summary=each.programme.summary.said_in(language()),
        asks=list(texts.asks(each.programme)),
        extract=texts.extract(each.programme),
        not_a=", ".join(part.name.said_in(language()) for part in each.programme.not_a),
        pledge=pledge(language()),
        notice=texts.notice(organisation),
        places=places(),
        languages=[Option(tongue, language_name(tongue)) for tongue in LANGUAGES],
    )


def application(work: Work, code: str) -> ApplicationPage:
    """How far an application is, for whoever has its code."""
    received, volunteer = queries.by_code(work, code)
    each = queries.role(work, received.programme)
    is_open = volunteer.status is VolunteerStatus.APPLICANT
    is_vetted = received.programme in volunteer.vetted
    return ApplicationPage(
        code=return_codes.in_groups(return_codes.read_code(code)),
        name=each.programme.name_in(language()),
        organisation=each.organisation.name_in(language()),
        reached=list(reached(each.organisation)),
        steps=_steps(each, volunteer, is_vetted=is_vetted),
        is_over=not is_open and not is_vetted,
        can_withdraw=is_open,
    )


def _steps(role: Role, volunteer: Volunteer, *, is_vetted: bool) -> list[Step]:
    steps = volunteer.steps
    held = {
        Required.INTERVIEW: steps.interview is not None,
        Required.REFERENCES: steps.references is not None,
        Required.TRAINING: bool(steps.trainings),
    }
    required = [step for step in TOLD_OF if step in role.programme.policy]
    reached_so_far = [
        (gettext("Your application has arrived"), True),
        *((step_name(step), held[step] or is_vetted) for step in required),
        (gettext("You can begin"), is_vetted),
    ]
    current = next((n for n, (_, done) in enumerate(reached_so_far) if not done), None)
    return [
        Step(text, "done" if done else "current" if n == current else "todo")
        for n, (text, done) in enumerate(reached_so_far)
    ]
