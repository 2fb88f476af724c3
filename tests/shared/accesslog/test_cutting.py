"""The oldest lines go under a signature, what is left still holds; a restore is acknowledged."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from shared.accesslog.acknowledging import acknowledge
from shared.accesslog.chain import extend
from shared.accesslog.cutting import count_over, cut
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
    assert cut(looked_at, "shop", signer, before=LATER) == 5
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
    assert cut(looked_at, "shop", signer, before=early) == 0
    assert counts(looked_at) == [6, 6, 6, 2]


def test_a_line_altered_after_a_cut_is_found(looked_at: Database, signer: Signer) -> None:
    cut(looked_at, "shop", signer, before=LATER)
    attack(looked_at, lambda db: db.execute(update(accesses).values(principal=EVE)))
    assert findings(looked_at, signer) == [(6, Wrong.ALTERED)]


def test_a_cut_that_our_key_has_not_signed_is_found(
    looked_at: Database, signer: Signer, tmp_path: Path
) -> None:
    eve = signer_in(tmp_path / "eve.key")
    cut(looked_at, "shop", eve, before=LATER)
    assert findings(looked_at, signer)[:2] == [(5, Wrong.CUT_BY_OTHERS), (6, Wrong.GAP)]


@pytest.mark.parametrize("table", KEPT_FOR_EVER, ids=lambda table: table.name)
def test_what_no_cut_covers_is_not_taken_out(
    looked_at: Database, signer: Signer, table: Table
) -> None:
    cut(looked_at, "shop", signer, before=LATER)
    with pytest.raises(DBAPIError, match="only added to"), looked_at.writing() as db:
        db.execute(delete(table))


@pytest.mark.parametrize("verb", ["UPDATE {} SET position = position", "DELETE FROM {}"])
def test_what_was_noted_stays(looked_at: Database, signer: Signer, verb: str) -> None:
    cut(looked_at, "shop", signer, before=LATER)
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
    cut(looked_at, "shop", signer, before=LATER)
    for _ in range(2):
        record_access(looked_at)
    extend(looked_at)
    assert cut(looked_at, "shop", signer, before=LATER) == 2
    with looked_at.reading() as db:
        assert db.execute(select(cuts.c.position).order_by(cuts.c.position)).scalars().all() == [
            5,
            7,
        ]
    assert findings(looked_at, signer) == []
