"""What can be asked of a summary. Each function runs in the caller's one transaction."""

from datetime import date
from uuid import UUID, uuid4

from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.digest.queries import drawn
from services.casework.digest.rules import Period, next_period
from services.casework.summaries import queries
from services.casework.summaries.domain import Summary
from services.common.identifying import check_tells_no_place
from services.common.summaries.domain import Written
from shared.kernel.aggregate import Refused
from shared.web.api import uuid_of
from shared.work import Work


def begin(
    work: Work, case_id: UUID, *, since: date | None = None, until: date | None = None
) -> tuple[UUID, int]:
    """Begin a draft: of the days given, else from the last summary to the day it is due."""
    case, _ = work.load(Case(case_id))
    if queries.open_of_case(work.db, case_id) is not None:
        raise Refused("A summary of this case is being written already.", code="draft_there")
    usual = usual_period(work, case)
    period = Period(since or usual.since, until or max(usual.until, since or usual.since))
    summary = Summary(uuid4(), parties=case.parties)
    writer = uuid_of(work.actor.id)
    _, version = work.start(summary, lambda s: s.begin(case, period, writer=writer, on=work.today))
    return summary.id, version


def write(
    work: Work,
    summary_id: UUID,
    *,
    happened: str = "",
    child: str = "",
    ahead: str = "",
    since: date | None = None,
    until: date | None = None,
    is_ready: bool = False,
) -> None:
    """Keep the draft as it is written so far; `is_ready`: hand it over for approval."""
    case, summary = _loaded(work, summary_id)
    texts = {"happened": happened, "child": child, "ahead": ahead}
    for field, text in texts.items():
        hidden = case.person.non_disclosure
        check_tells_no_place(text, non_disclosure=hidden, field=field)
    written = Written(**{field: text.strip() for field, text in texts.items()})
    period = Period(since or summary.current.since, until or summary.current.until)
    work.change(summary, lambda s: s.write(case, period, written, on=work.today))
    if is_ready:
        hand_over(work, summary_id)


def hand_over(work: Work, summary_id: UUID) -> None:
    """Let the coordinator approve it, with the figures as the book has them now."""
    case, summary = _loaded(work, summary_id)
    digest, writer = drawn(work, case, summary.current), uuid_of(work.actor.id)
    work.change(summary, lambda s: s.hand_over(case, digest, writer=writer, on=work.today))


def approve(work: Work, summary_id: UUID) -> None:
    """Approve it as it was handed over, and let the sender read it."""
    case, summary = _loaded(work, summary_id)
    by = uuid_of(work.actor.id)
    work.change(summary, lambda s: s.approve(case, by=by, on=work.today))


def send_back(work: Work, summary_id: UUID, *, reason: str) -> None:
    """Ask whoever wrote it to change something first."""
    case, summary = _loaded(work, summary_id)
    work.change(summary, lambda s: s.send_back(case, reason, on=work.today))


def correct(work: Work, summary_id: UUID, *, reason: str) -> None:
    """Begin a new edition; the approved one stays readable as it is."""
    case, summary = _loaded(work, summary_id)
    writer = uuid_of(work.actor.id)
    work.change(summary, lambda s: s.correct(case, reason, writer=writer, on=work.today))


def discard(work: Work, summary_id: UUID) -> None:
    """Give up a draft that nobody needs."""
    case, summary = _loaded(work, summary_id)
    work.change(summary, lambda s: s.discard(case, on=work.today))


def usual_period(work: Work, case: Case) -> Period:
    """What the next summary is about unless somebody says otherwise."""
    months = programme_of(work, case.id).includes.summary_months
    last_day = min(work.today, case.closing.on) if case.closing else work.today
    last = queries.approved_until(work.db, case.id)
    return next_period(case.opened.opened_on, last, months, last_day=last_day)


def _loaded(work: Work, summary_id: UUID) -> tuple[Case, Summary]:
    """The summary with the parties of its case, which its events concern."""
    case, _ = work.load(Case(queries.case_of(work, summary_id)))
    summary, _ = work.load(Summary(summary_id, parties=case.parties))
    return case, summary
