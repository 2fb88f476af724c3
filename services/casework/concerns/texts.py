"""What a concern is called, how it stands, and whom to call, in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, url_for

from services.casework.cases.domain import Case
from services.casework.cases.texts import first_name, reference
from services.casework.concerns import queries
from services.casework.people import names
from services.common import catalogue, geography
from services.common.codes import ConcernAct, ConcernStatus, Role
from services.common.desk import DeskItem, Urgency
from services.common.labels import label
from shared.identity.principals import Principal
from shared.web.formats import format_datetime
from shared.web.i18n import gettext, language
from shared.web.paging import MOST, PageRequest
from shared.work import Work

TAGS = {ConcernStatus.RAISED: "late", ConcernStatus.TAKEN: "wait", ConcernStatus.CLOSED: "done"}


@dataclass(frozen=True)
class Numbers:
    """Whom to call, before anything else; an empty phone is reached through 112."""

    county: str  # name of the child's; empty where it is hidden or not known
    emergency: str  # the phone of its social emergency services
    coordinators: str
    phone: str


def tag(status: str) -> tuple[str, str]:
    code = ConcernStatus(status)
    return TAGS[code], label(code, language())


def stands(status: str, by: str, at: datetime | None) -> str:
    """Who has it, and since when."""
    if status == ConcernStatus.CLOSED:
        return gettext("It has been seen to.")
    if at is None:
        return gettext("Nobody has taken it yet.")
    since = format_datetime(at)
    if not by:
        return gettext("Somebody has had it since %(moment)s.", moment=since)
    return gettext("%(name)s has had it since %(moment)s.", name=by, moment=since)


def county(code: str) -> str:
    place = geography.counties().get(code)
    return place.name(language()) if place else code


def act(code: ConcernAct | None) -> str:
    return label(code, language()) if code else ""


def changed_meanwhile() -> str:
    return gettext("Somebody else has done something about it meanwhile. Look at it again.")


def name(case: Case) -> str:
    return first_name(case) or reference(case.id, case.opened.opened_on)


def _county(case: Case) -> str:
    code = case.opened.municipality
    if code is None or case.person.non_disclosure:
        return ""
    place = geography.municipalities().get(geography.current(code))
    return place.county if place else ""


def numbers(work: Work, case: Case) -> Numbers:
    code, home = _county(case), catalogue.organisation(work.db, case.opened.organisation)
    return Numbers(
        county=county(code) if code else "",
        emergency=current_app.extensions["numbers"].get(geography.SOCIAL_EMERGENCY + code, ""),
        coordinators=", ".join(queries.coordinators(work, case)),
        phone=home.phone if home else "",
    )


def on_desk(work: Work, who: Principal) -> Iterator[DeskItem]:
    """Open concerns about a child's safety, first of all, until they are closed."""
    called, own = names(work), str(who.id)
    for each in queries.listed(work, who, page_request=PageRequest(limit=MOST)).items:
        row = each.row
        if str(row.raised_by) == own and not who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER):
            continue
        since = stands(row.status, called(str(row.taken_by or "")), row.taken_at)
        yield DeskItem(
            gettext("Somebody worries about a child's safety"),
            url_for("concerns.show", concern_id=row.concern_id),
            gettext("Open"),
            " · ".join([name(each.case), since]),
            ("late", tag(row.status)[1]),
            Urgency.HARM,
            row.raised_at.date(),
        )
