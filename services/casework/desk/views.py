"""What waits for somebody today among cases, in the reader's language."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from uuid import UUID

from flask import url_for

from services.casework.cases import policy, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import ListedCase
from services.casework.cases.texts import first_name, reference
from services.casework.concerns.policy import lists
from services.casework.concerns.texts import on_desk
from services.casework.desk.rules import coming_of_age
from services.casework.duties.texts import on_desk as duty_now
from services.casework.entries import queries as entries
from services.casework.handover.texts import without_worker
from services.casework.summaries import queries as summaries
from services.casework.visits import policy as visit_policy, queries as visits
from services.common.codes import DeadlineCode
from services.common.deadlines.queries import due
from services.common.desk import MOST_ITEMS, Day, DeskCount, DeskItem, Urgency
from shared.identity.principals import Principal
from shared.web.formats import format_date
from shared.web.i18n import gettext, ngettext
from shared.web.paging import MOST, PageRequest
from shared.work import Work

AHEAD = timedelta(days=14)  # so long before a summary or a plan meeting it is said


def day(work: Work, who: Principal) -> Day:
    """By role: visits too long ago, ways on, follow-ups, comings of age; visits to log."""
    items: list[DeskItem] = []
    counts: list[DeskCount] = []
    if lists.admits(who):
        items += on_desk(work, who)
    if policy.opens.access.admits(who):
        request = PageRequest(limit=MOST)
        running = queries.listed(work, who, state="open", page_request=request).items
        ended = queries.listed(work, who, state="follow_up", page_request=request).items
        items += [
            *without_worker(who, running),
            *_quiet(work, running),
            *_summaries(work, who, running),
            *_meetings(work, running),
            *_of_age(work, running),
            *_onwards(work, who, running),
            *_follow_ups(work, ended),
        ]
        counts = [DeskCount(len(running), gettext("open cases"), url_for("caseload.mine"))]
    if visit_policy.supports.access.admits(who):
        items += _own(work, who)
    items += [*duty_now(work, who), *_appointments(work, who)]
    return Day(items=items, counts=counts)


def _quiet(work: Work, running: list[ListedCase]) -> Iterator[DeskItem]:
    """Families with somebody beside them whom nobody has met for too long, or not at all yet."""
    ids = [each.row.case_id for each in running]
    visits_due, last = due(work.db, DeadlineCode.VISIT, ids), visits.last_held(work, ids)
    by_id = {each.row.case_id: each for each in running}
    late = [row for row in visits_due.values() if row.late_on <= work.today]
    for row in late[:MOST_ITEMS]:
        each, days = by_id[row.thing_id], (work.today - row.since).days
        met = row.thing_id in last
        yield DeskItem(
            gettext("See how a family is") if met else gettext("A family has not been met yet"),
            _href(each),
            gettext("Open"),
            _about(each),
            ("late", ngettext("%(num)s day quiet", "%(num)s days quiet", days)),
            Urgency.LATE,
            row.since,
        )


def _summaries(work: Work, who: Principal, running: list[ListedCase]) -> Iterator[DeskItem]:
    """What waits for a coordinator's approval; then summaries that are due soon, or late."""
    by_id = {each.row.case_id: each for each in running}
    if policy.coordinates.access.admits(who):
        for row in summaries.waiting(work.db, who)[:MOST_ITEMS]:
            yield DeskItem(
                gettext("Approve a summary, or send it back"),
                url_for("summaries.show", summary_id=row.summary_id),
                gettext("Open"),
                _about(by_id[row.case_id]) if row.case_id in by_id else "",
                ("wait", gettext("since %(day)s", day=format_date(row.handed_over_on, "d.M."))),
                Urgency.TODAY,
                row.handed_over_on,
            )
    words = gettext("Write a summary of the support")
    yield from _due(work, by_id, DeadlineCode.SUMMARY, words, "summarybook.show")


def _meetings(work: Work, running: list[ListedCase]) -> Iterator[DeskItem]:
    """Plan meetings that were agreed at the last, soon or late."""
    by_id = {each.row.case_id: each for each in running}
    words = gettext("Look at the plan together: a meeting was agreed")
    yield from _due(work, by_id, DeadlineCode.PLAN_MEETING, words, "planbook.show")


