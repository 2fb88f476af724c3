"""Until when the parties of an agreement decide what follows it."""

from datetime import timedelta

from sqlalchemy import Connection

from services.common.deadlines import projections as clock
from services.common.deadlines.rules import DeadlineKind
from services.referral.directory import events as directory
from shared.consumer.subscription import Projection


def count_agreements(deadlines: Projection, kind: DeadlineKind) -> None:
    """Let the clock count the days to the end of each."""

    @deadlines.on(directory.AgreementMade)
    def agree(db: Connection, event: directory.AgreementMade) -> None:
        if event.ends_on:
            begun, whose = event.starts_on, {"organisation": event.provider, "waiting": event.party}
            due = max(begun, event.ends_on - timedelta(days=event.notice_days or 0))
            clock.begin(db, kind, event.agreement_id, since=begun, due_on=due, **whose)

    @deadlines.on(directory.AgreementEnded)
    def end_agreement(db: Connection, event: directory.AgreementEnded) -> None:
        """Somebody has decided: nobody needs to be reminded."""
        clock.meet(db, kind, event.agreement_id, event.ends_on)

    @deadlines.on(directory.AgreementRenewed)
    def renew_agreement(db: Connection, event: directory.AgreementRenewed) -> None:
        """They decide anew before its new last day; what has none is never due."""
        row, due = clock.row_of(db, kind, event.agreement_id), event.decide_by
        if due is None:
            clock.meet(db, kind, event.agreement_id, row.due_on)
        else:
            whose = {"organisation": row.organisation, "waiting": row.waiting}
            clock.begin(db, kind, event.agreement_id, since=row.since, due_on=due, **whose)
