"""A summary as page and paper show it, in the reader's language."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from services.common.labels import label
from services.common.programme import Programme, Scenario
from services.common.summaries import texts
from services.common.summaries.domain import Digest, Part, Written
from shared.web.formats import format_date
from shared.web.i18n import gettext, language

AUTHORITIES = (Scenario.B, Scenario.C)  # whose registers the law on client data is about


@dataclass(frozen=True)
class Section:
    """One part of a summary: facts, and what somebody wrote."""

    title: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True)
class Sheet:
    """All that a paper of a summary says."""

    name: str  # of the supported person
    provider: str
    sender: str
    since: date
    until: date
    approved_on: date | None  # None: a draft
    edition: int
    reason: str = ""  # of a correction


def sections(
    digest: Digest, written: Written, programme: Programme | None, *, since: date, until: date
) -> list[Section]:
    """What the worker wrote first, then what the book says, then what is left out."""
    own = _written(written) if digest.shows(Part.TEXTS) else []
    number_of_days = (until - since).days + 1
    course = _course(digest, programme, number_of_days) if digest.shows(Part.COURSE) else []
    plan = _plan(digest, programme) if digest.shows(Part.GOALS) else []
    omitted = "; ".join(texts.left_out(part) for part in digest.left_out)
    end = Section(gettext("What is left out"), text=f"{omitted[:1].upper()}{omitted[1:]}.")
    return [*own, *course, *plan, end]


def _written(written: Written) -> list[Section]:
    named = (
        (gettext("What has happened"), written.happened),
        (gettext("How the child or family is"), written.child),
        (gettext("What comes next"), written.ahead),
    )
    return [Section(title, text=text) for title, text in named if text]


def _course(digest: Digest, programme: Programme | None, number_of_days: int) -> list[Section]:
    met = [(label(each.kind, language()), texts.contacts(each)) for each in digest.contacts]
    written = [(label(each.kind, language()), texts.counted(each)) for each in digest.entries]
    frequency = programme.frequency if programme else None
    often = [
        (gettext("Together"), texts.how_often(digest, number_of_days)),
        (gettext("Agreed"), texts.agreed(frequency)),
    ]
    done = [
        (gettext("Phase"), texts.phase(programme, digest)),
        (gettext("Tasks done"), texts.tasks(programme, digest.tasks_done)),
        (gettext("Tasks waived"), texts.tasks(programme, digest.tasks_waived)),
        (gettext("Team"), texts.team(digest.team, has_supporter=digest.has_supporter)),
    ]
    return [
        Section(gettext("Meetings and other contacts"), [*met, *often, *written]),
        Section(gettext("How the support goes"), [(term, text) for term, text in done if text]),
    ]


def _plan(digest: Digest, programme: Programme | None) -> list[Section]:
    goals = [(each.text or "–", texts.goal(each)) for each in digest.goals]
    if together := texts.gas(digest):
        goals.append((gettext("All goals together"), together))
    measured = [
        (texts.indicator(programme, each), texts.measured(each)) for each in digest.measures
    ]
    meetings = [(format_date(each.held_on), texts.meeting(each)) for each in digest.meetings]
    named = (
        (gettext("Goals"), goals),
        (gettext("Measurements"), measured),
        (gettext("Meetings on the plan"), meetings),
    )
    return [Section(title, facts) for title, facts in named if facts]


def confidentiality(programme: Programme | None) -> str:
    """That it is confidential; by which law where an authority keeps the register."""
    if programme and programme.controller_scenario in AUTHORITIES:
        return gettext(
            "CONFIDENTIAL · Act on the Processing of Client Data 703/2023; "
            "Act on the Openness of Government Activities 621/1999, section 24"
        )
    return gettext("CONFIDENTIAL")


def paper(sheet: Sheet, parts: list[Section], programme: Programme | None) -> dict[str, Any]:
    """What the template of the paper is filled with."""
    period = texts.days(sheet.since, sheet.until)
    facts = [
        (gettext("The period"), period),
        (gettext("Programme"), programme.name_in(language()) if programme else ""),
        (gettext("Provider"), sheet.provider),
        (gettext("Recipient"), sheet.sender),
        (gettext("Edition"), edition(sheet)),
    ]
    return {
        "title": gettext("Summary of the support: %(name)s", name=sheet.name or "–"),
        "author": sheet.provider,
        "language": language(),
        "confidential": confidentiality(programme),
        "facts": [{"label": term, "text": text} for term, text in facts if text],
        "parts": [
            {**asdict(part), "facts": [{"label": t, "text": x} for t, x in part.facts]}
            for part in parts
        ],
        "foot": f"{sheet.provider} · {period}",
    }


def edition(sheet: Sheet) -> str:
    """Which edition it is and since when; of a correction why."""
    if sheet.approved_on is None:
        return gettext("draft")
    day = format_date(sheet.approved_on)
    if sheet.edition == 1:
        return gettext("approved %(day)s", day=day)
    return gettext(
        "correction %(number)s, approved %(day)s: %(reason)s",
        number=sheet.edition - 1,
        day=day,
        reason=sheet.reason or "–",
    )