def _due(
    work: Work, by_id: Mapping[UUID, ListedCase], kind: DeadlineCode, words: str, page: str
) -> Iterator[DeskItem]:
    rows = due(work.db, kind, by_id).values()
    for row in [each for each in rows if each.due_on <= work.today + AHEAD][:MOST_ITEMS]:
        is_late = row.late_on <= work.today
        on = format_date(row.due_on, "d.M.")
        tag = gettext("was due %(day)s", day=on) if is_late else gettext("due %(day)s", day=on)
        yield DeskItem(
            words,
            url_for(page, case_id=row.thing_id),
            gettext("Open"),
            _about(by_id[row.thing_id]),
            ("late" if is_late else "wait", tag),
            Urgency.TODAY if is_late else Urgency.SOON,
            row.due_on,
        )


def _of_age(work: Work, running: list[ListedCase]) -> Iterator[DeskItem]:
    """Who turns 18 soon, or has: the consent is their own to give from then on."""
    for each in running:
        birthday = coming_of_age(each.born, opened_on=each.row.opened_on, today=work.today)
        if birthday is None:
            continue
        is_past = birthday <= work.today
        on = format_date(birthday, "d.M.")
        tag = gettext("since %(day)s", day=on) if is_past else gettext("on %(day)s", day=on)
        yield DeskItem(
            gettext("A young person comes of age: agree on the support with them"),
            _href(each),
            gettext("Open"),
            _about(each),
            ("late" if is_past else "wait", tag),
            Urgency.TODAY if is_past else Urgency.SOON,
            birthday,
        )


def _onwards(work: Work, who: Principal, running: list[ListedCase]) -> Iterator[DeskItem]:
    """For the team: cases that may go on to their next phase, else those with open tasks."""
    ids = [each.row.case_id for each in running]
    teams = queries.teams(work, ids)
    own = [e for e in running if any(s.person_id == who.id for s in teams[e.row.case_id])]
    for each in own[: 2 * MOST_ITEMS]:
        view = queries.case(work, who, each.row.case_id)
        if (onward := view.next_transition) is not None and not onward.missing:
            text, tag = gettext("A case can go on to its next phase"), ("done", gettext("ready"))
            yield DeskItem(text, _href(each), gettext("Open"), _about(each), tag, Urgency.SOON)
        elif onward is not None:
            number = len(onward.missing)
            left = ngettext("%(num)s thing to do", "%(num)s things to do", number)
            text = gettext("Before the next phase")
            tag = ("info", left)
            yield DeskItem(text, _href(each), gettext("Open"), _about(each), tag, Urgency.KNOW)


def _follow_ups(work: Work, ended: list[ListedCase]) -> Iterator[DeskItem]:
    """Closed cases whose follow-up is due, the longest due first."""
    by_id = {each.row.case_id: each for each in ended}
    rows = due(work.db, DeadlineCode.FOLLOW_UP, by_id).values()
    for row in [each for each in rows if each.due_on <= work.today][:MOST_ITEMS]:
        each = by_id[row.thing_id]
        yield DeskItem(
            gettext("Ask how it is after the support"),
            _href(each),
            gettext("Open"),
            _about(each),
            ("late", gettext("was due %(day)s", day=format_date(row.due_on, "d.M.")))
            if row.late_on <= work.today
            else ("wait", gettext("due today")),
            Urgency.TODAY,
            row.due_on,
        )


def _appointments(work: Work, who: Principal) -> Iterator[DeskItem]:
    """To remind a family of, today or tomorrow, and to say what came of afterwards."""
    for row in entries.waiting(work, who, until=work.today + timedelta(days=1)):
        is_past, on = row.held_on < work.today, format_date(row.held_on, "d.M.")
        case, _ = work.load(Case(row.case_id))
        yield DeskItem(
            gettext("Say what came of an appointment")
            if is_past
            else gettext("Remind a family of its appointment"),
            url_for("entrybook.show", entry_id=row.entry_id),
            gettext("Open"),
            first_name(case),
            ("late", gettext("was on %(day)s", day=on))
            if is_past
            else ("wait", gettext("on %(day)s", day=on)),
            Urgency.TODAY,
            row.held_on,
        )


def _own(work: Work, who: Principal) -> Iterator[DeskItem]:
    """For a support person: whose visit can be logged."""
    for child in visits.supported_by(work, who):
        href = url_for("visits.new", case=child.case_id)
        yield DeskItem(
            gettext("Log a visit"), href, gettext("Log"), child.name, urgency=Urgency.SOON
        )


def _href(listed: ListedCase) -> str:
    return url_for("casefile.show", case_id=listed.row.case_id)


def _about(listed: ListedCase) -> str:
    row = listed.row
    return listed.name or reference(row.case_id, row.opened_on)
