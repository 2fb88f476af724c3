"""What the page of an organisation's guidance shows, in the reader's language."""

from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from services.common.codes import GuidanceState, Role
from services.common.labels import label
from services.common.people import members, names as staff_names
from services.common.sessions.domain import Gathering
from services.volunteers.guiding import queries
from services.volunteers.guiding.domain import Guiding
from services.volunteers.guiding.queries import GuidedPerson
from services.volunteers.guiding.rules import monday_of
from services.volunteers.people import queries as people
from shared.web.access_log import note_listed
from shared.web.formats import format_date, format_datetime
from shared.web.i18n import gettext, language, ngettext
from shared.web.parts import Kind, Option
from shared.work import Work

SHOWN = 50  # people of a page
KINDS: dict[GuidanceState, Kind] = {
    GuidanceState.NO_GROUP: "late",
    GuidanceState.NO_GUIDE: "late",
    GuidanceState.LATE: "wait",
    GuidanceState.GUIDED: "done",
}


@dataclass(frozen=True)
class GuidedLine:
    href: str
    name: str
    tag: tuple[Kind, str]
    groups: list[tuple[str, str]]  # title, address
    last: str


@dataclass(frozen=True)
class AwayLine:
    away_id: UUID
    text: str


@dataclass(frozen=True)
class GuidingPage:
    lines: list[GuidedLine]
    more: str
    summary: str
    days: int
    away: list[AwayLine]
    staff: list[Option]
    coming: list[tuple[str, str, str]]  # when, title, address


def page(work: Work, organisation: UUID, start: int) -> GuidingPage:
    """Who is guided and who is not; who stands in for whom."""
    guiding, _ = work.load(Guiding(organisation))
    everybody = queries.everybody(work, organisation)
    shown = everybody[start : start + SHOWN]
    note_listed(each.volunteer_id for each in shown)
    called, name = people.names(work, organisation), staff_names(work)
    missing, after = len(queries.unguided(everybody)), start + SHOWN
    return GuidingPage(
        lines=[_line(work, each, called.get(each.volunteer_id, "–")) for each in shown],
        more=url_for("guiding.show", start=after) if after < len(everybody) else "",
        summary=ngettext(
            "%(num)s support person without guidance",
            "%(num)s support people without guidance",
            missing,
        )
        if missing
        else gettext("Everybody who supports a family is guided."),
        days=guiding.days,
        away=[
            AwayLine(
                each.away_id,
                gettext(
                    "%(guide)s is away %(first)s–%(last)s; %(substitute)s stands in",
                    guide=name(str(each.guide_id)) or "–",
                    substitute=name(str(each.substitute_id)) or "–",
                    first=format_date(each.starts_on, "d.M."),
                    last=format_date(each.ends_on),
                ),
            )
            for each in sorted(guiding.away, key=lambda each: each.starts_on)
            if each.ends_on >= work.today
        ],
        staff=staff(work, organisation),
        coming=_coming(work, organisation),
    )


def staff(work: Work, organisation: UUID) -> list[Option]:
    """Who of the organisation can guide."""
    here = members(work, organisation)
    can = (each for each in here if each.has(Role.NGO_COORDINATOR, Role.NGO_WORKER))
    return [Option(str(each.id), each.name) for each in can]


def _coming(work: Work, organisation: UUID) -> list[tuple[str, str, str]]:
    return [
        (
            format_datetime(each.starts_at),
            each.title,
            url_for("guidance.show", gathering_id=each.gathering_id),
        )
        for each in queries.week(work, organisation, monday_of(work.today))
    ]


def _line(work: Work, person: GuidedPerson, name: str) -> GuidedLine:
    groups = [work.load(Gathering(each))[0] for each in person.groups]
    return GuidedLine(
        href=url_for("people.show", volunteer_id=person.volunteer_id),
        name=name,
        tag=(KINDS[person.state], label(person.state, language())),
        groups=[
            (each.announced.title, url_for("guidance.show", gathering_id=each.id))
            for each in groups
        ],
        last=format_date(person.last) if person.last else gettext("never"),
    )
