"""The step behind the writers: chained, signed, kept by the others, and the officer is told."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete, select, text

from services.cli.main import main
from services.platform.access_logs import OPERATOR, heads_kept
from services.platform.demo.people import fixed_id
from services.platform.duties import Duties
from services.platform.embedded import Platform
from shared import duties
from shared.accesslog.budget import ViewBudget
from shared.accesslog.cutting import cuts_kept
from shared.accesslog.log import AccessEntry, Manner, Outcome, keep
from shared.accesslog.tables import KEPT_FOR_EVER, accesses, chain, heads, subjects
from shared.kernel.clock import Clock
from tests.front.signing_in import signed_in
from tests.platform import BASE, Stepped

WORKER, HOME = fixed_id("worker-siipisulka"), fixed_id("siipi")


@pytest.fixture
def stepped(written: Path, tmp_path: Path) -> Iterator[Stepped]:
    folder = tmp_path / "var"
    shutil.copytree(written, folder)
    platform = Platform(folder, BASE, sync="OFF", view_budget=ViewBudget(most=4)).open()
    platform.settle()
    yield Stepped(platform)
    platform.close()


def read(stepped: Stepped, number: int, **more: object) -> None:
    """Somebody opens a case."""
    entry = AccessEntry(
        "cases.show",
        str(WORKER),
        str(HOME),
        opened=(f"case-{UUID(int=number)}", "programme-x"),
        **more,  # type: ignore[arg-type]
    )
    keep(stepped.platform.services["casework"].database, entry)


def watch(stepped: Stepped) -> None:
    stepped.platform.watches["casework"].step()
    stepped.settle()


def exceeded(stepped: Stepped) -> int:
    """How often the officer was told."""
    events = stepped.platform.services["casework"].store.read(0, 10_000)
    return sum(event.name == "view_budget.exceeded" for event in events)


def verified(stepped: Stepped) -> Result:
    return CliRunner().invoke(main, ["verify-audit"], env={"VAR": str(stepped.platform.folder)})


def test_the_signed_end_of_a_log_is_kept_by_all_other_services(stepped: Stepped) -> None:
    read(stepped, 1)
    watch(stepped)
    watch(stepped)  # nothing new, so nothing is told
    kept = dict[str, list[tuple[str, int]]]()
    for name, service in stepped.platform.services.items():
        with service.database.reading() as db:
            kept[name] = [(head.service, head.position) for head in heads_kept(db)]
    others = {"referral", "volunteers", "reporting"}
    assert kept == {"casework": [], **{name: [("casework", 1)] for name in others}}
    result = verified(stepped)
    assert (result.exit_code, "All is as it was written." in result.output) == (0, True)


def test_what_is_altered_is_named_with_its_line(stepped: Stepped) -> None:
    for number in range(3):
        read(stepped, number)
    watch(stepped)
    with stepped.platform.services["casework"].database.writing() as db:
        db.execute(text("DROP TRIGGER accesses_update"))
        db.execute(text("UPDATE accesses SET principal = 'nobody' WHERE seq = 2"))
    result = verified(stepped)
    assert result.exit_code == 1
    assert "casework, line 2: the row was altered, or moved here" in result.output


def test_a_log_emptied_with_its_own_ends_is_shown_by_the_others(stepped: Stepped) -> None:
    read(stepped, 1)
    watch(stepped)
    with stepped.platform.services["casework"].database.writing() as db:
        for table in KEPT_FOR_EVER:
            db.execute(text(f"DROP TRIGGER {table.name}_delete"))
            db.execute(delete(table))
    shown = [line.strip() for line in verified(stepped).output.splitlines() if "cut off" in line]
    sentence = "casework, line 1: the log was cut off: its end had been signed at this position"
    assert shown == [f"{sentence} (kept by {n})" for n in ("referral", "volunteers", "reporting")]
    databases = {n: s.database for n, s in stepped.platform.services.items()}
    findings = {n: duties.states(d)[duties.AUDIT_OF_ALL].findings for n, d in databases.items()}
    assert findings == {"referral": 0, "volunteers": 0, "casework": 3, "reporting": 0}


@pytest.mark.parametrize(("opened", "times"), [(3, 0), (4, 1), (9, 1)])
def test_who_opens_more_than_the_budget_is_told_of_once(
    stepped: Stepped, opened: int, times: int
) -> None:
    for number in range(opened):
        read(stepped, number)
    read(stepped, 0)  # again: the same file
    watch(stepped)
    assert exceeded(stepped) == times
    if times:
        read(stepped, 100)
        watch(stepped)
        assert exceeded(stepped) == 1


def test_steps_between_do_not_hide_it(stepped: Stepped) -> None:
    for number in range(4):
        assert exceeded(stepped) == 0
        read(stepped, number)
        watch(stepped)
    assert exceeded(stepped) == 1


def test_what_was_refused_or_only_listed_does_not_count_but_a_file_taken_out_does(
    stepped: Stepped,
) -> None:
    ids = tuple(str(UUID(int=number)) for number in range(4))
    for number in range(4):
        read(stepped, number, outcome=Outcome.REFUSED)
    read(stepped, 1, listed=ids)
    read(stepped, 1, kind="client")
    watch(stepped)
    assert exceeded(stepped) == 0
    read(stepped, 1, listed=ids, manner=Manner.EXPORTED)
    watch(stepped)
    assert exceeded(stepped) == 1


def test_the_officer_finds_a_letter_that_leads_to_who_it_was(stepped: Stepped) -> None:
    for number in range(4):
        read(stepped, number)
    watch(stepped)
    letters = stepped.caller("dpo").get("/casework/api/v1/inbox").json["letters"]
    assert [(each["kind"], each["page"], each["urgent"]) for each in letters] == [
        ("view-budget", f"/access-log?principal={WORKER}", True)
    ]
    for other in ("coordinator-siipisulka", "worker-siipisulka", "admin"):
        assert stepped.caller(other).get("/casework/api/v1/inbox").json["letters"] == []


def put_back(stepped: Stepped) -> None:
    """Casework's log as it was before its last line, with what it had signed by then."""
    with stepped.platform.services["casework"].database.writing() as db:
        for table in KEPT_FOR_EVER:
            db.execute(text(f"DROP TRIGGER {table.name}_delete"))
        last = select(chain.c.seq).where(chain.c.position == 2).scalar_subquery()
        for table in (accesses, subjects):
            db.execute(delete(table).where(table.c.seq == last))
        for table in (chain, heads):
            db.execute(delete(table).where(table.c.position == 2))


