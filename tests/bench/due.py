"""`bench due`: ten thousand answers become late at once; until the last letter lies ready.

On PostgreSQL that flushes as usual, one process: the clock takes each step, the table hears of it,
and both sides of each referral have their letters. What waits is written beforehand, by SQL.
"""

from datetime import UTC, datetime
from time import perf_counter, process_time
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, text

from services.common.deadlines.commands import take_due
from services.common.deadlines.projections import deadlines as table, taken_metadata
from services.referral.deadlines.projections import deadlines
from services.referral.deadlines.rules import KINDS
from services.referral.inbox.projections import letters
from shared.database.engine import Database
from shared.inbox import letters as letter_rows
from shared.kernel.clock import Clock
from shared.service import Service
from tests.bench.measuring import Figure, single
from tests.bench.subject import SEALING
from tests.servers import DURABLE, cluster
from tests.tables import make_service

NUMBER, LIMIT = 10_000, 60.0  # deadlines, seconds
LATE = datetime(2026, 3, 12, 6, tzinfo=UTC)  # seven working days after the second were over
WRITE = text("""
INSERT INTO deadlines (deadline_id, kind, thing_id, organisation, waiting, since, due_on, late_on,
  next_at)
SELECT md5('deadline' || n)::uuid, 'answer', md5('referral' || n)::uuid,
  md5('provider' || n % 50)::uuid, md5('sender' || n % 20)::uuid, date '2026-03-02',
  date '2026-03-11', date '2026-03-12', timestamptz '2026-03-11 22:00Z'
FROM generate_series(1, :number) AS n
""")
SIDES = text("""
INSERT INTO referral_sides (referral_id, sender, provider)
SELECT md5('referral' || n)::uuid, md5('sender' || n % 20)::uuid, md5('provider' || n % 50)::uuid
FROM generate_series(1, :number) AS n
""")


def working_off() -> list[Figure]:
    """Seconds for all steps, and for all that follows from them."""
    with cluster(settings=DURABLE) as server, server.database() as url:
        service = _referral(url)
        start, worked = perf_counter(), process_time()
        number = take_due(service, KINDS)
        taken = perf_counter()
        service.followers.settle()
        end, processed = perf_counter(), process_time() - worked
        with service.database.reading() as db:
            count = db.execute(select(func.count()).select_from(letter_rows)).scalar_one()
            late = select(func.count()).select_from(table).where(table.c.step == "missed")
            assert (number, db.execute(late).scalar_one()) == (NUMBER, NUMBER)
        service.close()
    conditions = {"deadlines": number, "letters": count, "steps_s": round(taken - start, 1)}
    conditions["processor_s"] = round(processed, 1)
    return [single("due", end - start, limit=LIMIT, unit="s", **conditions)]


def _referral(url: str) -> Service:
    """The referral service's clock and letters, beside nothing else, with what waits."""
    clock = Clock(ZoneInfo("Europe/Helsinki"), lambda: LATE)
    service = Service("referral", database=Database(url), clock=clock, sealing=SEALING)
    service.listen(deadlines, service.own)
    service.listen(letters, service.own)
    service.keep(taken_metadata)
    make_service(service)
    with service.database.writing() as db:
        for statement in (WRITE, SIDES):
            db.execute(statement, {"number": NUMBER})
    with service.database.reading() as db:
        db.execute(text("VACUUM ANALYZE"))
    return service
