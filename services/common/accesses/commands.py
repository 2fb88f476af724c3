"""The step behind the writers of a service's access log, taken every minute where it follows."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

import structlog

from services.common.accesses import queries
from services.common.accesses.domain import AccessLog, Onlooker
from services.common.accesses.events import AccessLogCut, AccessLogSigned
from services.common.accesses.queries import Span
from shared.accesslog.budget import USUAL, ViewBudget, excess
from shared.accesslog.chain import extend
from shared.accesslog.cutting import Cut, cut
from shared.accesslog.heads import Signer, sign
from shared.service import Service
from shared.telemetry.metrics import VIEWS_EXCEEDED
from shared.work import Actor, Work

log = structlog.get_logger(__name__)
CLOCKWORK = Actor("access-log")
A_MINUTE = 60.0  # seconds: what is cut off before its end was signed is not missed


@dataclass(frozen=True)
class Watch:
    """One service's log: chained, watched over, signed."""

    service: Service
    signer: Signer
    budget: ViewBudget = USUAL

    def step(self) -> int:
        """Chain what was written, tell of who opened too much, sign the end; the rows chained."""
        rows = extend(self.service.database)
        for person, span in queries.spans(rows).items():
            self._watch(person, span)
        self.service.execute(self._sign, CLOCKWORK)
        return len(rows)

    def _watch(self, person: UUID, span: Span) -> None:
        since = span.first_at - self.budget.window
        with self.service.database.reading() as db:
            looks = queries.looks_of(db, person, since=since, until=span.last_at)
            over = excess(looks, self.budget)
        if over is None:
            return

        def act(work: Work) -> bool:
            onlooker, before = work.load(Onlooker(person))
            _, after = work.change(
                onlooker,
                lambda each: each.exceed(
                    at=over.at,
                    opened=over.opened,
                    window=self.budget.window,
                    organisation=span.organisation,
                ),
            )
            return after > before

        if self.service.execute(act, CLOCKWORK):
            VIEWS_EXCEEDED.add(service=self.service.name)
            log.warning("accesses.many", service=self.service.name, opened=over.opened)

    def _sign(self, work: Work) -> None:
        head = sign(work.db, self.service.name, self.signer)
        if head is None:
            return
        this_log = AccessLog(log_id(self.service.name))
        end = AccessLogSigned(log_id=this_log.id, **asdict(head))
        work.change(this_log, lambda each: each.tell(end))


def take_out(service: Service, signer: Signer, *, before: datetime) -> Cut | None:
    """Cut off what was chained before that moment, and let the other services keep that it was."""

    def act(work: Work) -> Cut | None:
        made = cut(work.db, service.name, signer, before=before)
        if made is not None:
            this_log = AccessLog(log_id(service.name))
            event = AccessLogCut(log_id=this_log.id, **asdict(made))
            work.change(this_log, lambda each: each.shorten(event))
        return made

    return service.execute(act, CLOCKWORK)


def log_id(service: str) -> UUID:
    """The id of a service's log, the same in every installation: it is no secret."""
    return uuid5(NAMESPACE_URL, f"/rinnalla/{service}/access-log")