def acknowledged(stepped: Stepped, reason: str = "Levy rikkoutui, palautettu") -> Result:
    words = ["acknowledge-audit", "casework", "--reason", reason, "--by", "INC-1"]
    return CliRunner().invoke(main, words, env={"VAR": str(stepped.platform.folder)})


def test_a_restore_of_an_older_log_is_acknowledged_and_logged(stepped: Stepped) -> None:
    for number in range(2):
        read(stepped, number)
        watch(stepped)
    assert "no end of its access log is missing" in acknowledged(stepped).output
    put_back(stepped)
    assert verified(stepped).exit_code == 1
    assert acknowledged(stepped, " ").exit_code == 1
    done = acknowledged(stepped)
    assert (done.exit_code, "1 ends" in done.output) == (0, True), done.output
    watch(stepped)
    result = verified(stepped)
    assert (result.exit_code, "by an acknowledged restore" in result.output) == (0, True)
    with stepped.platform.services["casework"].database.reading() as db:
        lines = db.execute(select(accesses.c.principal, accesses.c.purpose)).all()
    assert (str(OPERATOR), "log-went-back") in lines
    browser, _ = signed_in(stepped, "dpo")
    address = f"/access-log?lang=fi&principal={OPERATOR}"
    shown = browser.get(address, base_url=BASE, follow_redirects=True)
    assert (shown.status_code, "Ylläpitäjä kirjasi" in shown.text) == (200, True)


def test_what_was_altered_no_restore_explains(stepped: Stepped) -> None:
    for number in range(2):
        read(stepped, number)
        watch(stepped)
    put_back(stepped)
    with stepped.platform.services["casework"].database.writing() as db:
        db.execute(text("DROP TRIGGER accesses_update"))
        db.execute(text("UPDATE accesses SET principal = 'nobody'"))
    done = acknowledged(stepped)
    assert (done.exit_code, "more is wrong than a restore explains" in done.output) == (1, True)


@pytest.mark.parametrize(("days", "left"), [(0, 3), (1, 1)])
def test_after_twelve_years_lines_go_and_the_log_still_holds(
    stepped: Stepped, days: int, left: int
) -> None:
    for number in range(3):
        read(stepped, number)
    watch(stepped)
    service = stepped.platform.services["casework"]
    today, clock = service.clock.today(), service.clock
    end = date(today.year + 12, today.month, today.day) + timedelta(days=days)
    service.clock = Clock(clock.zone, lambda: datetime.combine(end, time(12), clock.zone))
    Duties(service, stepped.platform.watches["casework"].signer).step()
    service.clock = clock
    with service.database.reading() as db:
        assert len(db.execute(select(accesses.c.seq)).all()) == left
    stepped.settle()
    assert verified(stepped).exit_code == 0
    kept = dict[str, list[tuple[str, int]]]()
    for name, each in stepped.platform.services.items():
        with each.database.reading() as db:
            kept[name] = [(cut.service, cut.position) for cut in cuts_kept(db)]
    others = [("casework", 2)] if days else []
    assert kept == {name: others if name != "casework" else [] for name in kept}
