"""What a service does by the clock and has to have done, written down where it is done.

A thread of every process that follows looks every ten minutes: is a check of the access log due,
and what else is expected here? Erasing by the clock is `nightly`; a backup is a command.
"""

from dataclasses import dataclass
from datetime import timedelta

import structlog

from services.common.accesses.commands import take_out
from services.common.accesses.rules import over_before
from services.platform.nightly import KEEPERS
from shared import duties
from shared.accesslog.heads import Signer
from shared.accesslog.verify import verify
from shared.service import Service

log = structlog.get_logger(__name__)
EVERY = 600.0  # seconds
AUDIT_EVERY = timedelta(days=1)


@dataclass
class Duties:
    """One service's, looked after by the process in which it follows."""

    service: Service
    signer: Signer
    _is_expected: bool = False

    def start(self) -> None:
        self.service.followers.every(EVERY, "duties", self.step)

    def step(self) -> None:
        """Say what is expected here, and check the access log once a day."""
        database, now = self.service.database, self.service.clock.now()
        if not self._is_expected:
            for duty in self._expected():
                duties.expect(database, duty, now)
            self._is_expected = True
        audit = duties.states(database)[duties.AUDIT]
        is_due = audit.findings is None or now - audit.since >= AUDIT_EVERY
        if is_due and not self.check_access_log():  # nothing leaves a log that somebody altered
            self.cut_access_log()

    def check_access_log(self) -> int:
        """Read it whole, and note how many of its lines are not as they were written."""
        service = self.service
        with service.database.reading() as db:
            findings = verify(db, service.name, self.signer).findings
        for finding in findings:
            log.error("audit.broken", service=service.name, what=str(finding))
        now = service.clock.now()
        duties.done(service.database, duties.AUDIT, now, findings=len(findings))
        return len(findings)

    def cut_access_log(self) -> None:
        """Take out, under our signature, what was kept to the end of its time."""
        service, clock = self.service, self.service.clock
        made = take_out(service, self.signer, before=over_before(clock.today(), clock.zone))
        if made:
            log.info("access_log.cut", service=service.name, up_to=made.position)

    def _expected(self) -> list[str]:
        keeps = [duties.RETENTION] if self.service.name in KEEPERS else []
        return [duties.AUDIT, duties.BACKUP, *keeps]
