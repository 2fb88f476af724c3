"""What waits for somebody today among support persons and matches, in the reader's language."""

from collections.abc import Iterator

from flask import url_for
from sqlalchemy import select

from services.common import catalogue
from services.common.codes import MatchStatus, Role
from services.common.desk import MOST_ITEMS, Day, DeskCount, DeskItem, Urgency
from services.volunteers.board import views as board
from services.volunteers.matches.projections import matches
from services.volunteers.matching import views as matching
from services.volunteers.people import queries as people
from shared.identity.principals import Principal
from shared.web.i18n import gettext, language, ngettext
from shared.work import Work

LONG = 14  # days without a first meeting, or without an answer to a proposal


def day(work: Work, who: Principal) -> Day:
    """By role: families without a person, proposals, people to approve, checks, own answers."""
    items: list[DeskItem] = []
    if who.has(Role.NGO_COORDINATOR):
        items += [*_families(work, who), *_proposals(work, who), *_to_approve(work, who)]
    if who.has(Role.VETTING_CONTACT):
        items += _checks(work, who)
    if who.has(Role.SUPPORT_PERSON):
        items += _own(work, who)
    return Day(items=items, counts=_counts(work, who))


def _families(work: Work, who: Principal) -> Iterator[DeskItem]:
    waiting = [each for each in matching.waiting(work, who) if each.tag[0] != "info"]
    for family in waiting[:MOST_ITEMS]:
        yield DeskItem(
            gettext("Find a support person"),
            family.href,
            family.action,
            " · ".join(part for part in (family.title, family.about, family.place) if part),
            ("late" if family.is_long else "wait", family.waited),
            Urgency.LATE if family.is_long else Urgency.TODAY,
        )


def _proposals(work: Work, who: Principal) -> Iterator[DeskItem]:
    """Matches that wait for an answer, or for their first meeting, longest first."""
    query = (
        select(matches)
        .where(
            matches.c.organisation == who.organisation,
            matches.c.status.in_([MatchStatus.PROPOSED, MatchStatus.AGREED]),
        )
        .order_by(matches.c.proposed_on, matches.c.match_id)
    )
    programmes = catalogue.names_of_programmes(work.db, language())
    for row in work.db.execute(query.limit(2 * MOST_ITEMS)):
        is_agreed = row.status == MatchStatus.AGREED
        since = row.agreed_on if is_agreed else row.proposed_on
        days = (work.today - since).days
        text = (
            gettext("Arrange the first meeting")
            if is_agreed
            else gettext("A proposal waits for its answers")
        )
        waited = ngettext("%(num)s day", "%(num)s days", days) if days else gettext("today")
        yield DeskItem(
            text,
            url_for("matches.match", match_id=row.match_id),
            gettext("Look"),
            programmes.get(row.programme, ""),
            ("late" if days > LONG else "wait", waited),
            Urgency.LATE if days > LONG else Urgency.TODAY,
            since,
        )


def _to_approve(work: Work, who: Principal) -> Iterator[DeskItem]:
    if who.organisation is None:
        return
    programmes = {programme.code: programme for programme in catalogue.newest_programmes(work.db)}
    ready = [
        person
        for person in people.active(work, who.organisation)
        if board.stage_of(person, programmes) == board.APPROVAL
    ]
    for person in ready[:MOST_ITEMS]:
        yield DeskItem(
            gettext("See whether somebody can be approved"),
            url_for("people.show", volunteer_id=person.volunteer_id),
            gettext("Look"),
            person.name,
            ("wait", gettext("waits for approval")),
            Urgency.SOON,
            person.row.moved_on,
        )


def _checks(work: Work, who: Principal) -> Iterator[DeskItem]:
    for check in board.checks(work, who):
        waits = check.tag[0] == "wait"
        yield DeskItem(
            gettext("Check an extract") if waits else gettext("An extract, and where it stands"),
            check.href,
            check.action,
            " · ".join(part for part in (check.name, check.about) if part),
            check.tag,
            Urgency.TODAY if waits else Urgency.KNOW,
        )


def _own(work: Work, who: Principal) -> Iterator[DeskItem]:
    """A support person's proposals that they have not answered."""
    own_id = people.own_id(work, who)
    query = select(matches).where(
        matches.c.volunteer_id == own_id,
        matches.c.status == MatchStatus.PROPOSED,
        matches.c.volunteer_given.is_(None),
    )
    programmes = catalogue.names_of_programmes(work.db, language())
    for row in work.db.execute(query.order_by(matches.c.proposed_on)) if own_id else ():
        yield DeskItem(
            gettext("Would you like to be a support person for somebody new?"),
            url_for("me.own"),
            gettext("Answer"),
            programmes.get(row.programme, ""),
            ("wait", gettext("waits for your answer")),
            Urgency.TODAY,
            row.proposed_on,
        )


def _counts(work: Work, who: Principal) -> list[DeskCount]:
    if who.organisation is None or not who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER):
        return []
    programmes = {programme.code: programme for programme in catalogue.newest_programmes(work.db)}
    stages = [
        board.stage_of(person, programmes) for person in people.active(work, who.organisation)
    ]
    return [
        DeskCount(
            stages.count(board.ACTIVE),
            gettext("active support persons"),
            url_for("board.show", stage=board.ACTIVE),
        )
    ]
