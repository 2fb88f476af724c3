"""The rules of one summary: written, handed over, approved; put right as a new edition."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self, assert_never
from uuid import UUID

from services.casework.cases.domain import Case
from services.casework.digest.rules import Period
from services.casework.summaries import events, rules
from services.casework.summaries.events import SummaryEvent
from services.casework.summaries.rules import Edition
from services.common.codes import SummaryStatus
from services.common.disclosing import Parties, PartOfSupport
from services.common.summaries.domain import Digest, Written
from shared.kernel.aggregate import Refused

NOTHING_WRITTEN = Written()
APPROVED = (SummaryStatus.APPROVED, SummaryStatus.SENT)


@dataclass(frozen=True)
class Summary(PartOfSupport):
    """One period's summary. What is approved stays; a correction is one more edition."""

    category: ClassVar[str] = "summary"

    id: UUID
    parties: Parties | None = None  # of its case; None: while it is only looked at
    begun: events.SummaryBegun | None = None
    number: int = 1  # of the edition that is written, or was last
    period: Period | None = None
    written: Written = NOTHING_WRITTEN
    status: SummaryStatus | None = None
    digest: Digest | None = None  # as handed over; None: a draft is drawn anew each time
    writer: UUID | None = None
    correction: str = ""  # why this edition is made; empty of the first
    returned: str = ""  # what the coordinator asks for
    editions: tuple[Edition, ...] = ()

    @property
    def is_draft(self) -> bool:
        return self.status is SummaryStatus.DRAFT

    @property
    def current(self) -> Period:
        if self.period is None:
            raise Refused("There is no such summary.", code="no_such_summary")
        return self.period

    def begin(
        self, case: Case, period: Period, *, writer: UUID | None, on: date
    ) -> list[SummaryEvent]:
        """Begin a draft, once."""
        if self.begun:
            return []
        rules.must_fit(case, period, today=on)
        return [events.SummaryBegun(**self._of(case), **period.days, writer=writer, on=on)]

    def write(
        self, case: Case, period: Period, written: Written, *, on: date
    ) -> list[SummaryEvent]:
        """Keep what is written so far."""
        self._must_be_draft()
        if (period, written) == (self.current, self.written):
            return []
        rules.must_fit(case, period, today=on)
        return [events.SummaryWritten(**self._about(case), **period.days, written=written)]

    def hand_over(
        self, case: Case, digest: Digest, *, writer: UUID | None, on: date
    ) -> list[SummaryEvent]:
        """Let it be approved, as it is written and as the book stands."""
        if self.status is SummaryStatus.WAITING:
            return []
        self._must_be_draft()
        rules.must_say_something(self.written)
        about = {**self._about(case), "edition": self.number, "writer": writer}
        return [events.SummaryHandedOver(**about, on=on, digest=digest)]

    def send_back(self, case: Case, reason: str, *, on: date) -> list[SummaryEvent]:
        """Ask for something to be changed first."""
        if self.is_draft and self.returned:
            return []
        self._must_wait()
        about = {**self._about(case), "writer": self.writer}
        return [events.SummaryReturned(**about, on=on, reason=reason.strip())]

    def approve(self, case: Case, *, by: UUID | None, on: date) -> list[SummaryEvent]:
        """Approve it as it was handed over; it goes to the sender where its level reaches it."""
        if self.status in APPROVED:
            return []
        digest = self._must_wait()
        period, by_writer = self.current, by is not None and by == self.writer
        about = {**self._of(case), "edition": self.number, "by_writer": by_writer}
        approved = events.SummaryApproved(**about, **period.days, on=on)
        edition = rules.edition(approved, self.written, digest, self.correction)
        return [approved, *rules.sent(case, self.id, edition)]

    def correct(
        self, case: Case, reason: str, *, writer: UUID | None, on: date
    ) -> list[SummaryEvent]:
        """Begin a new edition of what was approved."""
        if self.is_draft and self.correction:
            return []
        if self.status not in APPROVED:
            raise Refused("Only an approved summary is corrected.", code="not_approved")
        about = {**self._about(case), "edition": self.number + 1, "writer": writer}
        return [events.CorrectionBegun(**about, on=on, reason=reason.strip())]

    def discard(self, case: Case, *, on: date) -> list[SummaryEvent]:
        """Give a draft up; of a correction, the edition before holds as it was."""
        if self.status is SummaryStatus.DISCARDED:
            return []
        self._must_be_draft()
        left, about = self._before(), {**self._of(case), "edition": self.number, "on": on}
        about["status"] = left.status
        return [events.SummaryDiscarded(**about, **left.current.days)]

    def evolve(self, event: SummaryEvent) -> Self:
        match event:
            case events.SummaryBegun(since=since, until=until, writer=writer):
                status, period = SummaryStatus.DRAFT, Period(since, until)
                return replace(self, begun=event, period=period, status=status, writer=writer)
            case events.SummaryWritten(since=since, until=until, written=written):
                text = written or NOTHING_WRITTEN  # erased, nothing is left of it
                return replace(self, period=Period(since, until), written=text)
            case events.SummaryHandedOver(digest=digest, writer=writer):
                waiting = SummaryStatus.WAITING
                return replace(self, status=waiting, digest=digest, writer=writer, returned="")
            case events.SummaryReturned(reason=reason):
                draft = SummaryStatus.DRAFT
                return replace(self, status=draft, digest=None, returned=reason)
            case events.SummaryApproved():
                new = rules.edition(event, self.written, self.digest, self.correction)
                status, editions = SummaryStatus.APPROVED, (*self.editions, new)
                return replace(self, status=status, editions=editions)
            case events.SummarySent():
                *earlier, last = self.editions
                editions = (*earlier, replace(last, is_sent=True))
                return replace(self, status=SummaryStatus.SENT, editions=editions)
            case events.SummaryDisclosed():
                return self
            case events.CorrectionBegun(edition=number, reason=reason, writer=writer):
                return replace(
                    self,
                    number=number,
                    status=SummaryStatus.DRAFT,
                    digest=None,
                    correction=reason,
                    writer=writer,
                )
            case events.SummaryDiscarded():
                return self._before()
            case _:
                assert_never(event)

    def _before(self) -> Self:
        """Itself without its draft."""
        if not self.editions:
            return replace(self, status=SummaryStatus.DISCARDED)
        last = self.editions[-1]
        status = SummaryStatus.SENT if last.is_sent else SummaryStatus.APPROVED
        return replace(
            self,
            number=last.number,
            status=status,
            period=last.period,
            written=last.written,
            digest=last.digest,
            correction=last.reason,
            returned="",
        )

    def _of(self, case: Case) -> dict[str, Any]:
        organisation = case.opened.organisation
        return {"summary_id": self.id, "case_id": case.id, "organisation": organisation}

    def _about(self, case: Case) -> dict[str, Any]:
        return self._of(case) | {"subject_id": case.person.subject_id}

    def _must_be_draft(self) -> None:
        if self.status is SummaryStatus.WAITING:
            raise rules.waits()
        if not self.is_draft:
            raise rules.no_draft()

    def _must_wait(self) -> Digest:
        if self.status is not SummaryStatus.WAITING:
            raise rules.not_waiting()
        return self.digest or rules.NOTHING
