"""The oldest lines go under a signature, what is left still holds; a restore is acknowledged."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from shared.accesslog.acknowledging import acknowledge
from shared.accesslog.chain import extend
from shared.accesslog.cutting import ON_ITS_WAY, Cut, count_over, cut
from shared.accesslog.heads import Signer, sign, signer_in
from shared.accesslog.tables import KEPT_FOR_EVER, NOTES, accesses, chain, cuts, heads, subjects
from shared.accesslog.verify import Wrong, verify
from shared.database.engine import Database
from tests.shared.accesslog.conftest import EVE, record_access
from tests.shared.accesslog.test_verifying import (
    attack,
    copies,
    cut_off_with_its_head,
    edit,
    findings,
)

LATER = datetime(2099, 1, 1, tzinfo=UTC)


def taken_out(database: Database, signer: Signer, *, before: datetime = LATER) -> Cut | None:
    with database.writing() as db:
        return cut(db, "shop", signer, before=before)


def counts(database: Database) -> list[int]:
    with database.reading() as db:
        return [
            db.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (accesses, chain, subjects, heads)
        ]


def test_what_is_over_goes_and_what_is_left_still_holds(
    looked_at: Database, signer: Signer
) -> None:
    kept = copies(looked_at)
    with looked_at.reading() as db:
        assert count_over(db, LATER) == 5
    assert getattr(taken_out(looked_at, signer), "position", 0) == 5
    assert counts(looked_at) == [1, 1, 1, 1]
    record_access(looked_at)
    extend(looked_at)
    with looked_at.writing() as db:
        sign(db, "shop", signer)
    assert findings(looked_at, signer, kept + copies(looked_at)) == []
    with looked_at.reading() as db:
        report = verify(db, "shop", signer)
    assert (report.begins_after, report.rows) == (5, 2)


def test_nothing_goes_before_its_time(looked_at: Database, signer: Signer) -> None:
    early = datetime.now(UTC) - timedelta(days=1)
    assert taken_out(looked_at, signer, before=early) is None
    assert counts(looked_at) == [6, 6, 6, 2]


def test_a_line_altered_after_a_cut_is_found(looked_at: Database, signer: Signer) -> None:
    taken_out(looked_at, signer)
    attack(looked_at, lambda db: db.execute(update(accesses).values(principal=EVE)))
    assert findings(looked_at, signer) == [(6, Wrong.ALTERED)]


def test_a_cut_that_our_key_has_not_signed_is_found(
    looked_at: Database, signer: Signer, tmp_path: Path
) -> None:
    eve = signer_in(tmp_path / "eve.key")
    taken_out(looked_at, eve)
    assert findings(looked_at, signer)[:2] == [(5, Wrong.CUT_BY_OTHERS), (6, Wrong.GAP)]


def stolen(database: Database, signer: Signer, *, signed_at: datetime, before: datetime) -> Cut:
    """What whoever has the role of the service and our key leaves: five lines are gone."""
    with database.writing() as db:
        link = db.execute(select(chain.c.hash).where(chain.c.position == 5)).scalar_one()
        made = Cut("shop", 5, link, before, signed_at, signer.key)
        made = replace(made, signature=signer.sign(made.words))
        db.execute(insert(cuts).values({each.name: getattr(made, each.name) for each in cuts.c}))
        gone = select(chain.c.seq).where(chain.c.position <= 5).scalar_subquery()
        for table in (subjects, accesses):
            db.execute(delete(table).where(table.c.seq.in_(gone)))
        for table in (heads, chain):
            db.execute(delete(table).where(table.c.position <= 5))
    return made


@pytest.mark.parametrize(("more", "wrong"), [(-30, []), (30, [(5, Wrong.CUT_ALONE)])])
def test_a_cut_that_no_other_service_keeps_is_found_after_an_hour(
    looked_at: Database, signer: Signer, more: int, wrong: list[tuple[int, Wrong]]
) -> None:
    signed_at = datetime.now(UTC) - ON_ITS_WAY - timedelta(seconds=more)
    made = stolen(looked_at, signer, signed_at=signed_at, before=LATER)
    with looked_at.reading() as db:
        reports = [verify(db, "shop", signer, kept_cuts=kept) for kept in ([], [made], None)]
    wrongs = [[(each.position, each.wrong) for each in report.findings] for report in reports]
    assert wrongs == [wrong, [], []]
    other = replace(made, before=made.before + timedelta(days=1))
    with looked_at.reading() as db:
        assert len(verify(db, "shop", signer, kept_cuts=[other]).findings) == len(wrong)


@pytest.mark.parametrize(("hours", "wrong"), [(23, []), (25, [(4, Wrong.CUT_EARLY)])])
def test_a_cut_takes_nothing_whose_end_was_signed_later(
    looked_at: Database, signer: Signer, hours: int, wrong: list[tuple[int, Wrong]]
) -> None:
    kept = copies(looked_at)
    before = datetime.now(UTC) - timedelta(hours=hours)
    stolen(looked_at, signer, signed_at=datetime.now(UTC), before=before)
    assert findings(looked_at, signer, kept) == wrong


@pytest.mark.parametrize("table", KEPT_FOR_EVER, ids=lambda table: table.name)
def test_what_no_cut_covers_is_not_taken_out(
    looked_at: Database, signer: Signer, table: Table
) -> None:
    taken_out(looked_at, signer)
    with pytest.raises(DBAPIError, match="only added to"), looked_at.writing() as db:
        db.execute(delete(table))


@pytest.mark.parametrize("verb", ["UPDATE {} SET position = position", "DELETE FROM {}"])
def test_what_was_noted_stays(looked_at: Database, signer: Signer, verb: str) -> None:
    taken_out(looked_at, signer)
    lost = [head for _, head in copies(looked_at)]
    with looked_at.writing() as db:
        acknowledge(db, "shop", signer, lost, reason="Levy rikkoutui", by="operator")
    for table in NOTES:
        with pytest.raises(DBAPIError, match="only added to"), looked_at.writing() as db:
            db.execute(text(verb.format(table.name)))


def test_an_end_that_a_restore_took_is_explained_by_a_signature_alone(
    looked_at: Database, signer: Signer, tmp_path: Path
) -> None:
    kept = copies(looked_at)
    attack(looked_at, cut_off_with_its_head)  # as an older backup has it
    assert findings(looked_at, signer, kept) == [(6, Wrong.CUT)]
    with looked_at.reading() as db:
        lost = verify(db, "shop", signer, kept).lost
    eve = signer_in(tmp_path / "eve.key")
    with looked_at.writing() as db:
        values = {"position": 6, "hash": lost[0].hash, "reason": "-", "by": "-"}
        now = datetime.now(UTC)
        db.execute(insert(NOTES[1]).values(**values, signed_at=now, key=eve.key, signature="AA=="))
    assert findings(looked_at, signer, kept) == [(6, Wrong.CUT)]
    attack(looked_at, lambda db: db.execute(delete(NOTES[1])))
    with looked_at.writing() as db:
        assert acknowledge(db, "shop", signer, lost, reason="Levy rikkoutui", by="operator") == 1
    assert findings(looked_at, signer, kept) == []
    with looked_at.reading() as db:
        assert verify(db, "shop", signer, kept).explained == 1


def test_what_was_altered_no_acknowledgement_explains(looked_at: Database, signer: Signer) -> None:
    kept = copies(looked_at)
    attack(looked_at, edit)
    with looked_at.writing() as db:
        acknowledge(db, "shop", signer, [head for _, head in kept], reason="-", by="-")
    assert findings(looked_at, signer, kept) == [(3, Wrong.ALTERED)]


def test_a_second_cut_goes_on_from_the_first(looked_at: Database, signer: Signer) -> None:
    taken_out(looked_at, signer)
    for _ in range(2):
        record_access(looked_at)
    extend(looked_at)
    assert getattr(taken_out(looked_at, signer), "position", 0) == 7
    with looked_at.reading() as db:
        assert db.execute(select(cuts.c.position).order_by(cuts.c.position)).scalars().all() == [
            5,
            7,
        ]
    assert findings(looked_at, signer) == []
