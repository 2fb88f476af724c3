"""What waits for somebody today among support persons and matches, in the reader's language."""

from collections.abc import Iterator

from flask import url_for
from sqlalchemy import select

from services.common import catalogue
from services.common.codes import ClaimStatus, DeadlineCode, MatchStatus, Role
from services.common.desk import MOST_ITEMS, Day, DeskCount, DeskItem, Urgency
from services.volunteers.board import views as board
from services.volunteers.deadlines import queries as deadlines
from services.volunteers.expenses import queries as expenses
from services.volunteers.guiding import queries as guiding
from services.volunteers.matches.projections import matches
from services.volunteers.matching import views as matching
from services.volunteers.people import queries as people
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import N_, gettext, language, ngettext
from shared.work import Work

TO_DO = {
    DeadlineCode.PROPOSAL: N_("A proposal waits for its answers"),
    DeadlineCode.FIRST_MEETING: N_("Arrange the first meeting"),
    DeadlineCode.END_OF_SUPPORT: N_("Ask how the support goes on"),
}


def day(work: Work, who: Principal) -> Day:
    """By role: families without a person, proposals, people to approve, checks, own answers."""
    items: list[DeskItem] = []
    if who.has(Role.NGO_COORDINATOR):
        items += [*_families(work, who), *_proposals(work, who), *_to_approve(work, who)]
        items += [*_expenses(work, who), *_unguided(work, who)]
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
    """Matches that wait for an answer, their first meeting or a word on their end."""
    rows = deadlines.waiting(work, who, *TO_DO, most=2 * MOST_ITEMS)
    called = catalogue.names_of_programmes(work.db, language())
    query = select(matches.c.match_id, matches.c.programme)
    of_rows = matches.c.match_id.in_([row.thing_id for row in rows])
    programmes = {row.match_id: row.programme for row in work.db.execute(query.where(of_rows))}
    for row in rows:
        days, is_late = (work.today - row.since).days, row.late_on <= work.today
        waited = ngettext("%(num)s day", "%(num)s days", days) if days else gettext("today")
        if row.kind == DeadlineCode.END_OF_SUPPORT:
            waited = gettext("until %(day)s", day=format_date(row.due_on, "d.M.yyyy"))
        yield DeskItem(
            gettext(TO_DO[DeadlineCode(row.kind)]),
            url_for("matches.match", match_id=row.thing_id),
            gettext("Look"),
            called.get(programmes.get(row.thing_id, ""), ""),
            ("late" if is_late else "wait", waited),
            Urgency.LATE if is_late else Urgency.TODAY,
            row.since,
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


def _expenses(work: Work, who: Principal) -> Iterator[DeskItem]:
    """That claims wait: once, however many."""
    waiting = expenses.counts(work, who).get(ClaimStatus.WAITS, 0)
    if waiting:
        yield DeskItem(
            gettext("Approve expenses"),
            url_for("expenses.board"),
            gettext("Look"),
            "",
            ("wait", ngettext("%(num)s waits", "%(num)s wait", waiting)),
            Urgency.SOON,
        )


def _unguided(work: Work, who: Principal) -> Iterator[DeskItem]:
    """That somebody supports a family without guidance: once, however many."""
    people = guiding.unguided(guiding.everybody(work, who.organisation)) if who.organisation else []
    if people:
        yield DeskItem(
            gettext("See to it that everybody is guided"),
            url_for("guiding.show"),
            gettext("Look"),
            "",
            ("wait", ngettext("%(num)s without", "%(num)s without", len(people))),
            Urgency.SOON,
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
