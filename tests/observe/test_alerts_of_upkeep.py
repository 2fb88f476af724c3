"""Each alert about what keeps a service in order, from what it tells after it really happened."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask, g
from sqlalchemy import insert, update
from sqlalchemy.exc import TimeoutError as PoolExhausted

from services.common.days import start_of
from services.common.deadlines import projections as clock
from services.common.deadlines.queries import gauges as deadline_gauges
from services.common.deadlines.rules import DAYS, DeadlineKind
from services.common.mailing.queries import gauges as mail_gauges
from services.platform.duties import Duties
from services.platform.machine import Machine
from shared import duties
from shared.accesslog.chain import extend
from shared.accesslog.heads import Signer, sign
from shared.accesslog.tables import accesses
from shared.database.engine import Database
from shared.kernel.clock import Clock
from shared.kernel.sealing import Open
from shared.mail.tables import MailState, mails
from shared.observability.readings import readings
from shared.service import Service
from shared.telemetry.edge import watch_requests
from shared.telemetry.exposition import Exposition
from shared.telemetry.metrics import VIEWS_EXCEEDED
from shared.web.i18n import install_languages
from shared.web.site import answer
from tests.figures import Figures, counting
from tests.observe.certificates import showing
from tests.observe.rules import check_alerts
from tests.shared.accesslog.conftest import EVE, record_access, signer
from tests.shared.accesslog.test_verifying import attack
from tests.shared.bicycles import CLOCK
from tests.tables import make_service

__all__ = ["counting", "signer"]


@pytest.fixture
def service(counting: None, new_database_url: Callable[[], str]) -> Iterator[Service]:
    """One that keeps a register, as far as the watch over it goes."""
    database = Database(new_database_url(), connections=2)
    service = Service("referral", database=database, clock=CLOCK, sealing=Open())
    make_service(service)
    yield service
    service.close()


def scraped(service: Service) -> dict[str, Figures | None]:
    return {"consume": Figures(Exposition((service.name,), lambda: readings(service)).text())}


def later(service: Service, **by: float) -> None:
    now: datetime = service.clock.now() + timedelta(**by)
    service.clock = Clock(CLOCK.zone, lambda: now)


def broken() -> str:
    raise KeyError("Kanarialintu")


def slow() -> str:
    g.began -= 3  # as if it had come three seconds ago
    return ""


@pytest.fixture
def app() -> Flask:
    app = Flask("shop")
    watch_requests(app, "referral")
    install_languages(app, [])
    app.register_error_handler(Exception, answer)
    for view in (broken, slow):
        app.add_url_rule(f"/referral/api/{view.__name__}", view.__name__, view)
    return app


def test_requests_that_fail(service: Service, app: Flask) -> None:
    before = scraped(service)
    app.test_client().get("/referral/api/broken")
    check_alerts(before, scraped(service), {"RinnallaErrors"}, grows=True)


def test_requests_that_take_long(service: Service, app: Flask) -> None:
    before = scraped(service)
    app.test_client().get("/referral/api/slow")
    check_alerts(before, scraped(service), {"RinnallaSlowAnswers"}, minutes=25, grows=True)


def test_connections_that_are_all_in_use(service: Service) -> None:
    before = scraped(service)
    with ExitStack() as held:
        for _ in range(2):
            held.enter_context(service.database.engine.connect())
        after = scraped(service)
    check_alerts(before, after, {"RinnallaConnectionsExhausted"})


def test_a_wait_for_a_connection_that_was_in_vain(service: Service) -> None:
    before = scraped(service)
    pool = service.database._single.pool
    with ExitStack() as held:
        held.enter_context(service.database.reading())
        held.enter_context(service.database.reading())
        pool._timeout = 0.05  # type: ignore[attr-defined]  # a QueuePool's
        with pytest.raises(PoolExhausted), service.database.reading():
            pass
    check_alerts(before, scraped(service), {"RinnallaConnectionsExhausted"})


def test_a_disk_that_is_nearly_full(service: Service, tmp_path: Path) -> None:
    free = 50
    machine = Machine("", {"backups": tmp_path}, usage=lambda _: (100, 100 - free, free))
    service.gauges.append(partial(machine.gauges, "referral"))
    before = scraped(service)
    free = 9
    check_alerts(before, scraped(service), {"RinnallaDisk"})


@pytest.mark.parametrize(("days", "alerts"), [(13, {"RinnallaCertificate"}), (15, set())])
def test_a_certificate_that_ends(service: Service, days: int, alerts: set[str]) -> None:
    before = scraped(service)
    with showing(timedelta(days=days)) as address:
        machine = Machine(address, {})
        service.gauges.append(partial(machine.gauges, "referral"))
        after = scraped(service)
    figures = after["consume"]
    assert figures is not None
    assert figures.of("certificate_days_left") == [pytest.approx(days, abs=0.1)]
    check_alerts(before, after, alerts)


def test_an_access_log_that_somebody_has_altered(service: Service, signer: Signer) -> None:
    record_access(service.database)
    extend(service.database)
    with service.database.writing() as db:
        sign(db, service.name, signer)
    watch = Duties(service, signer)
    watch.step()
    before = scraped(service)
    later(service, hours=23)
    attack(service.database, lambda db: db.execute(update(accesses).values(principal=EVE)))
    watch.step()  # it is not due
    check_alerts(before, scraped(service), {"RinnallaRetentionNotRun"})
    later(service, hours=1)
    duties.done(service.database, duties.RETENTION, service.clock.now())
    watch.step()
    check_alerts(before, scraped(service), {"RinnallaAuditBroken"})


def test_an_access_log_whose_end_nobody_signs(service: Service) -> None:
    before = scraped(service)
    record_access(service.database)
    extend(service.database)
    check_alerts(before, scraped(service), set(), minutes=10)
    check_alerts(before, scraped(service), {"RinnallaAuditNotChecked"}, minutes=25)


def test_mail_that_does_not_leave(service: Service) -> None:
    service.gauges.append(partial(mail_gauges, service))
    before = scraped(service)
    made = service.clock.now()
    values = {"urgent": 0, "deadlines": 0, "news": 1, "state": MailState.WAITING, "attempts": 0}
    with service.database.writing() as db:
        ids = {"mail_id": UUID(int=1), "person_id": UUID(int=2)}
        moments = dict.fromkeys(("made_for", "made_at", "next_at"), made)
        db.execute(insert(mails).values(**ids, **moments, **values))
    later(service, minutes=59)
    check_alerts(before, scraped(service), set(), minutes=10)
    later(service, minutes=2)
    check_alerts(before, scraped(service), {"RinnallaMailStays"}, minutes=10)


def test_a_clock_that_nobody_keeps(service: Service) -> None:
    with service.database.writing() as db:
        for metadata in (clock.metadata, clock.taken_metadata):
            metadata.create_all(db)
    service.gauges.append(partial(deadline_gauges, service))
    before, day = scraped(service), service.clock.today()
    with service.database.writing() as db:
        kind = DeadlineKind("answer", DAYS)
        clock.begin(db, kind, UUID(int=1), since=day, due_on=day)
    tomorrow = start_of(day + timedelta(days=1))
    for seconds, alerts in ((900, set()), (901, {"RinnallaClockStands"})):
        at = tomorrow + timedelta(seconds=seconds)
        service.clock = Clock(CLOCK.zone, lambda at=at: at)  # type: ignore[misc]  # bound now
        check_alerts(before, scraped(service), alerts, minutes=10)


def test_duties_that_nobody_does(service: Service, signer: Signer) -> None:
    Duties(service, signer).step()
    before = scraped(service)
    later(service, hours=5)
    check_alerts(before, scraped(service), {"RinnallaRetentionNotRun"}, minutes=10)
    later(service, hours=22)
    late = {"RinnallaRetentionNotRun", "RinnallaBackupTooOld"}
    check_alerts(before, scraped(service), late, minutes=10)
    later(service, hours=22)
    check_alerts(before, scraped(service), late | {"RinnallaAuditNotChecked"}, minutes=10)
    for duty in (duties.RETENTION, duties.BACKUP, duties.AUDIT):
        duties.done(service.database, duty, service.clock.now())
    check_alerts(before, scraped(service), set(), minutes=10)


def test_somebody_who_opens_too_much(service: Service) -> None:
    before = scraped(service)
    VIEWS_EXCEEDED.add(service="referral")
    check_alerts(before, scraped(service), {"RinnallaManyFilesOpened"})
